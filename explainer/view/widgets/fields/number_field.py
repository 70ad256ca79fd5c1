"""A field for one number, read as the country writes it: nothing typed becomes another number.

Streamlit's own number field is the browser's, which drops what it does not know: "12,5" turns
into 125 there, and "1.000" into 1.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from content.formats import Formats, plain
from content.words import Words
from explainer.view.shell import problems
from explainer.view.shell.callbacks import safely
from simulations import Problem

LONGEST = 40
"""Letters that can be typed."""


def number_field(
    label: str,
    usual: float,
    ends: tuple[float, float],
    *,
    name: str,
    words: Words,
    whole: bool = False,
    given: float | None = None,
    take: Callable[[float], None] | None = None,
) -> float | None:
    """Ask for a number; say what is wrong with one that is not legal, and return None.

    Parameters
    ----------
    label : str
        What is asked for, in the visitor's words.
    usual : float
        The proposal; another one empties the field of what was typed before.
    ends : tuple of float
        Legal range, both ends included.
    name : str
        What the field is called on the page.
    whole : bool
        Whether only whole numbers are legal.
    given : float, optional
        What is kept elsewhere, in the address for example; it stands there instead of `usual`.
    take : callable, optional
        Called with each legal number that the visitor types, before the next run.
    """
    key, memory = f"{name}_{usual:g}", st.session_state
    kept = usual if given is None else given
    country, number = memory.get(f"{key}_read", (words.country, kept))
    if take is not None and number != kept:  # changed by a link or a step back
        number = kept
        memory.pop(key, None)
    if key not in memory or country != words.country:
        memory[key] = plain(number, words)  # typed in another country's writing
    with st.container(key=f"ec_number_{name}"):
        pass_on = partial(_pass_on, key, ends, take, words, whole=whole)
        field = st.text_input(label, key=key, max_chars=LONGEST, on_change=safely(pass_on))
        typed = str(field).strip()
    read = words.read(typed)
    code = fault(read, ends, whole=whole)
    if read is None or code:
        wrong = Problem(name, code, typed, *ends)
        st.html(problems.refusal((wrong,), 1, label, words))
        return None
    memory[f"{key}_read"] = (words.country, read)
    return read


def fault(read: float | None, ends: tuple[float, float], *, whole: bool) -> str:
    """Return what is wrong with a number that was typed, as a problem's code; empty for nothing."""
    if read is None:
        return "not_a_number"
    if not ends[0] <= read <= ends[1]:
        return "out_of_range"
    return "not_an_integer" if whole and read != int(read) else ""


def _pass_on(
    key: str,
    ends: tuple[float, float],
    take: Callable[[float], None] | None,
    formats: Formats,
    *,
    whole: bool,
) -> None:
    """Pass on a legal number."""
    read = formats.read(str(st.session_state.get(key, "")).strip())
    if take is None or read is None or fault(read, ends, whole=whole):
        return
    st.session_state[f"{key}_read"] = (formats.country, read)
    take(read)
