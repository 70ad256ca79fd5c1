"""A client's logo: taken in as a picture, kept in the session, shown as what was kept."""

from __future__ import annotations

from types import MappingProxyType

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.exports.pitch import svg
from explainer.exports.pitch.logo import (
    MOST_BYTES,
    MOST_PIXELS,
    LogoError,
    data_address,
    is_drawing,
    safe_logo,
)
from explainer.view.business import case
from explainer.view.shell.callbacks import safely
from explainer.view.widgets.files.file_input import Handed, file_in

FAULT = "client_logo_fault"
MEGA = 1_000_000
SAYS = MappingProxyType(
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
    file_in(
        words("business.logo.open"),
        words("business.logo.hint", megabytes=sizes["megabytes"], megapixels=sizes["megapixels"]),
        limit=MOST_BYTES,
        key="client_logo_file",
        on_file=take,
        accept=ACCEPTED,
        as_bytes=True,
    )
    fault = st.session_state.get(FAULT, "")
    if fault:
        named = SAYS.get(fault)
        wording = words(f"business.logo.fault.{fault}", **({named: sizes[named]} if named else {}))
        st.html(Markup('<p class="ec-problem" role="alert">{}</p>').format(wording))
    if case.logo():
        st.html(logo_html(words("business.logo.named")))
        if is_drawing(case.logo()):
            st.html(Markup('<p class="ec-note">{}</p>').format(words("business.logo.drawing")))
        st.button(words("business.logo.remove"), key="remove_logo", on_click=safely(_remove))


def logo_html(named: str) -> Markup:
    """Show the logo that there is; nothing if there is none."""
    if not case.logo():
        return Markup()
    alt = named
    return Markup('<p><img class="ec-logo" alt="{}" src="{}"></p>').format(
        alt, data_address(case.logo())
    )


def take(handed: Handed) -> None:
    """Keep a picture that was handed over; one that is refused leaves the last one there."""
    fault = handed.fault
    if not fault:
        try:
            st.session_state[case.LOGO] = safe_logo(handed.data)
        except LogoError as error:
            fault = error.code
    st.session_state[FAULT] = fault


def _remove() -> None:
    for key in (case.LOGO, FAULT):
        st.session_state.pop(key, None)
