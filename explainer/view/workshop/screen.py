"""The wall: how to join, and the present step, for everybody to see."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.figures.drawings.qr import qr_svg
from explainer.view.shell import state, style
from explainer.view.workshop import boards
from explainer.view.workshop.server import (
    WORKSHOPS,
    address,
    missing_runs,
    reload_when_back,
    simulate_missing,
)
from explainer.view.workshop.words import absolute_address, show_error
from explainer.workshop.errors import StorageError, WorkshopError
from explainer.workshop.snapshot import Snapshot
from explainer.workshop.templates import LOBBY

EVERY = 1.0
"""Seconds between two looks of the wall at its room."""
MANY = 16
CROWDED = Markup(
    "<style>.stApp .ec-way-in-qr { width: min(20rem, 70vw, 26vh) !important; }</style>"
)
"""Once many are in, the code to scan, which stands outside of what is drawn anew, leaves its room
to their names."""


def show() -> None:
    """Show the wall of the room in the address."""
    words, code = state.words(), state.choice("room")
    try:
        room = WORKSHOPS.enter(code, address())
    except WorkshopError as error:
        st.html(Markup("<h1>{}</h1>").format(words("workshop.title")))
        show_error(error, words)
        if isinstance(error, StorageError):
            reload_when_back(code)
        return
    st.html(Markup("<style>{}</style>").format(Markup(_sheet())))
    join_panel(room, words, large=room.step == LOBBY)
    _wall(code, words, room.step == LOBBY)


@cache
def _sheet() -> str:
    """Return the style rules of the wall, which also apply to the frame around it.

    On other pages they are not there: a rule that asks whether something is on the page
    (``:has()`` at its top) makes the browser style all of it anew with each change.
    """
    return Path(__file__).with_name("wall.css").read_text(encoding="utf-8")


def join_panel(room: Snapshot, words: Words, *, large: bool) -> None:
    """Show code, address and QR code of a room."""
    target = absolute_address("workshop_join", any_language=True, room=room.code)
    spelled = " ".join((room.code[:3], room.code[3:]))
    drawing = qr_svg(target, words("workshop.screen.qr", code=room.code))
    style.show(
        Markup(
            '<div class="ec-way-in{look}"><div class="ec-way-in-qr">{drawing}</div><div>'
            '<p>{join}</p><p class="ec-way-in-code" translate="no">'
            '<span class="ec-hidden">{code}: </span>{spelled}</p>'
            '<p class="ec-way-in-address" translate="no">{address}</p></div></div>'
        ).format(
            look=" ec-way-in-large" if large else "",
            drawing=drawing,
            join=words("workshop.screen.join"),
            code=words("workshop.screen.code"),
            spelled=spelled,
            address=target.partition("//")[2],
        )
    )


@st.fragment(run_every=EVERY)
def _wall(code: str, words: Words, lobby: bool) -> None:
    """Draw the present step; the room is looked at again every second."""
    try:
        room = WORKSHOPS.see(code)
        if (room.step == LOBBY) != lobby:
            st.rerun()
        room = simulate_missing(room, words, missing_runs(room)[:1])
    except WorkshopError as error:
        if error.code == "unknown_room":
            st.rerun()
        show_error(error, words)
        return
    many = CROWDED if lobby and len(room.seats) >= MANY else ""
    st.html(
        Markup('<div class="ec-big-screen">{}<h1>{}</h1>{}</div>').format(
            many, words(f"workshop.step.{room.step}"), boards.board(room, words)
        )
    )
