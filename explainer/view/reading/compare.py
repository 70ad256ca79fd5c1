"""Two strategies side by side: definitions, one table of differences, advantages and disadvantages.

On wide screens it is a table with a head that stays in view; on a phone each row is a card. Both
are the same HTML, so that copying, reading aloud and printing find one table.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from content import Texts
from content.cards import load_cards
from content.formats import Formats
from content.lesson_plans import load_plans
from content.references import ADDRESS
from content.shared_parts import load_rows
from explainer.figures.tables import country_csv
from explainer.view.lessons.lesson_sources import original
from explainer.view.lessons.lesson_words import link, linked
from explainer.view.reading.brief import LISTS, page_address, points
from explainer.view.reading.compare_chart import compare_chart
from explainer.view.shell import share, sitemap, state, style
from explainer.view.shell.choosing import one_of
from explainer.view.simulator import pieces
from explainer.view.widgets import page_tools
from explainer.view.widgets.stage import House, stage
from simulations import PRESETS, Scenario

SIDES = ("left", "right")
LETTERS = {"left": "a", "right": "b"}
OPEN = ("integration", "centre", "data", "prices", "service")
"""Rows that are open from the start: what an answer in an exam rests on."""


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
    st.html(f"{_definitions(chosen, texts)}{_table(chosen, texts)}{_points(chosen, texts)}")
    finding = compare_chart(chosen, texts, formats)
    share.bar(finding, texts)
    with st.container(key="ec_compare_tools", horizontal=True):
        _take_along(chosen, texts, formats)
    st.html(_sources(chosen, texts))
    style.show(_every(chosen, texts))
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


def _every(chosen: Sequence[str], texts: Texts) -> str:
    """Draw both with all of their channels, folded away."""
    drawn = "".join(
        f"<div>{pieces.drawing(Scenario().with_preset('a', name).a, texts)}</div>"
        for name in chosen
    )
    return (
        f'<details class="ec-how ec-every"><summary>{escape(texts("compare.more.channels"))}'
        f'</summary><div class="ec-two">{drawn}</div></details>'
    )


def _definitions(chosen: Sequence[str], texts: Texts) -> str:
    """Write what each of the two is, under its houses."""
    inner = "".join(
        f'<section><h2 class="ec-brief-name ec-named ec-of-{name}">'
        f"{escape(texts(f'brief.{name}.name'))}</h2>"
        f"<p>{linked(f'brief.{name}.definition', texts)}</p></section>"
        for name in chosen
    )
    return f'<div class="ec-two ec-defined">{inner}</div>'


def _table(chosen: Sequence[str], texts: Texts) -> str:
    """Write every difference as a row, answered for both strategies."""
    names = [texts(f"terms.strategy.{name}.name") for name in chosen]
    heads = "".join(
        f'<th scope="col" role="columnheader"><span class="ec-pill ec-of-{strategy}">'
        f"{escape(name)}</span></th>"
        for strategy, name in zip(chosen, names, strict=True)
    )
    rows = [name for name in OPEN if name in load_rows()]
    rest = [name for name in load_rows() if name not in rows]
    first, folded = (
        "".join(_row(row, chosen, names, texts) for row in part) for part in (rows, rest)
    )
    more = escape(texts.plural("compare.more.rows", len(rest)), quote=True)
    less = escape(texts("compare.more.fewer"), quote=True)
    return (
        '<table class="ec-compare" role="table">'
        f'<caption class="ec-hidden">{escape(texts("compare.title"))}</caption>'
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">'
        f"{escape(texts('tools.difference'))}</th>{heads}</tr></thead>"
        f'<tbody role="rowgroup">{first}</tbody>'
        f'<tbody role="rowgroup" class="ec-rest" id="compare-rest" hidden>{folded}</tbody></table>'
        f'<p class="ec-tools"><button type="button" class="ec-unfold" aria-expanded="false"'
        f' aria-controls="compare-rest" data-more="{more}" data-less="{less}">{more}</button></p>'
    )


def _row(row: str, chosen: Sequence[str], names: Sequence[str], texts: Texts) -> str:
    """Write one difference: what each strategy does, and what happens there in an example."""
    start = f"compare.rows.{row}"
    situation = _told("tools.situation", f"compare.rows.{row}.example", texts)
    cells = "".join(
        f'<td role="cell"><span class="ec-cell-name ec-pill ec-of-{strategy}"'
        f' aria-hidden="true">{escape(name)}</span>'
        f"<p>{escape(texts(f'{start}.{strategy}'))}</p>"
        f"{_told('tools.happens', f'compare.rows.{row}.happens.{strategy}', texts)}</td>"
        for name, strategy in zip(names, chosen, strict=True)
    )
    notice = _told("compare.notice", f"compare.rows.{row}.notice", texts, look="ec-notice")
    return (
        f'<tr role="row" id="row-{row}" tabindex="-1"><th scope="row" role="rowheader">'
        f"<strong>{escape(texts(f'{start}.name'))}</strong>"
        f"{situation}{notice}</th>{cells}</tr>"
    )


def _told(label: str, key: str, texts: Texts, *, look: str = "") -> str:
    """Write a sentence after its label; `look` is one more class for the style sheet."""
    classes = f"ec-note {look}".strip()
    return f'<p class="{classes}"><b>{escape(texts(label))}.</b> {escape(texts(key))}</p>'


def _points(chosen: Sequence[str], texts: Texts) -> str:
    """Write what speaks for and against each of the two, in whole sentences."""
    sides = ""
    for strategy in chosen:
        inner = ""
        for part in LISTS:
            label = escape(texts(f"brief.labels.{part}"))
            inner += f"<h3>{label}</h3>{points(strategy, part, texts)}"
        name = escape(texts(f"brief.{strategy}.name"))
        sides += (
            f'<section class="ec-card ec-of-{strategy}"><h2><a class="ec-go"'
            f' href="{link(strategy)}">{name}</a></h2>{inner}</section>'
        )
    return f'<div class="ec-two">{sides}</div>'


def _take_along(chosen: Sequence[str], texts: Texts, formats: Formats) -> None:
    """Show how to copy, download, print and cite the comparison."""
    page = page_address("compare", texts)
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


def table_frame(texts: Texts) -> pd.DataFrame:
    """Return the whole comparison, all strategies, in the visitor's words: it is a text to keep."""
    rows = []
    for row in load_rows():
        start = f"compare.rows.{row}"
        own = {texts("tools.difference"): texts(f"{start}.name")}
        own |= {texts(f"terms.strategy.{name}.name"): texts(f"{start}.{name}") for name in PRESETS}
        rows.append(own)
    return pd.DataFrame(rows)


