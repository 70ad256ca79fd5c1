"""The table of every parameter, made from the knobs themselves: by group, by name, as a file."""

import re
import unicodedata
from html import escape

import pandas as pd
import streamlit as st

from content import Texts
from content.cards import load_cards
from content.fields import field_name
from content.formats import Formats
from content.references import named
from explainer.figures.tables import country_csv, html_table
from explainer.results.block import Column
from explainer.view.lessons.lesson_words import link
from explainer.view.shell.choosing import one_of
from explainer.view.shell.problems import plain
from explainer.view.simulator.knob_groups import ALL, group_of
from simulations import KNOBS, MODEL_VERSION
from simulations.scenario.knobs import Knob

COLUMNS = ("name", "default", "plausible", "legal", "unit", "evidence")
NUMERIC = ("default",)


def parameter_table(texts: Texts, formats: Formats) -> None:
    """Show the parameters of the chosen group whose names hold what is searched for."""
    st.html(
        f'<div class="ec-guide"><h2 id="parameters" tabindex="-1">'
        f"{escape(texts('model.parameters.heading'))}</h2>"
        f"<p>{escape(texts('model.parameters.lead'))}</p></div>"
    )
    group = _group(texts)
    wanted = st.text_input(
        texts("model.parameters.search"),
        placeholder=texts("model.parameters.hint"),
        key="parameter_search",
        max_chars=60,
    )
    found = matching(group, wanted, texts)
    count = texts.plural("model.parameters.count", len(found))
    words = count if found else texts("model.parameters.none")
    st.html(f'<p class="ec-note" role="status">{escape(words)}</p>')
    if found:
        caption = texts(
            "model.parameters.caption", group=group_name(group, texts), version=MODEL_VERSION
        )
        columns = [
            Column(texts(f"model.parameters.column.{name}"), name in NUMERIC) for name in COLUMNS
        ]
        rows = [parameter_row(knob, texts, formats) for knob in found]
        st.html(_with_cards(html_table(caption, columns, rows), texts))
    _file(texts, formats)


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


def parameter_row(knob: Knob, texts: Texts, formats: Formats) -> list[str]:
    """Write one parameter: name, default, plausible and legal range, unit, evidence."""
    graded = {
        "E": texts("model.parameters.graded", ids=knob.evidence.replace(",", ", ")),
        "A": texts("model.parameters.guessed", word=texts("model.parameters.assumed")),
    }
    return [
        field_name(knob.name, texts),
        _default(knob, texts, formats),
        "" if knob.choices else _range(knob.plausible, formats),
        _choices(knob, texts) if knob.choices else _range((knob.low, knob.high), formats),
        texts(f"model.unit.{unit_code(knob.unit)}"),
        graded[knob.grade],
    ]


def _with_cards(table: str, texts: Texts) -> str:
    """Put in the place of each card's code its authors and year, as a link to the card."""

    def linked(found: re.Match[str]) -> str:
        words = escape(named(load_cards()[found[1]], texts))
        return f'<a href="{link("evidence", found[1])}">{words}</a>'

    return re.sub(rf"\b({'|'.join(load_cards())})\b", linked, table)


def group_name(group: str, texts: Texts) -> str:
    """Name a group of parameters, or all of them."""
    return texts("model.parameters.all") if group == ALL else texts(f"model.group.{group}")


def unit_code(unit: str) -> str:
    """Return the key that a unit of the parameter file has in the catalogues."""
    return re.sub(r"\W+", "_", unit).strip("_").lower()


def _group(texts: Texts) -> str:
    label = texts("model.parameters.group")
    return one_of("group", label, lambda group: group_name(group, texts), key="parameter_group")


def _default(knob: Knob, texts: Texts, formats: Formats) -> str:
    if isinstance(knob.default, frozenset):
        return ", ".join(
            texts(f"terms.channel.{name}") for name in knob.choices if name in knob.default
        )
    if isinstance(knob.default, str):
        return texts(f"terms.{knob.name}.{knob.default}")
    return plain(knob.default, formats)


def _choices(knob: Knob, texts: Texts) -> str:
    kind = "channel" if knob.kind == "set" else knob.name
    return ", ".join(texts(f"terms.{kind}.{name}") for name in knob.choices)


def _range(ends: tuple[float, float], formats: Formats) -> str:
    return formats.interval(*ends, lambda end: plain(end, formats))


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def parameter_frame(texts: Texts) -> pd.DataFrame:
    """Return every parameter as plain values, named in code and in words."""
    rows = [
        {
            "name": knob.name,
            "words": field_name(knob.name, texts),
            "default": " ".join(sorted(knob.default))
            if isinstance(knob.default, frozenset)
            else knob.default,
            "plausible_low": knob.plausible[0],
            "plausible_high": knob.plausible[1],
            "legal_low": knob.low,
            "legal_high": knob.high,
            "choices": " ".join(knob.choices),
            "unit": knob.unit,
            "evidence": knob.evidence,
            "grade": knob.grade,
        }
        for knob in KNOBS.values()
    ]
    return pd.DataFrame(rows)


def _file(texts: Texts, formats: Formats) -> None:
    st.download_button(
        texts("model.parameters.csv"),
        data=lambda: country_csv(parameter_frame(texts), formats),
        file_name="parameters.csv",
        mime="text/csv",
        key="csv_parameters",
        on_click="ignore",
    )
