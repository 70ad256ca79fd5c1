"""The table of the parameters, made from the knobs themselves."""

import re
from collections.abc import Sequence

import pandas as pd

from content import Texts
from content.cards import load_cards
from content.fields import field_name
from content.formats import Formats, plain
from content.html import Markup
from content.references import short_reference
from content.words import Words
from explainer.figures.tables import html_table
from explainer.reading.page_links import PageLinks
from explainer.results.block import Column
from simulations import KNOBS, MODEL_VERSION
from simulations.scenario.knobs import Knob

COLUMNS = ("name", "default", "plausible", "legal", "unit", "evidence")
NUMERIC = ("default",)


def parameter_table(group: str, knobs: Sequence[Knob], words: Words, links: PageLinks) -> Markup:
    """Write parameters as a table; `group` is what they are called together."""
    caption = words("model.parameters.caption", group=group, version=MODEL_VERSION)
    columns = [
        Column(words(f"model.parameters.column.{name}"), name in NUMERIC) for name in COLUMNS
    ]
    rows = [parameter_row(knob, words) for knob in knobs]
    return _with_cards(html_table(caption, columns, rows), words, links)


def parameter_row(knob: Knob, words: Words) -> list[str]:
    """Write one parameter: name, default, plausible and legal range, unit, evidence."""
    graded = {
        "E": words("model.parameters.graded", ids=knob.evidence.replace(",", ", ")),
        "A": words("model.parameters.guessed", word=words("model.parameters.assumed")),
    }
    return [
        field_name(knob.name, words),
        _default(knob, words),
        "" if knob.choices else _range(knob.plausible, words),
        _choices(knob, words) if knob.choices else _range((knob.low, knob.high), words),
        words(f"model.unit.{unit_code(knob.unit)}"),
        graded[knob.grade],
    ]


def _with_cards(table: Markup, texts: Texts, links: PageLinks) -> Markup:
    """Replace each card's code by its authors and year, as a link to the card."""

    def linked(match: re.Match[str]) -> Markup:
        words = short_reference(load_cards()[match[1]], texts)
        return Markup('<a href="{}">{}</a>').format(links.link("evidence", match[1]), words)

    return Markup(re.sub(rf"\b({'|'.join(load_cards())})\b", linked, table))


def unit_code(unit: str) -> str:
    """Return the key that a unit of the parameter file has in the catalogues."""
    return re.sub(r"\W+", "_", unit).strip("_").lower()


def _default(knob: Knob, words: Words) -> str:
    if isinstance(knob.default, frozenset):
        return ", ".join(
            words(f"terms.channel.{name}") for name in knob.choices if name in knob.default
        )
    if isinstance(knob.default, str):
        return words(f"terms.{knob.name}.{knob.default}")
    return plain(knob.default, words)


def _choices(knob: Knob, texts: Texts) -> str:
    kind = "channel" if knob.kind == "set" else knob.name
    return ", ".join(texts(f"terms.{kind}.{name}") for name in knob.choices)


def _range(ends: tuple[float, float], formats: Formats) -> str:
    return formats.interval(*ends, lambda end: plain(end, formats))


def parameter_data(texts: Texts) -> pd.DataFrame:
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