def as_text(chosen: Sequence[str], texts: Texts) -> str:
    """Return the comparison of two strategies as text: a heading and two lines for each row."""
    lines = [texts("compare.title"), ""]
    lines += [
        f"{texts(f'brief.{name}.name')}: {texts(f'brief.{name}.definition')}" for name in chosen
    ]
    for row in load_rows():
        lines += ["", texts(f"compare.rows.{row}.name")]
        lines += [
            f"- {texts(f'terms.strategy.{name}.name')}: {texts(f'compare.rows.{row}.{name}')}"
            for name in chosen
        ]
    return "\n".join([*lines, "", ADDRESS])


def _sources(chosen: Sequence[str], texts: Texts) -> str:
    """Write the works on which the lessons about both rest, whole, each with a link to its card."""
    plans, cards = load_plans(), load_cards()
    cited = dict.fromkeys(card for name in chosen for card in plans[name].cards)
    items = "".join(
        f"<li>{escape(original(cards[card], texts))} <a"
        f' class="ec-cite ec-go" href="{link("evidence", card)}">'
        f"{escape(texts('references.card'))}</a></li>"
        for card in cited
    )
    return (
        f'<section class="ec-sources"><h2>{escape(texts("brief.labels.sources"))}</h2>'
        f"<ul>{items}</ul></section>"
    )


def _onward(chosen: Sequence[str], texts: Texts) -> str:
    """Lead to the simulator with these two strategies, and to the questions of an exam."""
    scenario = state.scenario()
    for side, strategy in zip("ab", chosen, strict=True):
        scenario = scenario.with_preset(side, strategy)
    query = urlencode(state.query("simulator", other=scenario))
    address = escape(f"./{sitemap.place('simulator').slug}?{query}", quote=True)
    return (
        f'<p class="ec-onward"><a class="ec-go ec-button" href="{address}">'
        f"{escape(texts('tools.try'))}</a>"
        f'<a class="ec-go ec-button ec-button-quiet" href="{link("practice")}">'
        f"{escape(texts('site.nav.practice'))}</a></p>"
    )
