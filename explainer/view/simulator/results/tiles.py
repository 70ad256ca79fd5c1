"""The results on the first screen: a sentence, three tiles, and the chart of one of them.

Each says what it was and is, and in a word whether that is better; a tap draws it below.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from content.html import Markup
from explainer.results import findings
from explainer.results.block import Block
from explainer.results.measures import CONVERSION, FRUSTRATION, PROFIT, Measure, Reading
from explainer.results.money import pay_back
from explainer.results.over_time import over_time
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.simulator.results import blocks
from explainer.view.simulator.settings.country import country_line
from explainer.view.widgets.files.save_image import Picture
from simulations import OUTCOMES, Comparison

KEY = "shown"
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {measure.outcome: measure for measure in (FRUSTRATION, CONVERSION, PROFIT)}
)


def show_result(comparison: Comparison) -> tuple[Reading, Picture]:
    """Show the headline, the tiles and the chart; return the reading and its picture."""
    words = state.words()
    scenario = comparison.scenario
    who = findings.names(scenario.a.preset, scenario.b.preset, words)
    reading = Reading(comparison, who, words)
    sentence = headline(reading)
    st.html(
        Markup(
            '<p class="ec-kicker">{}</p><h2 class="ec-finding" id="result">{}</h2>'
            '<p class="ec-sentence ec-at-a-desk">{}.</p>'
        ).format(words("simulator.kicker"), sentence, reading.title(PROFIT))
    )
    tiles(reading)
    picture = blocks.show(chosen_block(reading), words, level=3, finding=_finding(reading))
    country_line(words)
    return reading, picture


def headline(reading: Reading) -> str:
    """Say in a sentence what came out."""
    gaps = reading.difference(FRUSTRATION), reading.difference(CONVERSION)
    return findings.headline(*gaps, reading.who, reading.words)


def tiles(reading: Reading) -> None:
    """Show the three tiles."""
    with st.container(key="ec_tiles"):
        for name, measure in MEASURES.items():
            name_line = _plain(short_name(measure, reading))
            value_line = _plain(values_text(measure, reading))
            st.button(
                f"{name_line}  \n**{value_line}**  \n{_plain(verdict(measure, reading))}",
                key=f"tile_{name}",
                type="primary" if state.choice(KEY) == name else "secondary",
                on_click=safely(state.choose),
                args=(KEY, name),
            )


def summary(reading: Reading) -> str:
    """Write the three results on a line, for a phone on which the tiles are off screen."""
    return " · ".join(
        f"{short_name(measure, reading)} {values_text(measure, reading)}"
        for measure in MEASURES.values()
    )


def chosen_block(reading: Reading) -> Block:
    """Return the block of the tile that was chosen."""
    measure = MEASURES[state.choice(KEY)]
    if measure is PROFIT:
        return pay_back(reading)
    title = reading.words("simulator.first") if measure is FRUSTRATION else ""
    return over_time(reading, measure, title)


def _finding(reading: Reading) -> str:
    """Return what the picture of the first tile says: its own title only names what is drawn."""
    return headline(reading) if MEASURES[state.choice(KEY)] is FRUSTRATION else ""


def verdict(measure: Measure, reading: Reading) -> str:
    """Say in a word whether b is better."""
    direction = findings.direction(reading.difference(measure))
    if direction in ("unclear", "same"):
        return reading.words(f"tiles.{direction}")
    more_is_better = OUTCOMES[measure.outcome].better == "higher"
    return reading.words(
        "tiles.better" if (direction == "more") == more_is_better else "tiles.worse"
    )


def values_text(measure: Measure, reading: Reading) -> str:
    """Write both values, or of money the difference: what a person brings in says little."""
    if measure is PROFIT:
        return reading.value(measure, "difference").text
    return " → ".join(value.text for value in reading.values(measure))


def short_name(measure: Measure, reading: Reading) -> str:
    """Name a measure in a word or two."""
    return reading.words(f"tiles.name.{measure.outcome}")


def _plain(words: str) -> str:
    """Keep Markdown from reading an amount of money as a formula."""
    return words.replace("$", "\\$")
