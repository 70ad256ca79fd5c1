"""The host's page: joining, steps, live totals, reasons, files, deletion of the room."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.figures.tables import country_csv
from explainer.reading.page_tools import copy_button, print_button
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choice_kinds import NONE
from explainer.view.shell.html_parts import note, plain_markdown, status
from explainer.view.shell.page_links import link
from explainer.view.widgets.files.hand_out import File, hand_out
from explainer.view.workshop import boards, debriefs
from explainer.view.workshop.screen import join_panel
from explainer.view.workshop.server import (
    WORKSHOPS,
    address,
    awaited_runs,
    missing_runs,
    reload_when_back,
    simulate_missing,
)
from explainer.view.workshop.words import (
    absolute_address,
    date_text,
    ignore_second_click,
    keep_refusal,
    show_error,
    show_refusal,
)
from explainer.view.workshop.workshop_choices import SCREEN
from explainer.workshop.errors import StorageError, WorkshopError
from explainer.workshop.files import answers_table, islands_table, results_table
from explainer.workshop.snapshot import SeatAnswer, Snapshot
from explainer.workshop.templates import DEBRIEF, END, OUTCOME, REVEAL

REFUSED, GONE, SURE = "ws_host_refused", "ws_gone", "ws_sure"
EVERY = 2.0
"""Seconds between two looks of the host's page at the room."""


def show() -> None:
    """Show the room in the address to whoever has its secret."""
    words = state.words()
    code, secret = state.choice("room"), state.choice("key")
    try:
        room = _hosted_room(code, secret)
    except WorkshopError as error:
        st.html(Markup("<h1>{}</h1>").format(words("workshop.title")))
        if st.session_state.pop(GONE, False):
            st.html(status(words("workshop.host.deleted")))
        else:
            show_error(error, words)
            if isinstance(error, StorageError):
                reload_when_back(code)
            else:
                st.html(note(words("workshop.host.wrong_key")))
        return
    ignore_second_click()
    st.html(
        Markup('<p class="ec-kicker">{}</p><h1>{}</h1>').format(
            words("workshop.kicker"), words("workshop.host.title", code=code)
        )
    )
    show_refusal(REFUSED, words)
    join_panel(room, words, large=False)
    _links(room, secret, words)
    _step_controls(room, secret, words)
    waiting = st.empty()
    if awaited_runs(room):
        waiting.html(status(words("workshop.not_yet")))
        try:
            room = simulate_missing(room, words, awaited_runs(room))
        except WorkshopError as error:
            show_error(error, words)
        waiting.empty()
    _live(code, (room.stage, room.ranking), words)
    _reasons(code, secret, words)
    _files(room, words)
    _end(room, secret, words)
    _simulated(code, words)


def _hosted_room(code: str, secret: str) -> Snapshot:
    """Return the room if the secret is its host's; a wrong secret counts as a guess."""
    try:
        if secret != NONE and WORKSHOPS.rooms.is_host(code, secret):
            return WORKSHOPS.see(code, fresh=True)
    except WorkshopError as error:
        if error.code != "unknown_room" or WORKSHOPS.is_known_code(code):
            raise
    WORKSHOPS.guesses.note(address())
    raise WorkshopError("too_many_guesses" if WORKSHOPS.guesses.reached(address()) else "not_host")


def _run_action(action: Callable[[], object], code: str) -> None:
    """Run the action of a button; a refusal is kept for the page to show."""
    with keep_refusal(REFUSED):
        action()
    WORKSHOPS.forget(code)


def _links(room: Snapshot, secret: str, words: Words) -> None:
    wall = link("workshop", room=room.code, key=NONE, show=SCREEN)
    host_link = absolute_address("workshop", room=room.code, key=secret)
    copy = copy_button(
        words("workshop.host.secret"),
        words("workshop.host.secret_done"),
        host_link,
        host_link,
        words,
    )
    st.html(
        Markup(
            '<p><a href="{}" target="_blank" rel="noopener">{}</a></p><p class="ec-tools">{}</p>'
            '<p class="ec-note">{} {}</p>'
        ).format(
            wall,
            words("workshop.host.screen"),
            copy,
            words("workshop.host.secret_note"),
            words("workshop.expires", date=date_text(room.expires, words)),
        )
    )


def _step_controls(room: Snapshot, secret: str, words: Words) -> None:
    """Show the present step, and the buttons to the next and the last one."""
    steps = tuple(room.template.steps)
    minutes = room.template.steps[room.step]
    plan = words("workshop.host.plan", minutes=words.integer(minutes)) if minutes else ""
    st.html(
        Markup('<h2 id="now">{}</h2><p class="ec-note">{}</p>').format(
            words("workshop.host.now", step=_name(room.step, words)), plan
        )
    )
    with st.container(key="ec_controls_pace", horizontal=True):
        for key, wording, offset in (("next", "next", 1), ("back", "back", -1)):
            stage = room.stage + offset
            if not 0 <= stage < len(steps):
                continue
            go = partial(WORKSHOPS.rooms.go, room.code, secret, room.stage, stage)
            st.button(
                words(f"workshop.host.{wording}", step=_name(steps[stage], words)),
                key=f"ws_{key}",
                type="primary" if offset == 1 else "secondary",
                on_click=safely(_run_action),
                args=(go, room.code),
            )
    st.session_state["ws_rank"] = room.ranking
    st.checkbox(
        words("workshop.host.ranking"),
        key="ws_rank",
        on_change=safely(_switch),
        args=(partial(WORKSHOPS.rooms.rank, room.code, secret), room.code, "ws_rank"),
    )


