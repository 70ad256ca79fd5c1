"""A row of buttons for a choice that the page keeps in its address."""

from collections.abc import Callable, Sequence

import streamlit as st

from explainer.view.shell import state
from explainer.view.shell.callbacks import safely


def choice_buttons(
    name: str,
    label: str,
    words: Callable[[str], str],
    *,
    key: str = "",
    options: Sequence[str] = (),
) -> str:
    """Show a choice of the page as a row of buttons; return what is chosen.

    Parameters
    ----------
    name : str
        Its name in the page's choices; the buttons are its legal values.
    label : str
    words : callable
        Puts a value into the visitor's words.
    key : str
        The control's own, where two pages have a choice of the same name.
    options : sequence of str
        The legal values in the order of the buttons, where the first is not what a visit
        begins with.
    """
    key = key or name
    st.session_state[key] = state.choice(name)
    st.segmented_control(
        label,
        options or state.legal_values(name),
        format_func=words,
        key=key,
        on_change=safely(state.take_choice),
        args=(name, key),
        required=True,
    )
    return state.choice(name)
