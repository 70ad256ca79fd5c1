"""The chart of the comparison, with its finding and what it can be taken along with."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.reading import page_tools
from explainer.reading.compare_chart import drawn, finding_of, scenario_of
from explainer.reading.lessons.lesson_sources import seen_from
from explainer.view.server.runs import comparison_of
from explainer.view.shell import state, style
from explainer.view.shell.page_links import address, link
from explainer.view.widgets.files import save_image
from explainer.view.widgets.files.save_image import Picture

NAME = "compare"


def compare_chart(chosen: Sequence[str], words: Words) -> Picture:
    """Show the chart; return it as a picture, with its finding."""
    scenario = scenario_of(chosen, words.language)
    comparison = comparison_of(scenario)
    finding = finding_of(comparison, words)
    note = seen_from(scenario, words)
    picture = Picture(NAME, finding, scenario, state.relative_address(), note)
    with st.container(key=f"ec_block_{NAME}"):
        st.html(Markup('<h2 class="ec-finding">{}</h2>').format(finding))
        with st.container(key=f"ec_picture_{NAME}"):
            style.show(drawn(comparison, words))
        cite = page_tools.chart_citation(finding, scenario.seed, address(NAME), words)
        rules = Markup('<a href="{}">{}</a>').format(link("model_rules"), words("lesson.rules"))
        st.html(
            Markup(
                '<p class="ec-note">{} {}</p><p class="ec-tools">{}</p>'
                '<p class="ec-note ec-saved" role="status"></p>{}'
            ).format(note, rules, save_image.button(picture, words), cite)
        )
    return picture
