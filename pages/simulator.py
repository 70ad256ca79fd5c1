"""The simulator: two shops, the same people, and what came of it."""

from html import escape

import streamlit as st

from explainer.results import measures
from explainer.view.server import runs
from explainer.view.shell import share, state
from explainer.view.simulator.results.chapters import chapters
from explainer.view.simulator.results.company import company_strip
from explainer.view.simulator.results.tiles import headline, show_result, summary
from explainer.view.simulator.saved.scenario_file import scenario_file
from explainer.view.simulator.settings import controls
from explainer.view.simulator.settings.prompts import prompts
from explainer.view.simulator.settings.settings import settings
from explainer.view.widgets.files import save_image
from simulations import Scenario


def show() -> None:
    """Show the page."""
    words, scenario = state.words(), state.scenario()
    with st.container(key="ec_desk"):
        title, lead = words("simulator.title"), words("simulator.lead")
        st.html(
            f'<h1 class="ec-small">{escape(title)}</h1><p class="ec-desk-lead">{escape(lead)}</p>'
        )
        controls.sides(words)
        (outcome, asked), reading, buttons = st.columns([7, 4], gap="large"), None, ""
        with outcome, st.container(key="ec_told"):  # what a slow phone should draw first
            if scenario.shoppers and scenario.weeks:
                with runs.first_result(scenario, words) as comparison:
                    reading, picture = show_result(comparison)
                    buttons = save_image.buttons(picture, words)
            else:
                st.html(f'<p class="ec-sentence">{escape(words("simulator.empty"))}</p>')
        with asked, st.container(key="ec_controls"):
            # Beside the hand on a phone, where the result is a screen away.
            line = escape(summary(reading)) if reading is not None else ""
            st.html(f'<p class="ec-now" aria-hidden="true">{line}</p>')
            controls.main_dials(words)
    runs.yield_turn()
    if reading is not None:
        _luck(reading, scenario)
    with st.container(key="ec_tries"):
        prompts(scenario, words)
    runs.yield_turn()
    settings(words)
    if reading is not None:
        company_strip(reading, scenario)
        runs.yield_turn()
        with st.container(key="ec_chapter"):
            chapters(reading, scenario)
    else:
        scenario_file(scenario, words)
    share.bar(headline(reading) if reading is not None else title, words, picture=buttons)


def _luck(reading: measures.Reading, scenario: Scenario) -> None:
    """Show 'another luck' and 'repeat', and what the run is."""
    words = reading.words
    if controls.luck(words):
        outcome = "same" if runs.reproduces(scenario, reading.comparison) else "differs"
        st.html(f'<p role="status">{escape(words(f"controls.luck.{outcome}"))}</p>')
    people, weeks = words.integer(scenario.shoppers), words.integer(scenario.weeks)
    honest = words("simulator.honest", people=people, weeks=weeks)
    st.html(f'<p class="ec-note">{escape(honest)}</p>')
