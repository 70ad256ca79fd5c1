"""Take the people along: how many, prepared while one waits, then downloaded.

The file is written after the page stands, inside the script of the page, so that whatever the
visitor does next ends it; a half-made file is closed and gone. It lies in memory while it is
small and in an unnamed file of the server while it is large, and goes with the visit.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from tempfile import SpooledTemporaryFile
from weakref import finalize

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content import Texts
from content.formats import Formats
from explainer.exports.people_file import write_people
from explainer.view.server import on_demand
from explainer.view.shell import problems
from simulations import Problem, Scenario
from simulations.people.table import MOST_ROWS

NAME = "people"
WANTED, READY = "people_file_wanted", "people_file_ready"
IN_MEMORY = 1_000_000
"""Bytes up to which a file stays in memory."""
KILOBYTE, MEGABYTE = 1_000, 1_000_000


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Ready:
    """A complete file, and the key of what it was made for."""

    key: str
    file: SpooledTemporaryFile[bytes]
    size: int

    def data(self) -> bytes:
        """Return all of it, when somebody downloads it."""
        self.file.seek(0)
        return self.file.read()


def people_file(scenario: Scenario, texts: Texts, formats: Formats) -> None:
    """Show how to take the people of the state on screen along as a file."""
    memory = st.session_state
    st.html(f'<p class="ec-note">{escape(texts("people_file.lead"))}</p>')
    rows = _rows(scenario, texts, formats)
    key = "" if rows is None else json.dumps([scenario.to_json(), rows])
    if memory.get(WANTED) != key:
        memory.pop(WANTED, None)  # dropped: it must not begin again by itself
    if READY in memory and memory[READY].key != key:
        memory.pop(READY).file.close()
    if rows is None:
        return
    above, below = st.empty(), st.empty()
    if READY in memory:
        with below.container():
            _hand_out(memory[READY], rows, texts, formats)
    elif WANTED in memory:

        def work() -> None:
            memory[READY] = _prepare(scenario, rows, key, above, texts, formats)
            memory.pop(WANTED, None)
            above.empty()
            with below.container():
                _hand_out(memory[READY], rows, texts, formats)

        on_demand.later(work)
    else:
        with above.container():
            st.button(texts("people_file.ask"), key="ask_people", on_click=_want, args=(key,))


def _rows(scenario: Scenario, texts: Texts, formats: Formats) -> int | None:
    """Ask for how many people; say what is wrong with a number that is not legal."""
    crowd = min(max(scenario.shoppers, 1), MOST_ROWS)
    label = texts("people_file.rows")
    given = st.number_input(label, value=crowd, step=1, key=f"people_rows_{crowd}")
    if not 1 <= given <= MOST_ROWS:
        wrong = Problem("rows", "out_of_range", f"{given:.0f}", 1, MOST_ROWS)
        st.html(problems.refusal((wrong,), 1, label, texts, formats))
        return None
    if given > scenario.shoppers:
        beyond = texts.plural("people_file.beyond", scenario.shoppers)
        st.html(f'<p class="ec-note">{escape(beyond)}</p>')
    return int(given)


def _prepare(
    scenario: Scenario,
    rows: int,
    key: str,
    slot: DeltaGenerator,
    texts: Texts,
    formats: Formats,
) -> Ready:
    """Write the file, with its progress in the slot."""
    tell = on_demand.working(
        slot,
        NAME,
        _stop,
        texts,
        lambda done: texts("people_file.progress", share=formats.percent(done)),
    )
    with ExitStack() as ended_early:
        file: SpooledTemporaryFile[bytes]
        file = ended_early.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        size = write_people(scenario, rows, formats, file, tell)
        ended_early.pop_all()
    ready = Ready(key, file, size)
    finalize(ready, file.close)  # at the latest when the visit is over
    return ready


def _hand_out(ready: Ready, rows: int, texts: Texts, formats: Formats) -> None:
    done = texts.plural("people_file.ready", rows, size=_size(ready.size, texts, formats))
    st.html(f'<p class="ec-note" role="status">{escape(done)}</p>')
    st.download_button(
        texts("people_file.download"),
        data=ready.data,
        file_name=f"{NAME}_{rows}.csv",
        mime="text/csv",
        key="download_people",
        on_click="ignore",
    )


def _size(size: int, texts: Texts, formats: Formats) -> str:
    if size < MEGABYTE:
        return texts("people_file.kilobytes", size=formats.integer(max(1, size // KILOBYTE)))
    return texts("people_file.megabytes", size=formats.number(size / MEGABYTE, 1))


def _want(key: str) -> None:
    st.session_state[WANTED] = key


def _stop(_name: str) -> None:
    st.session_state.pop(WANTED, None)
