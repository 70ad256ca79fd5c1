"""The page about the new consumer."""

import streamlit as st

from explainer.reading.consumer import consumer
from explainer.view.shell import state
from explainer.view.shell.ways import WAYS


def consumer_page() -> None:
    """Show all parts, each idea under a heading of its own."""
    st.html(consumer(state.words(), WAYS))
