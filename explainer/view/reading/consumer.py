"""The page about the new consumer."""

import streamlit as st

from explainer.reading.consumer import consumer
from explainer.view.shell import state
from explainer.view.shell.page_links import PAGE_LINKS


def consumer_page() -> None:
    """Show all parts, each idea under a heading of its own."""
    st.html(consumer(state.words(), PAGE_LINKS))
