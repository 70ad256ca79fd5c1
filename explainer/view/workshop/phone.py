"""The phone: a code, a nickname, then the present step of the room."""

from __future__ import annotations

from functools import partial
from random import Random
from secrets import randbits
from typing import Any

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.edition import STATIC
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choice_kinds import NONE
from explainer.view.shell.html_parts import note, page_heading, status
from explainer.view.widgets.fields.answer_form import answer_form
from explainer.view.workshop import boards, forms
from explainer.view.workshop.server import (
    WORKSHOPS,
    address,
    awaited_runs,
    missing_runs,
    reload_when_back,
)
from explainer.view.workshop.words import (
    ignore_second_click,
    keep_refusal,
    refusal_text,
    show_error,
    show_refusal,
)
from explainer.workshop import codes, nicknames
from explainer.workshop.errors import StorageError, WorkshopError
from explainer.workshop.plain_text import bare
from explainer.workshop.rooms import read_answer
from explainer.workshop.snapshot import Seat, Snapshot
from explainer.workshop.templates import ISLANDS, ROUNDS

REFUSED, VERDICTS, STORED = "ws_refused", "ws_verdicts", "ws_stored"
LUCK, TYPED_NAME = "ws_luck", "ws_own"
PASSING = ("storage_locked", "storage_unreachable")
"""What a database refuses now and may take in a moment."""
CODE_FORM, NAME_FORM = "ws_code_form", "ws_own_form"
ANIMALS = (
    *("puma", "colibri", "jaguar", "tucan", "quetzal", "condor"),
    *("delfin", "iguana", "llama", "nutria", "gaviota", "tortuga"),
)
ENDINGS = (
    *("veloz", "audaz", "feliz", "gentil", "tenaz"),
    *("azul", "verde", "brillante", "amable", "valiente"),
)
EVERY = 2.0
"""Seconds between two looks of a phone at its room."""


def join_page() -> None:
    """Show the way into a room, or the room."""
    words = state.words()
    if STATIC:
        st.html(page_heading(words("workshop.join.title"), words("workshop.static")))
        return
    code, secret = state.choice("room"), state.choice("seat")
    if code == NONE:
        _ask_code(words)
        return
    try:
        room, seat = _find_seat(code, secret)
    except StorageError as error:  # whoever has a seat keeps it: nothing to be typed again
        st.html(Markup("<h1>{}</h1>").format(words("workshop.phone.title", code=code)))
        show_error(error, words)
        reload_when_back(code)
        return
    except WorkshopError as error:
        _ask_code(words, error)
        return
    ignore_second_click()
    if seat is None:
        _ask_nickname(room, words, lost=secret != NONE)
    else:
        _in_room(room, seat, words)


def _find_seat(code: str, secret: str) -> tuple[Snapshot, Seat | None]:
    """Return the room and the visitor's seat in it; a visitor with a seat is not limited."""
    if secret != NONE:
        try:
            seat_id = WORKSHOPS.rooms.seat(code, secret)
            room = WORKSHOPS.see(code)
            if not any(seat.seat == seat_id for seat in room.seats):
                room = WORKSHOPS.see(code, fresh=True)
            return room, next((seat for seat in room.seats if seat.seat == seat_id), None)
        except WorkshopError as error:
            if error.code not in ("unknown_room", "unknown_seat"):
                raise
    return WORKSHOPS.enter(code, address()), None


# The way in.


def _ask_code(words: Words, error: WorkshopError | None = None) -> None:
    st.html(page_heading(words("workshop.join.title"), words("workshop.join.lead")))
    show_refusal(REFUSED, words, error)
    with st.container(key="ec_narrow_code"), st.form(CODE_FORM, border=False):
        st.text_input(
            words("workshop.join.code"),
            key="ws_code",
            max_chars=codes.LONGEST,
            placeholder=words("workshop.join.example"),
        )
        st.form_submit_button(words("workshop.join.enter"), on_click=safely(_take_code))


def _take_code() -> None:
    with keep_refusal(REFUSED):
        code = codes.read_code(str(st.session_state.get("ws_code", "")))
        if code is None:
            raise WorkshopError("code_form")
        WORKSHOPS.enter(code, address())
        state.choose("room", code)


def _ask_nickname(room: Snapshot, words: Words, *, lost: bool) -> None:
    st.html(
        page_heading(
            words("workshop.join.choose"), words("workshop.join.choose_lead", code=room.code)
        )
    )
    show_refusal(REFUSED, words, WorkshopError("unknown_seat") if lost else None)
    luck = st.session_state.setdefault(LUCK, randbits(32))
    taken = {bare(seat.nickname) for seat in room.seats}
    with st.container(key="ec_narrow_names"):
        for index, name in enumerate(_offered(taken, luck, words)):
            st.button(
                name,
                key=f"ws_name_{index}",
                use_container_width=True,
                on_click=safely(_join),
                args=(room.code, name),
            )
        st.button(words("workshop.join.again"), key="ws_more", on_click=safely(_other_names))
        with st.expander(words("workshop.join.own")), st.form(NAME_FORM, border=False):
            st.text_input(
                words("workshop.join.own_label"),
                key=TYPED_NAME,
                max_chars=nicknames.LONGEST,
                placeholder="",
            )
            st.html(note(words("workshop.join.own_help")))
            st.form_submit_button(
                words("workshop.join.own_enter"), on_click=safely(_join_typed), args=(room.code,)
            )


