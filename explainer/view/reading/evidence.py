"""The page of the evidence; its list is filtered in the browser (``evidence.js``)."""

from functools import cache
from pathlib import Path

import streamlit as st

from content.html import Markup
from explainer.reading.evidence import evidence
from explainer.view.shell import state
from explainer.view.shell.page_links import PAGE_LINKS

_SCRIPT = Path(__file__).with_name("evidence.js")


def evidence_page() -> None:
    """Show what does not hold, the map of all questions, and every card, one line each."""
    st.html(
        Markup("{}<script>{}</script>").format(
            evidence(state.words(), PAGE_LINKS), Markup(_script())
        ),
        unsafe_allow_javascript=True,
    )


@cache
def _script() -> str:
    return _SCRIPT.read_text(encoding="utf-8")
