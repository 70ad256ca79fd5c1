"""The one way to show a result: finding, picture, words, data, file, source.

A block is complete by construction: its fields have no defaults that would leave out the
table, the file or the text alternative.
"""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from content import Texts
from content.formats import Formats
from explainer.figures.charts import chart_config, chart_figure
from explainer.figures.marks import Chart
from explainer.figures.tables import Column, csv_bytes, html_table
from explainer.view import style

HAS_ALT = "alt" in inspect.signature(st.plotly_chart).parameters
"""Newer than the edition in the browser; there the hidden text alone stands in."""


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a block, formatted for the visitor."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Block:
    """One result.

    Attributes
    ----------
    name : str
        Its name in code: keys of elements and the file that it is saved as.
    title : str
        The finding.
    picture : Chart or str
        A chart, or a drawing that carries its own text alternative.
    words : str
        The finding with its numbers, as a sentence.
    table : Table
    frame : pandas.DataFrame
        The same data as codes and plain numbers, for the file.
    source : str
        The rule that the result comes from.
    terms : sequence of (str, str)
        Words of the table that need saying what they mean.
    """

    name: str
    title: str
    picture: Chart | str
    words: str
    table: Table
    frame: pd.DataFrame
    source: str
    terms: Sequence[tuple[str, str]] = ()


def show(block: Block, texts: Texts, formats: Formats, *, level: int = 2) -> None:
    """Show a block; `level` is the level of its heading."""
    with st.container(key=f"ec_block_{block.name}"):
        st.html(f'<h{level} class="ec-finding">{escape(block.title)}</h{level}>')
        _picture(block, formats)
        st.html(f'<p class="ec-sentence">{escape(block.words)}</p>')
        with st.expander(texts("blocks.data"), key=f"data_{block.name}"):
            table = html_table(block.title, block.table.columns, block.table.rows)
            st.html(table + _definitions(block.terms))
            st.download_button(
                texts("blocks.csv"),
                data=lambda: _csv(block.frame, formats),
                file_name=f"{block.name}.csv",
                mime="text/csv",
                key=f"csv_{block.name}",
                on_click="ignore",
            )
        source = texts("blocks.source", rule=block.source)
        st.html(f'<p class="ec-note">{escape(source)}</p>')


def _picture(block: Block, formats: Formats) -> None:
    """Draw a chart with its text alternative beside it, or place a drawing as it is."""
    if isinstance(block.picture, str):
        style.show(block.picture)
        return
    chart = block.picture
    figure = chart_figure(chart, style.theme(), formats.country)
    draw = partial(
        st.plotly_chart,
        figure,
        width="stretch",
        theme=None,
        config=chart_config(formats.country),
        key=f"chart_{block.name}",
    )
    if HAS_ALT:
        draw(alt=chart.alt)
    else:
        draw()
        st.html(f'<p class="ec-hidden">{escape(chart.alt)}</p>')


def _definitions(terms: Sequence[tuple[str, str]]) -> str:
    """Write what words mean, as HTML; nothing if there are none."""
    pairs = "".join(f"<dt>{escape(term)}</dt><dd>{escape(words)}</dd>" for term, words in terms)
    return f'<dl class="ec-terms">{pairs}</dl>' if pairs else ""


def _csv(frame: pd.DataFrame, formats: Formats) -> bytes:
    """Write the file as the country's spreadsheets read it."""
    comma = formats.decimal_separator == ","
    return csv_bytes(frame, separator=";" if comma else ",", decimal="," if comma else ".")