def _offered(taken: set[str], luck: int, words: Words) -> tuple[str, ...]:
    lists = {
        kind: [words(f"workshop_names.{kind}.{name}") for name in names]
        for kind, names in (("animal", ANIMALS), ("ending", ENDINGS))
    }
    return nicknames.suggestions(lists["animal"], lists["ending"], taken, Random(luck))


def _other_names() -> None:
    st.session_state[LUCK] = randbits(32)


def _join_typed(code: str) -> None:
    with keep_refusal(REFUSED):
        _join(code, nicknames.read(str(st.session_state.get(TYPED_NAME, ""))))


def _join(code: str, name: str) -> None:
    if _seated(code):
        return
    with keep_refusal(REFUSED):
        joined = WORKSHOPS.rooms.join(code, name, state.language())
        WORKSHOPS.forget(code)
        state.choose("seat", joined.secret)


def _seated(code: str) -> bool:
    """Say whether the visitor has a seat already: two taps are one person."""
    try:
        return bool(WORKSHOPS.rooms.seat(code, state.choice("seat")))
    except WorkshopError:
        return False


# In the room.


def _in_room(room: Snapshot, seat: Seat, words: Words) -> None:
    you = words(
        "workshop.phone.you", nickname=seat.nickname, team=words(f"workshop.team.{seat.team}")
    )
    st.html(
        Markup('<p class="ec-kicker">{}</p><h1>{}</h1><p class="ec-lead"><bdi>{}</bdi></p>').format(
            words("workshop.phone.title", code=room.code), words(f"workshop.step.{room.step}"), you
        )
    )
    if awaited_runs(room):
        st.html(status(words("workshop.not_yet")))
    else:
        if room.step == ISLANDS:
            st.html(boards.channel_report(room, seat.team, words))
        if room.step in ROUNDS:
            _form(room.code, seat.seat, words)
        else:
            st.html(
                Markup('<div class="ec-live">{}</div>').format(boards.board(room, words, seat.team))
            )
    _watch(room.code, seat.seat, room.stage, missing_runs(room))
    st.html(
        Markup('<p class="ec-note">{} {}</p>').format(
            words("workshop.phone.wait"), words("workshop.phone.keep")
        )
    )


@st.fragment
def _form(code: str, seat: str, words: Words) -> None:
    """Show the form of the round; an answer draws this part alone anew."""
    try:
        room = WORKSHOPS.see(code)
    except WorkshopError as error:
        show_error(error, words)
        return
    if room.step not in ROUNDS:
        return
    step, key = room.step, f"ws_answer_{room.step}"
    answer = room.answer_of(seat, step)
    verdict: tuple[str, str] = st.session_state.get(VERDICTS, ("", ""))
    kept = {**answer.body, "reason": answer.reason} if answer else None
    answer_form(
        key,
        forms.fields(room, words),
        forms.shared_words(words),
        drawer=f"ec-room-{code}-{seat}-{step}",
        stored=st.session_state.get(STORED, {}).get((code, step)) or (answer.id if answer else ""),
        problem=verdict,
        before=kept,
        on_sent=partial(_take_answer, code, step),
    )


def _take_answer(code: str, step: str, raw: object) -> None:
    """Keep what a phone has sent; a refusal is returned under the id of the answer."""
    if not isinstance(raw, dict):
        return
    words = state.words()
    try:
        name, answer = read_answer(step, raw)
        WORKSHOPS.rooms.answer(code, state.choice("seat"), step, name, answer)
    except WorkshopError as error:
        if error.code in PASSING:
            return  # not told as refused: the phone sends it again until it is stored
        st.session_state[VERDICTS] = (_answer_id(raw), refusal_text(error, words))
        return
    # The room itself is looked at again in its time: sixty answers are not sixty looks.
    st.session_state[STORED] = {**st.session_state.get(STORED, {}), (code, step): name}


def _answer_id(raw: dict[str, Any]) -> str:
    name = raw.get("id")
    return name if isinstance(name, str) and codes.SECRET.fullmatch(name) else ""


@st.fragment(run_every=EVERY)
def _watch(code: str, seat: str, stage: int, waits: tuple[str, ...]) -> None:
    """Look at the room, and draw the page anew when it has moved on; nothing else is touched."""
    try:
        room = WORKSHOPS.see(code)
        changed = room.stage != stage or missing_runs(room) != waits
        changed = changed or not any(other.seat == seat for other in room.seats)
    except WorkshopError as error:
        changed = error.code == "unknown_room"
    if changed:
        st.rerun()
