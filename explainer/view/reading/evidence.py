"""The page of the evidence; its list is filtered in the browser (``evidence.js``)."""

from pathlib import Path

import streamlit as st

from explainer.reading.evidence import evidence
from explainer.view.shell import state
from explainer.view.shell.html_parts import inline_script
from explainer.view.shell.page_links import PAGE_LINKS

_SCRIPT = Path(__file__).with_name("evidence.js")


def evidence_page() -> None:
    """Show what does not hold, the map of all questions, and every card, one line each."""
    st.html(
        evidence(state.words(), PAGE_LINKS) + inline_script(_SCRIPT),
        unsafe_allow_javascript=True,
    )
