"""The page of two strategies side by side: two choices, and what is said of both."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from content import Texts
from content.formats import Formats
from explainer.figures.drawings.stage import House
from explainer.figures.tables import country_csv
from explainer.reading import page_tools
from explainer.reading.compare import (
    LETTERS,
    SIDES,
    as_text,
    both_points,
    definitions,
    every,
    sources,
    table,
    table_frame,
)
from explainer.view.reading.compare_chart import compare_chart
from explainer.view.shell import share, sitemap, state, style
from explainer.view.shell.choosing import one_of
from explainer.view.shell.ways import WAYS, link
from explainer.view.widgets.stage import stage
from simulations import PRESETS, Scenario


def compare_page() -> None:
    """Show two strategies: picture, definition, every difference, what speaks for and against."""
    texts, formats = state.texts(), state.formats()
    st.html(
        f'<div class="ec-compare-head"><h1>{escape(texts("compare.title"))}</h1>'
        f'<p class="ec-lead">{escape(texts("compare.lead"))}</p></div>'
    )
    with st.container(key="ec_sides"):
        for column, side in zip(st.columns(2, gap="medium"), SIDES, strict=True):
            with column, st.container(key=f"ec_side_{LETTERS[side]}"):
                _choice(side, texts)
    chosen = [state.choice(side) for side in SIDES]
    _houses(chosen, texts)
    st.html(
        f"{definitions(chosen, texts, WAYS)}{table(chosen, texts)}"
        f"{both_points(chosen, texts, WAYS)}"
    )
    finding = compare_chart(chosen, texts, formats)
    share.bar(finding, texts)
    with st.container(key="ec_compare_tools", horizontal=True):
        _take_along(chosen, texts, formats)
    st.html(sources(chosen, texts, WAYS))
    style.show(every(chosen, texts))
    st.html(_onward(chosen, texts))


def _choice(side: str, texts: Texts) -> None:
    """Show the choice of a strategy."""
    one_of(
        side,
        texts(f"compare.{side}"),
        lambda name: texts(f"terms.strategy.{name}.name"),
        key=f"compare_{side}",
        options=list(PRESETS),
    )


def _houses(chosen: Sequence[str], texts: Texts) -> None:
    """Show both as houses with somebody who can walk through them, and all of their channels."""
    strategies = [Scenario().with_preset("a", name).a for name in chosen]
    with st.container(key="ec_compare_houses"):
        stage(
            [
                House(one, texts(f"terms.strategy.{name}.name"))
                for one, name in zip(strategies, chosen, strict=True)
            ],
            texts,
            key="compare_stage",
            screen="-".join(chosen),
        )


def _take_along(chosen: Sequence[str], texts: Texts, formats: Formats) -> None:
    """Show how to copy, download, print and cite the comparison."""
    page = WAYS.own("compare")
    copy = page_tools.copy_button(
        texts("tools.copy_table"),
        texts("tools.copied_table"),
        as_text(chosen, texts),
        page,
        texts,
    )
    st.html(f'<p class="ec-tools">{copy}</p>')
    st.download_button(
        texts("tools.csv"),
        data=lambda: country_csv(table_frame(texts), formats),
        file_name=f"{sitemap.place('compare').slug}.csv",
        mime="text/csv",
        key="compare_csv",
        on_click="ignore",
    )
    title = texts("site.title.compare")
    st.html(page_tools.page_citation(title, page, texts, formats))


def _onward(chosen: Sequence[str], texts: Texts) -> str:
    """Lead to the simulator with these two strategies, and to the questions of an exam."""
    scenario = state.scenario()
    for side, strategy in zip("ab", chosen, strict=True):
        scenario = scenario.with_preset(side, strategy)
    return (
        f'<p class="ec-onward"><a class="ec-go ec-button" href="{WAYS.simulator(scenario)}">'
        f"{escape(texts('tools.try'))}</a>"
        f'<a class="ec-go ec-button ec-button-quiet" href="{link("practice")}">'
        f"{escape(texts('site.nav.practice'))}</a></p>"
    )
