"""A field for one number, read as the country writes it: nothing typed becomes another number.

Streamlit's own number field is the browser's, which drops what it does not know: "12,5" turns
into 125 there, and "1.000" into 1.
"""

from __future__ import annotations

import streamlit as st

from content import Texts
from content.formats import Formats
from explainer.view.shell import problems
from simulations import Problem

LONGEST = 40
"""Letters that can be typed."""


def number_field(
    label: str,
    usual: float,
    ends: tuple[float, float],
    *,
    name: str,
    texts: Texts,
    formats: Formats,
    whole: bool = False,
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
    """
    key, memory = f"{name}_{usual:g}", st.session_state
    country, number = memory.get(f"{key}_read", (formats.country, usual))
    if key not in memory or country != formats.country:
        memory[key] = problems.plain(number, formats)  # typed in another country's writing
    with st.container(key=f"ec_number_{name}"):
        typed = str(st.text_input(label, key=key, max_chars=LONGEST)).strip()
    given = formats.read(typed)
    code = ""
    if given is None:
        code = "not_a_number"
    elif not ends[0] <= given <= ends[1]:
        code = "out_of_range"
    elif whole and given != int(given):
        code = "not_an_integer"
    if code:
        wrong = Problem(name, code, typed, *ends)
        st.html(problems.refusal((wrong,), 1, label, texts, formats))
        return None
    memory[f"{key}_read"] = (formats.country, given)
    return given