def _switch(action: Callable[..., object], code: str, key: str) -> None:
    """Run the action of a checkbox, on or off."""
    _run_action(partial(action, on=bool(st.session_state.get(key))), code)


def _name(step: str, words: Words) -> str:
    return words(f"workshop.step.{step}")


@st.fragment(run_every=EVERY)
def _live(code: str, drawn: tuple[int, bool], words: Words) -> None:
    """Draw what the wall shows, again every two seconds.

    The whole page is drawn anew when the room was led on, or deleted, from another device.
    """
    try:
        room = WORKSHOPS.see(code)
    except WorkshopError as error:
        if error.code == "unknown_room":
            st.rerun()
        show_error(error, words)
        return
    if (room.stage, room.ranking) != drawn:
        st.rerun()
    st.html(Markup('<div class="ec-live">{}</div>').format(boards.board(room, words)))


@st.fragment(run_every=EVERY)
def _simulated(code: str, words: Words) -> None:
    """Simulate the runs that the page does not wait for; called last."""
    with suppress(WorkshopError):  # told elsewhere on the page, and tried again
        room = WORKSHOPS.see(code)
        simulate_missing(room, words, missing_runs(room))


@st.fragment(run_every=EVERY)
def _reasons(code: str, secret: str, words: Words) -> None:
    """Let the host choose what of the written reasons is shown, and who is in the room."""
    try:
        room = WORKSHOPS.see(code)
    except WorkshopError:
        return
    written = [answer for answer in room.answers if answer.reason]
    with st.expander(words("workshop.host.reasons"), key="ws_reasons"):
        if not written:
            st.html(note(words("workshop.host.no_reasons")))
        for answer in written:
            _reason(room, answer, secret, words)
    with st.expander(words("workshop.host.people"), key="ws_people"):
        for seat in room.seats:
            st.button(
                plain_markdown(words("workshop.host.remove", nickname=seat.nickname)),
                key=f"ws_out_{seat.seat}",
                on_click=safely(_run_action),
                args=(partial(WORKSHOPS.rooms.remove, code, secret, seat.seat), code),
            )


def _reason(room: Snapshot, given: SeatAnswer, secret: str, words: Words) -> None:
    key = f"ws_reason_{given.seat}_{given.id}"
    st.session_state[key] = given.approved
    label = words("workshop.reason_by", nickname=room.nickname(given.seat), reason=given.reason)
    approve = partial(WORKSHOPS.rooms.approve, room.code, secret, given.seat, given.id)
    st.checkbox(
        plain_markdown(label),
        key=key,
        on_change=safely(_switch),
        args=(approve, room.code, key),
    )


def _files(room: Snapshot, words: Words) -> None:
    st.html(Markup("<h2>{}</h2>").format(words("workshop.host.export")))
    _hand_out(room.code, words)
    if room.step in (DEBRIEF, END):
        st.html(
            Markup('<p class="ec-tools">{}</p>').format(print_button(words("workshop.host.print")))
        )


@st.fragment
def _hand_out(code: str, words: Words) -> None:
    """Offer the files; each is made of the room as it is when its button is pressed."""
    formats = state.words()

    def room() -> Snapshot:
        return WORKSHOPS.see(code, fresh=True)

    makers: dict[str, tuple[str, str, Callable[[], bytes]]] = {
        "answers_csv": ("csv", "text/csv", lambda: country_csv(answers_table(room()), formats)),
        "results_csv": ("csv", "text/csv", lambda: country_csv(results_table(room()), formats)),
        "decisions_csv": ("csv", "text/csv", lambda: country_csv(islands_table(room()), words)),
        "page": ("html", "text/html", lambda: summary(room(), words)),
    }
    hand_out(
        "ws_files",
        {
            name: File(words(f"workshop.host.{name}"), f"{name}_{code}.{ending}", kind, make)
            for name, (ending, kind, make) in makers.items()
        },
    )


def summary(room: Snapshot, words: Words) -> bytes:
    """Return the one-page summary of a room."""
    runs = {run for run, _ in room.results}
    last = OUTCOME if OUTCOME in runs else REVEAL
    reached = boards.results(room, last, words) if last in runs else ""
    return debriefs.page(room, words, reached)


def _end(room: Snapshot, secret: str, words: Words) -> None:
    if st.session_state.get(SURE) != room.code:
        st.button(
            words("workshop.host.delete"), key="ws_delete", on_click=safely(_ask), args=(room.code,)
        )
        return
    st.button(
        words("workshop.host.delete_sure"),
        key="ws_delete_sure",
        on_click=safely(_delete),
        args=(room.code, secret),
    )


def _ask(code: str) -> None:
    st.session_state[SURE] = code


def _delete(code: str, secret: str) -> None:
    with keep_refusal(REFUSED):
        WORKSHOPS.rooms.delete(code, secret)
        WORKSHOPS.forget(code)
        st.session_state[GONE] = True
