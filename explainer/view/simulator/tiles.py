"""Three results side by side: what it was and is, and in a word whether that is better.

A tap on one draws it below.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from explainer.results import findings
from explainer.results.block import Block
from explainer.results.measures import CONVERSION, FRUSTRATION, PROFIT, Measure, Reading
from explainer.results.money import pay_back
from explainer.results.over_time import over_time
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from simulations import OUTCOMES

KEY = "shown"
MEASURES: Mapping[str, Measure] = {one.outcome: one for one in (FRUSTRATION, CONVERSION, PROFIT)}


def tiles(reading: Reading) -> None:
    """Show the three tiles, and on a phone the same in a line that stays in view."""
    line = " · ".join(f"{short(one, reading)} {pair(one, reading)}" for one in MEASURES.values())
    st.html(f'<p class="ec-summary" aria-hidden="true">{escape(line)}</p>')
    with st.container(key="ec_tiles"):
        for name, measure in MEASURES.items():
            label = f"{_plain(short(measure, reading))}  \n**{_plain(pair(measure, reading))}**  \n"
            st.button(
                label + _plain(verdict(measure, reading)),
                key=f"tile_{name}",
                type="primary" if state.choice(KEY) == name else "secondary",
                on_click=safely(_choose),
                args=(name,),
            )


def drawn(reading: Reading) -> Block:
    """Return the block of the tile that was chosen."""
    measure = MEASURES[state.choice(KEY)]
    if measure is PROFIT:
        return pay_back(reading)
    title = reading.texts("simulator.first") if measure is FRUSTRATION else ""
    return over_time(reading, measure, title)


def verdict(measure: Measure, reading: Reading) -> str:
    """Say in a word whether b is better."""
    way = findings.direction(reading.difference(measure))
    if way in ("unclear", "same"):
        return reading.texts(f"tiles.{way}")
    more_is_better = OUTCOMES[measure.outcome].better == "higher"
    return reading.texts("tiles.better" if (way == "more") == more_is_better else "tiles.worse")


def pair(measure: Measure, reading: Reading) -> str:
    """Write both values, or of money the difference: what a person brings in says little."""
    if measure is PROFIT:
        return reading.value(measure, "difference").text
    return " → ".join(reading.value(measure, side).text for side in ("a", "b"))


def short(measure: Measure, reading: Reading) -> str:
    """Name a measure in a word or two."""
    return reading.texts(f"tiles.name.{measure.outcome}")


def _plain(words: str) -> str:
    """Keep Markdown from reading an amount of money as a formula."""
    return words.replace("$", "\\$")


def _choose(name: str) -> None:
    state.choose(KEY, name)
