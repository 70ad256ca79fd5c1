"""The choice of parameters on the page of the model: by group, by name, as a file."""

import unicodedata

import streamlit as st

from content import Texts
from content.fields import field_name
from content.html import Markup
from content.words import Words
from explainer.figures.tables import country_csv
from explainer.reading.model_parameters import parameter_data, parameter_table
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.shell.html_parts import status
from explainer.view.shell.page_links import PAGE_LINKS
from explainer.view.simulator.settings.knob_groups import ALL, group_of
from simulations import KNOBS
from simulations.scenario.knobs import Knob


def parameters(words: Words) -> None:
    """Show the parameters of the chosen group whose names hold what is searched for."""
    st.html(
        Markup(
            '<div class="ec-guide"><h2 id="parameters" tabindex="-1">{}</h2><p>{}</p></div>'
        ).format(words("model.parameters.heading"), words("model.parameters.lead"))
    )
    group = _group(words)
    wanted = st.text_input(
        words("model.parameters.search"),
        placeholder=words("model.parameters.hint"),
        key="parameter_search",
        max_chars=60,
    )
    knobs = matching(group, wanted, words)
    count = words.plural("model.parameters.count", len(knobs))
    wording = count if knobs else words("model.parameters.none")
    st.html(status(wording))
    if knobs:
        named = group_name(group, words)
        st.html(parameter_table(named, knobs, words, PAGE_LINKS))
    _file(words)


def matching(group: str, wanted: str, texts: Texts) -> list[Knob]:
    """Return the parameters of a group whose name in words, or in code, holds a text.

    Case and accents do not matter.
    """
    sought = _folded(wanted)
    return [
        knob
        for knob in KNOBS.values()
        if group in (ALL, group_of(knob.name))
        and sought in _folded(f"{field_name(knob.name, texts)} {knob.name}")
    ]


def group_name(group: str, texts: Texts) -> str:
    """Name a group of parameters, or all of them."""
    return texts("model.parameters.all") if group == ALL else texts(f"model.group.{group}")


def _group(texts: Texts) -> str:
    label = texts("model.parameters.group")
    return choice_buttons(
        "group", label, lambda group: group_name(group, texts), key="parameter_group"
    )


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _file(words: Words) -> None:
    st.download_button(
        words("model.parameters.csv"),
        data=lambda: country_csv(parameter_data(words), words),
        file_name="parameters.csv",
        mime="text/csv",
        key="csv_parameters",
        on_click="ignore",
    )
