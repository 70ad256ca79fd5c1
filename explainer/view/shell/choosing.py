"""A row of buttons for a choice that the page keeps in its address."""

from collections.abc import Callable

import streamlit as st

from explainer.view.shell import state
from explainer.view.shell.callbacks import safely


def one_of(name: str, label: str, words: Callable[[str], str]) -> str:
    """Show a choice of the page as a row of buttons; return what is chosen.

    Parameters
    ----------
    name : str
        Its name in the page's choices; the buttons are its legal values.
    label : str
    words : callable
        Puts a value into the visitor's words.
    """
    st.session_state[name] = state.choice(name)
    st.segmented_control(
        label,
        state.legal(name),
        format_func=words,
        key=name,
        on_change=safely(state.take),
        args=(name, name),
        required=True,
    )
    return state.choice(name)
