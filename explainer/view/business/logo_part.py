"""A client's logo: taken in as a picture, kept in the session, shown as what was kept."""

from __future__ import annotations

from hashlib import sha256
from time import monotonic
from types import MappingProxyType

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.edition import STATIC
from explainer.exports.pitch import svg
from explainer.exports.pitch.logo import (
    MOST_BYTES,
    MOST_PIXELS,
    LogoError,
    data_address,
    has_letters,
    is_drawing,
    pixels_of,
    safe_logo,
)
from explainer.view.business import case
from explainer.view.server.shared import SHARED
from explainer.view.server.worker_pool import LONG, QUICK, Job, KilledError
from explainer.view.shell.callbacks import safely
from explainer.view.shell.html_parts import alert, note
from explainer.view.widgets.files.file_input import Upload, file_field

FAULT = "client_logo_fault"
SECONDS, LONGEST = 0.1, 6.0
"""What painting a drawing takes, and how long anybody waits for it."""
MEMORY = 300_000_000
"""Bytes that a worker may take for it."""
MEGA = 1_000_000
LIMIT_NAMES = MappingProxyType(
    {"too_large": "megabytes", "too_many_pixels": "megapixels", "svg_large": "kilobytes"}
)
"""The limit that a fault names."""
ACCEPTED = ".png,.jpg,.jpeg,.svg,image/png,image/jpeg,image/svg+xml"


def logo_part(words: Words) -> None:
    """Ask for a logo; show the one that there is, or why one was refused."""
    sizes = {
        "megabytes": words.integer(MOST_BYTES / MEGA),
        "megapixels": words.integer(MOST_PIXELS / MEGA),
        "kilobytes": words.integer(svg.MOST_BYTES / 1_000),
    }
    file_field(
        words("business.logo.open"),
        words("business.logo.hint", megabytes=sizes["megabytes"], megapixels=sizes["megapixels"]),
        limit=MOST_BYTES,
        key="client_logo_file",
        on_file=receive_logo,
        accept=ACCEPTED,
        as_bytes=True,
    )
    fault = st.session_state.get(FAULT, "")
    if fault:
        named = LIMIT_NAMES.get(fault)
        wording = words(f"business.logo.fault.{fault}", **({named: sizes[named]} if named else {}))
        st.html(alert(wording))
    if case.logo():
        st.html(logo_html(words("business.logo.named")))
        lack = lacking(case.logo(), case.painted())
        if lack:
            st.html(note(words(f"business.logo.{lack}")))
        st.button(words("business.logo.remove"), key="remove_logo", on_click=safely(_remove))


def logo_html(named: str) -> Markup:
    """Show the logo that there is; nothing if there is none."""
    if not case.logo():
        return Markup()
    return Markup('<p><img class="ec-logo" alt="{}" src="{}"></p>').format(
        named, data_address(case.logo())
    )


def lacking(logo: bytes, painted: bytes, static: bool = STATIC) -> str:
    """Return why slides are made without the logo; empty if they are not, or have it."""
    if static or painted or not is_drawing(logo):
        return ""
    return "letters" if has_letters(logo) else "drawing"


def receive_logo(handed: Upload) -> None:
    """Keep a picture that was handed over; one that is refused leaves the last one there."""
    fault = handed.fault
    if not fault:
        try:
            logo = safe_logo(handed.data)
        except LogoError as error:
            fault = error.code
        else:
            st.session_state[case.LOGO] = logo
            st.session_state[case.PAINTED] = paint(logo) if is_drawing(logo) else b""
    st.session_state[FAULT] = fault


def paint(drawing: bytes, static: bool = STATIC) -> bytes:
    """Return an SVG that was made safe as a PNG, for slides; empty where that cannot be had.

    A worker paints it, with an end to its time and its memory: the painter is compiled, and
    nothing else could stop it, so without workers nothing is painted. The edition without a server
    has no slides, and no painter.
    """
    lane = next((name for name in (QUICK, LONG) if SHARED.workers.has(name)), "")
    if static or not lane:
        return b""
    key = f"logo {sha256(drawing).hexdigest()}"
    job = Job(key, lane, SECONDS, pixels_of, (drawing,), memory=MEMORY, restarts=0)
    end = monotonic() + LONGEST

    def progress(_done: int, _total: int) -> None:
        if monotonic() > end:
            raise TimeoutError

    try:
        return SHARED.compute(job, progress)
    except (TimeoutError, MemoryError, KilledError):
        return b""


def _remove() -> None:
    for key in (case.LOGO, case.PAINTED, FAULT):
        st.session_state.pop(key, None)
