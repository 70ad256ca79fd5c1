"""The one way to show a result: finding, picture, words, data, file, source.

A block is complete by construction: its fields have no defaults that would leave out the
table, the file or the text alternative.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from content import Texts
from content.cards import load_cards
from content.formats import Formats
from content.references import named
from explainer.figures.charts.chart import chart_config, chart_figure
from explainer.figures.charts.marks import Chart
from explainer.figures.tables import Column, csv_bytes, html_table
from explainer.view.lessons.lesson_words import link
from explainer.view.server import runs
from explainer.view.shell import sitemap, state, style
from explainer.view.shell.callbacks import safely
from explainer.view.simulator.simulator_places import DATA
from explainer.view.widgets import page_tools, save_image
from simulations import MODEL_VERSION

HAS_ALT = "alt" in inspect.signature(st.plotly_chart).parameters
"""Newer than the edition in the browser; there the hidden text alone stands in."""


OLD = "_old"
"""Ends the name of a block that belongs to what was set before."""


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
    cards : sequence of str
        Ids of the evidence cards that the rule rests on.
    draw : callable
        Puts a drawing on the page; another one may let its parts be chosen.
    under : callable, optional
        Shows under the words what a visitor may do about the result, unless it is an old one.

    Raises
    ------
    ValueError
        If there is no evidence card with one of the ids.
    """

    name: str
    title: str
    picture: Chart | str
    words: str
    table: Table
    frame: pd.DataFrame
    source: str
    terms: Sequence[tuple[str, str]] = ()
    cards: Sequence[str] = ()
    draw: Callable[[str], None] = style.show
    under: Callable[[], None] | None = None

    def __post_init__(self) -> None:
        unknown = [card for card in self.cards if card not in load_cards()]
        if unknown:
            raise ValueError(f"{self.name}: no evidence card is called {', '.join(unknown)}")


def show(block: Block, texts: Texts, formats: Formats, *, level: int = 2, stale: str = "") -> None:
    """Show a block.

    Parameters
    ----------
    block : Block
    texts : Texts
    formats : Formats
    level : int
        The level of its heading.
    stale : str
        Words that say that it belongs to what was set before, if it does: it is greyed, and
        its file cannot be saved under the name of what is set now.
    """
    # An old answer and the new one that takes its place may meet in one run.
    block = replace(block, name=f"{block.name}{OLD}") if stale else block
    runs.give_way()
    with st.container(key=f"ec_block_{block.name}"):
        # One element with the heading: were it one of its own, all that follows would be redrawn.
        old = f'<p class="ec-stale">{escape(stale)}</p>' if stale else ""
        st.html(f'{old}<h{level} class="ec-finding">{escape(block.title)}</h{level}>')
        with st.container(key=f"ec_picture_{block.name}"):
            _picture(block, formats, old=bool(stale))
        st.html(f'<p class="ec-sentence">{escape(block.words)}</p>')
        if block.under is not None and not stale:
            block.under()
        runs.give_way()
        with st.container(key=f"ec_files_{block.name}", horizontal=True):
            _files(block, texts, formats, old=bool(stale))
        saved = '<p class="ec-note ec-saved" role="status"></p>'
        cite = "" if stale else _citation(block, texts, formats)
        st.html(f'{saved}<p class="ec-note">{_source(block, texts)}</p>{cite}')


def _files(block: Block, texts: Texts, formats: Formats, *, old: bool) -> None:
    """Show what can be opened and taken along: the data, as a file too, and the picture."""
    key, name = f"data_{block.name}", block.name.removesuffix(OLD)
    st.session_state[key] = name in state.picked(DATA)
    with st.expander(texts("blocks.data"), key=key, on_change=safely(_fold), args=(key, name)):
        table = html_table(block.title, block.table.columns, block.table.rows)
        st.html(table + _definitions(block.terms))
    st.download_button(
        texts("blocks.csv"),
        data=lambda: _csv(block.frame, formats),
        file_name=f"{block.name}.csv",
        mime="text/csv",
        key=f"csv_{block.name}",
        on_click="ignore",
        disabled=old,
    )
    seed = state.scenario().seed
    st.html(save_image.button(block.name, block.title, seed, texts, disabled=old))


def _fold(key: str, name: str) -> None:
    """Keep which tables are unfolded."""
    state.switch(DATA, name, on=bool(st.session_state[key]))


def _source(block: Block, texts: Texts) -> str:
    """Write which rule a block comes from, with links to its evidence cards, as HTML."""
    rule = escape(texts("blocks.source", rule=block.source))
    if not block.cards:
        return rule
    links = ", ".join(
        f'<a class="ec-cite ec-go" href="{link("evidence", card)}">'
        f"{escape(named(load_cards()[card], texts))}</a>"
        for card in block.cards
    )
    return f"{rule} {escape(texts('blocks.evidence'))} {links}."


def _citation(block: Block, texts: Texts, formats: Formats) -> str:
    """Write how to cite the block: its finding, the model, the luck, and the link to its run."""
    carried = state.link_query("simulator")
    page = f"./{sitemap.place('simulator').slug}?{carried}"
    seed = state.scenario().seed
    return page_tools.chart_citation(block.title, MODEL_VERSION, seed, page, texts, formats)


def _picture(block: Block, formats: Formats, *, old: bool) -> None:
    """Draw a chart with its text alternative beside it, or place a drawing as it is."""
    if isinstance(block.picture, str):
        if old:  # nothing in it can be chosen any more
            style.show(f'<div aria-hidden="true">{block.picture}</div>')
        else:
            block.draw(block.picture)
        return
    chart = block.picture
    figure = chart_figure(chart, style.theme(), formats.country, checked=False)
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
