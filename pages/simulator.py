"""The simulator: two shops, the same people, and what came of it."""

from html import escape

import streamlit as st

from explainer.results import findings, measures
from explainer.view.server import runs
from explainer.view.shell import share, state
from explainer.view.simulator import blocks, controls
from explainer.view.simulator.chapters import chapters
from explainer.view.simulator.company import company_strip
from explainer.view.simulator.country import country_line
from explainer.view.simulator.prompts import prompts
from explainer.view.simulator.scenario_file import scenario_file
from explainer.view.simulator.settings import settings
from explainer.view.simulator.tiles import drawn, tiles
from simulations import Comparison, Scenario


def show() -> None:
    """Show the page."""
    texts, formats, scenario = state.texts(), state.formats(), state.scenario()
    with st.container(key="ec_desk"):
        title, lead = texts("simulator.title"), texts("simulator.lead")
        st.html(
            f'<h1 class="ec-small">{escape(title)}</h1><p class="ec-desk-lead">{escape(lead)}</p>'
        )
        controls.sides(texts, formats)
        (told, asked), reading = st.columns([7, 4], gap="large"), None
        with told, st.container(key="ec_told"):  # what a slow phone should draw first
            if scenario.shoppers and scenario.weeks:
                with runs.first(scenario, texts, formats) as comparison:
                    reading = _result(comparison)
            else:
                st.html(f'<p class="ec-sentence">{escape(texts("simulator.empty"))}</p>')
        with asked, st.container(key="ec_controls"):
            # Beside the hand on a phone, where the result is a screen away.
            now = escape(reading.now(measures.FRUSTRATION)) if reading is not None else ""
            st.html(f'<p class="ec-now" aria-hidden="true">{now}</p>')
            controls.main_dials(texts, formats)
    runs.give_way()
    if reading is not None:
        _luck(reading, scenario)
    prompts(scenario, texts)
    runs.give_way()
    settings(texts, formats)
    if reading is not None:
        company_strip(reading, scenario)
        runs.give_way()
        chapters(reading, scenario)
    else:
        scenario_file(scenario, texts)
    share.bar(_headline(reading) if reading is not None else title, texts)


def _result(comparison: Comparison) -> measures.Reading:
    """Show what came out in a line, a number and a chart; return all that there is to read."""
    texts, formats = state.texts(), state.formats()
    scenario = comparison.scenario
    who = findings.names(scenario.a.preset, scenario.b.preset, texts)
    reading = measures.Reading(comparison, who, texts, formats)
    headline = _headline(reading)
    st.html(
        f'<p class="ec-kicker">{escape(texts("simulator.kicker"))}</p>'
        f'<h2 class="ec-finding" id="result">{escape(headline)}</h2>'
        f'<p class="ec-sentence">{escape(reading.title(measures.PROFIT))}.</p>'
    )
    tiles(reading)
    blocks.show(drawn(reading), texts, formats, level=3)
    country_line(texts)
    return reading


def _headline(reading: measures.Reading) -> str:
    """Say in a sentence what came out."""
    gaps = reading.difference(measures.FRUSTRATION), reading.difference(measures.CONVERSION)
    return findings.headline(*gaps, reading.who, reading.texts)


def _luck(reading: measures.Reading, scenario: Scenario) -> None:
    """Show 'another luck' and 'repeat', and what the run is."""
    texts, formats = reading.texts, reading.formats
    if controls.luck(texts, formats):
        outcome = "same" if runs.same_again(scenario, reading.comparison) else "differs"
        st.html(f'<p role="status">{escape(texts(f"controls.luck.{outcome}"))}</p>')
    people, weeks = formats.integer(scenario.shoppers), formats.integer(scenario.weeks)
    honest = texts("simulator.honest", people=people, weeks=weeks)
    st.html(f'<p class="ec-note">{escape(honest)}</p>')
