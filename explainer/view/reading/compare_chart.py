"""One chart of the comparison: both strategies in a run of the same people, with its finding."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from content import LANGUAGES, Texts
from content.formats import Formats
from explainer.results import findings, measures
from explainer.view.lessons.lesson_figures import SHARE, Row, bars
from explainer.view.lessons.lesson_numbers import Numbers
from explainer.view.lessons.lesson_run import SHOPPERS
from explainer.view.lessons.lesson_sources import time_of
from explainer.view.lessons.lesson_words import link
from explainer.view.server.runs import remembered
from explainer.view.shell import sitemap, state, style
from explainer.view.widgets import page_tools, save_image
from simulations import MODEL_VERSION, Scenario

SHOWN = ("frustration_index", "conversion_rate")
NAME = "compare"


def scenario_of(chosen: Sequence[str], language: str) -> Scenario:
    """Return the run of two strategies: the first scenario of the language's own country."""
    made = Scenario().with_country(LANGUAGES[language].default_country)
    made = made.with_values({"shoppers": SHOPPERS})
    for side, preset in zip("ab", chosen, strict=True):
        made = made.with_preset(side, preset)
    return made


def compare_chart(chosen: Sequence[str], texts: Texts, formats: Formats) -> str:
    """Show the chart; return its finding."""
    scenario = scenario_of(chosen, texts.language)
    comparison = remembered(scenario)
    who = findings.names(scenario.a.preset, scenario.b.preset, texts)
    reading = measures.Reading(comparison, who, texts, formats)
    gaps = reading.difference(measures.FRUSTRATION), reading.difference(measures.CONVERSION)
    finding = findings.headline(*gaps, who, texts)
    numbers = Numbers(comparison)
    drawn = "".join(_bars(numbers, name, (who.a_short, who.b_short), formats) for name in SHOWN)
    told = texts(
        "lesson.seen_from",
        people=formats.integer(scenario.shoppers),
        time=time_of(scenario.weeks, texts),
    )
    with st.container(key=f"ec_block_{NAME}"):
        st.html(f'<h2 class="ec-finding">{escape(finding)}</h2>')
        with st.container(key=f"ec_picture_{NAME}"):
            style.show(f'<div class="ec-figures">{drawn}</div>')
        page = f"./{sitemap.place(NAME).slug}?{state.link_query(NAME)}"
        cite = page_tools.chart_citation(
            finding, MODEL_VERSION, scenario.seed, page, texts, formats
        )
        rules = f'<a href="{link("model_rules")}">{escape(texts("lesson.rules"))}</a>'
        st.html(
            f'<p class="ec-note">{escape(told)} {rules}</p>'
            f'<p class="ec-tools">{save_image.button(NAME, finding, scenario.seed, texts)}</p>'
            f'<p class="ec-note ec-saved" role="status"></p>{cite}'
        )
    return finding


def _bars(numbers: Numbers, name: str, names: Sequence[str], formats: Formats) -> str:
    texts = state.texts()
    unit = texts(f"outcomes.{name}.unit")
    caption = texts("lesson.quantity", name=texts(f"outcomes.{name}.name"), unit=unit)
    rows = [
        Row(
            numbers.look(side),
            shop,
            numbers.value(f"{side}.{name}"),
            numbers.text(f"{side}.{name}", formats),
        )
        for side, shop in zip("ab", names, strict=True)
    ]
    return bars(caption, rows, top=SHARE)
