"""Take the settings and the pinned runs along as a file, and bring them back."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.results import findings
from explainer.view.shell import state
from explainer.view.shell.html_parts import section_heading
from explainer.view.shell.problems import folded_list, sentence
from explainer.view.simulator.saved import pins
from explainer.view.simulator.saved.pinned_runs import Pin
from explainer.view.simulator.saved.scenario_file_reading import (
    FILE,
    LIMIT,
    Loaded,
    pins_json,
    read_file,
    scenario_json,
)
from explainer.view.widgets.files.file_input import Upload, file_field
from simulations import MODEL_VERSION, Problem, Scenario

REPORT = "file_report"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the last file; shown as long as the state is the one that it left.

    Attributes
    ----------
    file : str
        Its name, hostile text.
    loaded : Loaded
    new, full : int
        Pinned runs of the file that were new, and those among them that found no place.
    left : tuple
        The state after it was read.
    """

    file: str
    loaded: Loaded
    new: int
    full: int
    left: tuple[Scenario, tuple[Pin, ...]]


def scenario_file(scenario: Scenario, words: Words) -> None:
    """Offer the settings and the pinned runs as files, and take such files in."""
    pinned = pins.pinned()
    st.html(section_heading(words("files.heading"), words("files.lead")))
    with st.container(key="ec_files"):
        _download(
            "scenario", words("files.save_scenario"), scenario_json(scenario), file_stem(scenario)
        )
        if pinned:
            _download("pins", words("files.save_pins"), pins_json(pinned), f"pins-{len(pinned)}")
        megabytes = state.words().integer(LIMIT / MEGABYTE)
        file_field(
            words("files.open"),
            words("files.hint", megabytes=megabytes),
            limit=LIMIT,
            key="scenario_file",
            on_file=load,
        )
    report = st.session_state.get(REPORT)
    if report is not None and report.left == (state.scenario(), pins.pinned()):
        st.html(report_html(report, words))


def file_stem(scenario: Scenario) -> str:
    """Name a file by codes and the seed alone."""
    parts = (scenario.a.preset, scenario.b.preset, scenario.country, str(scenario.seed))
    return "-".join(parts)


def load(handed: Upload) -> None:
    """Bring in what a file holds; one in which anything is wrong leaves all as it was."""
    if handed.fault:
        loaded = Loaded(problems=(Problem(FILE, handed.fault),))
    else:
        loaded = read_file(handed.text)
    new = full = 0
    if not loaded.problems and loaded.scenario is not None:
        state.set_scenario(loaded.scenario)
    elif not loaded.problems:
        new, full = pins.add(loaded.pins)
    left = (state.scenario(), pins.pinned())
    st.session_state[REPORT] = Report(handed.name, loaded, new, full, left)


def report_html(report: Report, words: Words) -> Markup:
    """Write what became of a file as HTML: what is wrong, or what was loaded and what was cut."""
    loaded = report.loaded
    if loaded.problems:
        heading = words("files.refused", file=report.file or words("files.nameless"))
        return _list("ec-problems", "alert", heading, loaded.problems, words)
    lines = [_success(report, words)]
    if loaded.absent:
        lines.append(words.plural("files.absent", loaded.absent))
    if report.full:
        lines.append(words.plural("files.full", report.full))
    if loaded.model:
        lines.append(words("files.model", given=loaded.model, model=MODEL_VERSION))
    wording = " ".join(lines)
    return _list("ec-loaded", "status", wording, loaded.limited, words)


def _success(report: Report, words: Words) -> str:
    scenario = report.loaded.scenario
    file = report.file or words("files.nameless")
    if scenario is None:
        return words.plural("files.loaded_pins", report.new - report.full, file=file)
    who = findings.names(scenario.a.preset, scenario.b.preset, words)
    return words(
        "files.loaded",
        file=file,
        a=who.a_short,
        b=who.b_short,
        people=words.integer(scenario.shoppers),
        weeks=words.integer(scenario.weeks),
        seed=str(scenario.seed),
    )


def _list(
    look: str,
    role: str,
    heading: str,
    problems: tuple[Problem, ...],
    words: Words,
) -> Markup:
    """Write a heading and every problem, the first of them at once and the others on demand."""
    listed = folded_list([_sentence(problem, words) for problem in problems], words)
    return Markup('<div class="{}" role="{}"><p>{}</p>{}</div>').format(look, role, heading, listed)


def _sentence(problem: Problem, words: Words) -> str:
    """Say one problem; one with the whole file in the words of files."""
    if problem.field == FILE and problem.code != "unknown_name":  # a field may be called so too
        if problem.code in ("malformed", "wrong_version"):
            return words(f"files.fault.{problem.code}", given=problem.given)
        if problem.code == "too_large":
            megabytes = words.integer(LIMIT / MEGABYTE)
            return words("files.fault.too_large", megabytes=megabytes)
        return words(f"files.fault.{problem.code}")
    if problem.code == "missing":
        return words("files.fault.incomplete")
    return sentence(problem, words)


def _download(what: str, label: str, data: bytes, stem: str) -> None:
    st.download_button(
        label,
        data=data,
        file_name=f"{stem}.json",
        mime="application/json",
        key=f"save_{what}",
        on_click="ignore",
    )
