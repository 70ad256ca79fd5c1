"""Parts of a page that are far from what the visitor looks at: drawn when they come near.

A moved dial has to show its result at once, and what lies screens away costs as much to make. The
dials say with each change which such parts are far; one that is leaves room as high as it was, and
is asked for when it comes near the screen.
Without a word from the browser everything is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from content.words import Words
from explainer.view.shell.callbacks import safely
from explainer.view.widgets.components import component

FAR = "far_away"
LEFT = "room_left"
HIGHEST = 30_000
"""Pixels that a part may be high."""

_later = component("later", "ec-later", __file__)


def note_far(raw: object) -> None:
    """Keep for the next run which parts are far away; what is no such note is left out.

    Parameters
    ----------
    raw : object
        ``{"chapter": 4118}``, a height in pixels by name, or anything: it comes from the browser.
    """
    given = raw if isinstance(raw, Mapping) else {}
    st.session_state[FAR] = {
        name: float(height)
        for name, height in given.items()
        if isinstance(name, str)
        and isinstance(height, int | float)
        and not isinstance(height, bool)
        and 0 < height <= HIGHEST
    }


def draw_when_near(
    name: str, draw: Callable[[], None], words: Words, *, may_wait: bool = True
) -> None:
    """Draw a part of the page, or leave room for it while it is far away.

    It may wait only if nothing typed there would be lost.
    """
    height = st.session_state.get(FAR, {}).get(name)
    st.session_state.pop(FAR, None)
    left = st.session_state.setdefault(LEFT, {})
    with st.container(key=f"ec_later_{name}"):
        if height is None or not may_wait:
            left.pop(name, None)
            draw()
            return
        # Of a part that is not there the browser measures the room, which may be half put up.
        height = left.setdefault(name, height)
        # The page keeps its length until the script that waits in the room is there.
        st.html(f"<style>.st-key-ec_later_{name} {{ min-height: {height:.0f}px }}</style>")
        _later(
            data={"height": height, "words": words("later.words")},
            key=f"later_{name}",
            on_near_change=safely(lambda: st.session_state.pop(FAR, None)),
        )
