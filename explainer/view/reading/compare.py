"""The page that compares two strategies."""

from collections.abc import Sequence

import streamlit as st

from content import Texts
from content.html import Markup
from content.words import Words
from explainer.figures.drawings.stage import House
from explainer.figures.tables import country_csv
from explainer.reading import page_tools
from explainer.reading.companies import companies
from explainer.reading.compare import (
    LETTERS,
    POSITIONS,
    all_channels,
    as_text,
    both_points,
    comparison_table,
    definitions,
    four,
    sources,
    table,
    top,
)
from explainer.view.reading.compare_chart import compare_chart
from explainer.view.shell import share, sitemap, state, style
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.shell.page_links import PAGE_LINKS, link
from explainer.view.widgets.drawings.stage import stage
from explainer.view.widgets.files import save_image
from simulations import PRESETS, Scenario


def compare_page() -> None:
    """Show two strategies: picture, definition, every difference, what speaks for and against."""
    words = state.words()
    st.html(top([state.choice(side) for side in POSITIONS], words))
    with st.container(key="ec_sides"):
        for column, side in zip(st.columns(2, gap="medium"), POSITIONS, strict=True):
            with column, st.container(key=f"ec_side_{LETTERS[side]}"):
                _choice(side, words)
    chosen = [state.choice(side) for side in POSITIONS]
    _houses(chosen, words)
    st.html(
        f"{definitions(chosen, words, PAGE_LINKS)}{table(chosen, words)}"
        f"{both_points(chosen, words, PAGE_LINKS)}"
    )
    picture = compare_chart(chosen, words)
    share.bar(picture.title, words, picture=save_image.buttons(picture, words))
    with st.container(key="ec_compare_tools", horizontal=True):
        _take_along(chosen, words)
    st.html(four(words))
    st.html(companies(words))
    st.html(sources(chosen, words, PAGE_LINKS))
    style.show(all_channels(chosen, words))
    st.html(_onward(chosen, words))


def _choice(side: str, texts: Texts) -> None:
    """Show the choice of a strategy."""
    choice_buttons(
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
                House(strategy, texts(f"terms.strategy.{name}.name"))
                for strategy, name in zip(strategies, chosen, strict=True)
            ],
            texts,
            key="compare_stage",
            screen="-".join(chosen),
        )


def _take_along(chosen: Sequence[str], words: Words) -> None:
    """Show how to copy, download, print and cite the comparison."""
    page = PAGE_LINKS.permalink("compare")
    copy = page_tools.copy_button(
        words("tools.copy_table"),
        words("tools.copied_table"),
        as_text(chosen, words),
        page,
        words,
    )
    st.html(Markup('<p class="ec-tools">{}</p>').format(copy))
    st.download_button(
        words("tools.csv"),
        data=lambda: country_csv(comparison_table(words), words),
        file_name=f"{sitemap.page_named('compare').slug}.csv",
        mime="text/csv",
        key="compare_csv",
        on_click="ignore",
    )
    title = words("site.title.compare")
    st.html(page_tools.page_citation(title, page, words))


def _onward(chosen: Sequence[str], texts: Texts) -> Markup:
    """Lead to the simulator with these two strategies, and to the questions of an exam."""
    scenario = state.scenario()
    for side, strategy in zip("ab", chosen, strict=True):
        scenario = scenario.with_preset(side, strategy)
    return Markup(
        '<p class="ec-onward"><a class="ec-go ec-button" href="{}">{}</a>'
        '<a class="ec-go ec-button ec-button-quiet" href="{}">{}</a></p>'
    ).format(
        PAGE_LINKS.simulator(scenario),
        texts("tools.try"),
        link("practice"),
        texts("site.nav.practice"),
    )
