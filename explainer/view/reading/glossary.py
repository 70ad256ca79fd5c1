"""The page of the glossary."""

import streamlit as st

from explainer.reading.glossary import glossary
from explainer.view.shell import state
from explainer.view.shell.page_links import PAGE_LINKS


def glossary_page() -> None:
    """Show every term of the visitor's language."""
    st.html(glossary(state.words(), PAGE_LINKS))
