"""Take the people along: how many, prepared while one waits, then downloaded.

The file is written after the page stands, while the script of the page waits for it, so that
whatever the visitor does next ends it; a half-made file is closed and gone. There is one for each
visit, which goes when another takes its place, when the state changes, and with the visit.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content.words import Words
from explainer.exports.people_file import save_people
from explainer.view.server import on_demand
from explainer.view.server.files import current_visit, new_file, unlink
from explainer.view.server.shared import SHARED
from explainer.view.server.worker_pool import LONG, Job
from explainer.view.shell.callbacks import safely
from explainer.view.shell.html_parts import note, status
from explainer.view.widgets.fields.number_field import number_field
from simulations import Scenario
from simulations.people.table import MOST_ROWS

NAME = "people"
WANTED, READY = "people_file_wanted", "people_file_ready"
ROWS_A_SECOND = 5_000.0
"""That are written, roughly."""
KILOBYTE, MEGABYTE = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """What a complete file was made for, and its size in bytes."""

    key: str
    size: int


def people_file(scenario: Scenario, words: Words) -> None:
    """Show how to take the people of the state on screen along as a file."""
    memory = st.session_state
    st.html(note(words("people_file.lead")))
    rows = _rows(scenario, words)
    key = "" if rows is None else json.dumps([scenario.to_json(), rows])
    if memory.get(WANTED) != key:
        memory.pop(WANTED, None)  # dropped: it must not begin again by itself
    if READY in memory and memory[READY].key != key:
        SHARED.files.drop(current_visit())
    if not SHARED.files.has(current_visit()):  # or its visit seemed to be over
        memory.pop(READY, None)
    if rows is None:
        return
    above, below = st.empty(), st.empty()
    if READY in memory:
        with below.container():
            _download_button(memory[READY], rows, words)
    elif WANTED in memory:

        def work() -> None:
            memory[READY] = _prepare(scenario, rows, key, above, words)
            memory.pop(WANTED, None)
            above.empty()
            with below.container():
                _download_button(memory[READY], rows, words)

        on_demand.at_end_of_run(work)
    else:
        with above.container():
            for wording in on_demand.frozen_note(words):
                st.html(note(wording))
            st.button(
                words("people_file.ask"), key="ask_people", on_click=safely(_request), args=(key,)
            )


def _rows(scenario: Scenario, words: Words) -> int | None:
    """Ask for how many people; say what is wrong with a number that is not legal."""
    crowd = min(max(scenario.shoppers, 1), MOST_ROWS)
    given = number_field(
        words("people_file.rows"),
        crowd,
        (1, MOST_ROWS),
        name="people_rows",
        words=words,
        whole=True,
    )
    if given is None:
        return None
    if given > scenario.shoppers:
        beyond = words.plural("people_file.beyond", scenario.shoppers)
        st.html(note(beyond))
    return int(given)


def _prepare(
    scenario: Scenario,
    rows: int,
    key: str,
    slot: DeltaGenerator,
    words: Words,
) -> ReadyFile:
    """Write the file, with its progress in the slot."""
    progress = on_demand.show_progress(
        slot,
        NAME,
        _stop,
        words,
        lambda done: words("people_file.progress", share=words.percent(done)),
    )
    file, visit = new_file(), current_visit()
    try:
        args = (file.name, scenario, rows, words)
        job = Job(f"people {visit} {file.name}", LONG, rows / ROWS_A_SECOND, save_people, args)
        size = int(SHARED.compute(job, progress))
    except BaseException:  # whatever ended it early
        file.close()
        raise
    finally:
        unlink(file)
    SHARED.files.keep(visit, file, size)
    return ReadyFile(key, size)


def _download_button(ready: ReadyFile, rows: int, words: Words) -> None:
    done = words.plural("people_file.ready", rows, size=_size(ready.size, words))
    st.html(status(done))
    st.download_button(
        words("people_file.download"),
        data=partial(SHARED.files.read, current_visit()),
        file_name=f"{NAME}_{rows}.csv",
        mime="text/csv",
        key="download_people",
        on_click="ignore",
    )


def _size(size: int, words: Words) -> str:
    if size < MEGABYTE:
        return words("people_file.kilobytes", size=words.integer(max(1, size // KILOBYTE)))
    return words("people_file.megabytes", size=words.number(size / MEGABYTE, 1))


def _request(key: str) -> None:
    st.session_state[WANTED] = key


def _stop() -> None:
    st.session_state.pop(WANTED, None)
