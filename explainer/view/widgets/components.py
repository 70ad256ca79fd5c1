"""Parts of the page that run in the browser: plain JavaScript, without a frame of their own."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st


def component(name: str, css_class: str, source: str | Path) -> Callable[..., Any]:
    """Register a component; what it returns shows it, as Streamlit documents.

    It has no shadow root, so that the site's own style and its focus rings hold there as well.

    Parameters
    ----------
    name : str
        What Streamlit knows it by.
    css_class : str
        Class of the element that its script fills.
    source : str or path
        A file, such as the caller's own, beside which lie a script of the same name and, if it
        has one, its style sheet.
    """

    @cache
    def registered() -> Callable[..., Any]:
        sheet = Path(source).with_suffix(".css")
        return st.components.v2.component(
            name,
            html=f'<div class="{css_class}"></div>',
            css=sheet.read_text(encoding="utf-8") if sheet.exists() else None,
            js=Path(source).with_suffix(".js").read_text(encoding="utf-8"),
            isolate_styles=False,
        )

    # Only when it is shown: Streamlit 1.62 forgets what was registered before it runs, and the
    # front imports the site before that.
    def show(**given: Any) -> Any:
        return registered()(**given)

    return show


def reported(key: str, name: str) -> object:
    """Return what the component under a key has last reported by a name: hostile, or None."""
    return getattr(st.session_state.get(key), name, None)
