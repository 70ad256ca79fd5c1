"""Files that a visitor takes along and brings back: one scenario, or the runs that are pinned.

Both are complete and versioned JSON. Whatever comes in is hostile until every value has passed;
a file in which anything is wrong is refused as a whole, with every problem named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explainer.view.shell.page_limits import limit, page_range
from explainer.view.simulator.saved.pinned_runs import FIELD, MOST, Pin, clean, limited, unreadable
from simulations import KNOBS, MODEL_VERSION, Problem, Scenario, ScenarioError
from simulations.scenario.encoding import JSON_LIMIT, made_by, younger
from simulations.scenario.problems import shorten

FILE = "file"
"""Field of a problem with the file as a whole."""
LIMIT = JSON_LIMIT
"""Bytes: 7,000 are a scenario, a million the result of ten years that the command line prints."""
VERSION = 1
_RUNS = "runs"
_HEAD = ("version", "model", _RUNS)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds, or what is wrong with it.

    Attributes
    ----------
    scenario : Scenario or None
        The one scenario of the file.
    pins : tuple of Pin
        The pinned runs of the file, if it holds such.
    problems : tuple of Problem
        Why it was refused; nothing of it may be used then.
    limited : tuple of Problem
        What was cut to the size of a page.
    absent : int
        Settings of the one scenario that the file leaves to their initial value.
    model : str
        The version of the model that made it, if it says so and it is another one.
    """

    scenario: Scenario | None = None
    pins: tuple[Pin, ...] = ()
    problems: tuple[Problem, ...] = ()
    limited: tuple[Problem, ...] = ()
    absent: int = 0
    model: str = ""


def scenario_json(scenario: Scenario) -> bytes:
    """Write a scenario as a file."""
    return scenario.to_json().encode("utf-8")


def pins_json(pins: Sequence[Pin]) -> bytes:
    """Write pinned runs as one file."""
    runs = [{"name": pin.name, "scenario": pin.scenario.to_dict()} for pin in pins]
    tree = {"version": VERSION, "model": MODEL_VERSION, _RUNS: runs}
    return json.dumps(tree, indent=2).encode("utf-8")


def read_file(text: str) -> Loaded:
    """Read a file of either kind, or a result as the command line prints it. Never raises."""
    if len(text) > LIMIT or len(text.encode("utf-8", "replace")) > LIMIT:
        return Loaded(problems=(Problem(FILE, "too_large"),))
    try:
        raw: object = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return Loaded(problems=(Problem(FILE, "malformed", shorten(text)),))
    if not isinstance(raw, Mapping):
        return Loaded(problems=(Problem(FILE, "malformed", shorten(text)),))
    return _read_pins(raw) if _RUNS in raw else _read_scenario(raw)


def _read_scenario(raw: Mapping[str, Any]) -> Loaded:
    inner = raw.get("scenario")
    given = _count(inner if isinstance(inner, Mapping) else raw)
    try:
        scenario = Scenario.from_dict(raw)
    except ScenarioError as error:
        return Loaded(problems=_about_file(page_range(error.problems)))
    if not given:
        return Loaded(problems=(Problem(FILE, "missing"),))
    scenario, cut = limit(scenario)
    return Loaded(scenario, limited=cut, absent=_count_of_version(raw) - given, model=_model(raw))


def _read_pins(raw: Mapping[str, Any]) -> Loaded:
    problems = [Problem(shorten(k), "unknown_name", shorten(raw[k])) for k in raw if k not in _HEAD]
    version, runs = raw.get("version"), raw[_RUNS]
    if isinstance(version, bool) or version != VERSION:
        problems.append(Problem(FILE, "wrong_version", shorten(version)))
    if not isinstance(runs, list) or not 1 <= len(runs) <= MOST:
        given = str(len(runs)) if isinstance(runs, list) else shorten(runs)
        problems.append(Problem(FIELD, "out_of_range", given, 1, MOST))
        return Loaded(problems=tuple(problems))
    pins: list[Pin] = []
    cuts: list[Problem] = []
    for number, run in enumerate(runs, 1):
        pin, cut, wrong = _read_run(run, number)
        pins += [pin] if pin else []
        cuts += cut
        problems += wrong
    if problems:
        return Loaded(problems=_about_file(tuple(problems)))
    return Loaded(pins=tuple(pins), limited=tuple(cuts), model=_model(raw))


def _read_run(
    run: object, number: int
) -> tuple[Pin | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """Return a run of a file, what was cut in it, and what is wrong with it."""
    if not isinstance(run, Mapping) or set(run) != {"name", "scenario"}:
        return None, (), (unreadable(str(number)),)
    name, inner = clean(run["name"]), run["scenario"]
    if not name or name != run["name"] or not isinstance(inner, Mapping):
        return None, (), (unreadable(name or str(number)),)
    try:
        scenario = Scenario.from_dict(inner)
    except ScenarioError as error:
        return None, (), (unreadable(name), *page_range(error.problems))
    if _count(inner) < _count_of_version(inner):
        return None, (), (unreadable(name), Problem("scenario", "missing"))
    pin, cut = limited(Pin(name, scenario))
    return pin, cut, ()


def _count_of_version(raw: Mapping[str, Any]) -> int:
    """Count the knobs of the model that made a file."""
    return len(KNOBS) - len(younger(made_by(raw)))


def _count(branch: Mapping[str, Any]) -> int:
    """Count the knobs that a nested value names."""
    count = 0
    for name in KNOBS:
        inside: object = branch
        for step in name.split("."):
            inside = inside.get(step) if isinstance(inside, Mapping) else None
        count += inside is not None
    return count


def _about_file(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Name the file where a link would be named: both have a version and a whole."""
    whole = ("malformed", "too_large", "wrong_version")
    return tuple(
        Problem(FILE, problem.code, problem.given)
        if problem.field in ("scenario", "version") and problem.code in whole
        else problem
        for problem in problems
    )


def _model(raw: Mapping[str, Any]) -> str:
    made = made_by(raw)
    return "" if made in (None, MODEL_VERSION) else shorten(made)
