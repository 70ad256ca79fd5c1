"""Two strategies side by side: definitions, one table of differences, what speaks for and against.

On wide screens it is a table with a head that stays in view; on a phone each row is a card. Both
are the same HTML, so that copying, reading aloud and printing find one table.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from content import Texts
from content.cards import Card, load_cards
from content.html import Markup
from content.lesson_plans import load_plans
from content.references import ADDRESS, unique_references
from content.shared_parts import load_rows
from explainer.figures.drawings.street import street
from explainer.reading.brief import LISTS, WHEN, list_heading, points
from explainer.reading.lessons.lesson_words import linked
from explainer.reading.page_links import PageLinks
from explainer.results.findings import within
from simulations import PRESETS, Scenario

POSITIONS = ("left", "right")
LETTERS = {"left": "a", "right": "b"}
OPEN = ("integration", "centre", "data", "prices", "service")
"""Rows that are open from the start: what an answer in an exam rests on."""


def definitions(chosen: Sequence[str], texts: Texts, links: PageLinks) -> Markup:
    """Write what each of the two is, under its houses."""
    inner = Markup("").join(
        Markup(
            '<section><h2 class="ec-brief-name ec-named ec-of-{}">{}</h2><p>{}</p></section>'
        ).format(
            name, texts(f"brief.{name}.name"), linked(f"brief.{name}.definition", texts, links)
        )
        for name in chosen
    )
    return Markup('<div class="ec-two ec-defined">{}</div>').format(inner)


def title_of(chosen: Sequence[str], texts: Texts) -> str:
    """Return what the comparison of two strategies is called: their names stand in a sentence."""
    left, right = (within(texts(f"terms.strategy.{name}.name")) for name in chosen)
    return texts("compare.pair", left=left, right=right)


def top(chosen: Sequence[str], texts: Texts) -> Markup:
    """Write the heading of a comparison and its answer."""
    difference = answer(chosen, texts)
    return Markup('<div class="ec-compare-head"><h1>{}</h1><p class="ec-lead">{}</p></div>').format(
        title_of(chosen, texts) if difference else texts("compare.title"),
        difference or texts("compare.lead"),
    )


def answer(chosen: Sequence[str], texts: Texts) -> str:
    """Return in what two strategies differ; nothing for the pair of the page's own title."""
    left, right = sorted(chosen, key=list(PRESETS).index)
    key = f"compare.answers.{left}.{right}"
    return texts(key) if key in texts else ""


def table(chosen: Sequence[str], texts: Texts) -> Markup:
    """Write every difference as a row, answered for both strategies; some are folded."""
    more = texts.plural("compare.more.rows", len(load_rows()) - len(_open_rows()))
    return Markup(
        '{}<p class="ec-tools"><button type="button" class="ec-unfold" aria-expanded="false" '
        'aria-controls="compare-rest" data-more="{}" data-less="{}">{}</button></p>'
    ).format(whole_table(chosen, texts, rest=" hidden"), more, texts("compare.more.fewer"), more)


def whole_table(chosen: Sequence[str], texts: Texts, rest: str = "") -> Markup:
    """Write the table alone.

    `rest` is an attribute of the part below the first rows.
    """
    rows = _open_rows()
    others = [name for name in load_rows() if name not in rows]
    first, below = (
        Markup("").join(_row(row, chosen, texts) for row in part) for part in (rows, others)
    )
    parts = Markup(
        '<tbody role="rowgroup">{}</tbody>'
        '<tbody role="rowgroup" class="ec-rest" id="compare-rest"{}>{}</tbody>'
    ).format(first, rest, below)
    return _framed(
        "ec-compare", title_of(chosen, texts), texts("tools.difference"), chosen, parts, texts
    )


def four(texts: Texts) -> Markup:
    """Write all strategies in one table: what each is, the first differences, when each fits."""

    def row(label: str, cells: Mapping[str, str]) -> Markup:
        inner = Markup("").join(
            _cell(name, texts, Markup("<p>{}</p>").format(cell)) for name, cell in cells.items()
        )
        return Markup(
            '<tr role="row"><th scope="row" role="rowheader"><strong>{}</strong></th>{}</tr>'
        ).format(label, inner)

    body = [
        row(
            texts("brief.labels.definition"),
            {name: texts(f"brief.{name}.definition") for name in PRESETS},
        ),
        *(
            row(
                texts(f"compare.rows.{aspect}.name"),
                {name: texts(f"compare.rows.{aspect}.{name}") for name in PRESETS},
            )
            for aspect in _open_rows()
        ),
        row(
            texts(f"brief.labels.{WHEN}"),
            {name: texts(f"brief.{name}.{WHEN}") for name in PRESETS},
        ),
    ]
    title = texts("compare.four.title")
    parts = Markup('<tbody role="rowgroup">{}</tbody>').format(Markup("").join(body))
    return Markup('<section class="ec-all-four"><h2>{}</h2>{}</section>').format(
        title,
        _framed("ec-compare ec-four", title, texts("compare.four.aspect"), PRESETS, parts, texts),
    )


def _framed(
    look: str, caption: str, corner: str, chosen: Iterable[str], parts: Markup, texts: Texts
) -> Markup:
    """Write a table with a column for each strategy around the parts of its body."""
    return Markup(
        '<table class="{}" role="table"><caption class="ec-hidden">{}</caption>'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">{}</th>{}</tr>'
        "</thead>{}</table>"
    ).format(look, caption, corner, _heads(chosen, texts), parts)


def _heads(chosen: Iterable[str], texts: Texts) -> Markup:
    return Markup("").join(
        Markup(
            '<th scope="col" role="columnheader"><span class="ec-pill ec-of-{}">{}</span></th>'
        ).format(strategy, texts(f"terms.strategy.{strategy}.name"))
        for strategy in chosen
    )


def _cell(strategy: str, texts: Texts, inner: Markup) -> Markup:
    """Write the cell of one strategy; where the row is a card, its name stands above."""
    return Markup(
        '<td role="cell"><span class="ec-cell-name ec-pill ec-of-{}" aria-hidden="true">{}</span>'
        "{}</td>"
    ).format(strategy, texts(f"terms.strategy.{strategy}.name"), inner)


def _open_rows() -> list[str]:
    """Return the rows that stand first."""
    return [name for name in OPEN if name in load_rows()]


def _row(row: str, chosen: Sequence[str], texts: Texts) -> Markup:
    """Write one difference: what each strategy does, and what happens there in an example."""
    key = f"compare.rows.{row}"
    situation = _labelled("tools.situation", f"compare.rows.{row}.example", texts)
    cells = Markup("").join(
        _cell(
            strategy,
            texts,
            Markup("<p>{}</p>{}").format(
                texts(f"{key}.{strategy}"),
                _labelled("tools.happens", f"compare.rows.{row}.happens.{strategy}", texts),
            ),
        )
        for strategy in chosen
    )
    notice = _labelled("compare.notice", f"compare.rows.{row}.notice", texts, look="ec-notice")
    return Markup(
        '<tr role="row" id="row-{}" tabindex="-1"><th scope="row" role="rowheader">'
        "<strong>{}</strong>{}{}</th>{}</tr>"
    ).format(row, texts(f"{key}.name"), situation, notice, cells)


def _labelled(label: str, key: str, texts: Texts, *, look: str = "") -> Markup:
    """Write a sentence after its label; `look` is one more class for the style sheet."""
    classes = f"ec-note {look}".strip()
    return Markup('<p class="{}"><b>{}.</b> {}</p>').format(classes, texts(label), texts(key))


def both_points(chosen: Sequence[str], texts: Texts, links: PageLinks) -> Markup:
    """Write what speaks for and against each of the two, in whole sentences."""
    sides = ""
    for strategy in chosen:
        inner = ""
        for part in LISTS:
            inner += Markup("<h3>{}</h3>{}").format(
                list_heading(strategy, part, texts), points(strategy, part, texts, links)
            )
        sides += Markup(
            '<section class="ec-card ec-of-{}"><h2>'
            '<a class="ec-go" href="{}">{}</a></h2>{}</section>'
        ).format(strategy, links.link(strategy), texts(f"brief.{strategy}.name"), inner)
    return Markup('<div class="ec-two">{}</div>').format(sides)


def comparison_table(texts: Texts) -> pd.DataFrame:
    """Return the whole comparison, all strategies, in the visitor's words: it is a text to keep."""
    rows = []
    for name in load_rows():
        key = f"compare.rows.{name}"
        row = {texts("tools.difference"): texts(f"{key}.name")}
        row |= {texts(f"terms.strategy.{name}.name"): texts(f"{key}.{name}") for name in PRESETS}
        rows.append(row)
    return pd.DataFrame(rows)


def as_text(chosen: Sequence[str], texts: Texts) -> str:
    """Return the comparison of two strategies as text: a heading and two lines for each row."""
    lines = [title_of(chosen, texts), ""]
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


def sources(chosen: Sequence[str], texts: Texts, links: PageLinks) -> Markup:
    """Write the works on which the lessons about both rest, whole, each with a link to its card."""
    plans, cards = load_plans(), load_cards()
    cited = dict.fromkeys(card for name in chosen for card in plans[name].cards)
    items = Markup("").join(
        Markup('<li>{} <a class="ec-cite ec-go" href="{}">{}</a></li>').format(
            work, links.link("evidence", card.id), texts("references.card")
        )
        for work, card in _references((cards[name] for name in cited), texts).items()
    )
    return Markup('<section class="ec-sources"><h2>{}</h2><ul>{}</ul></section>').format(
        texts("brief.labels.sources"), items
    )


def _references(cards: Iterable[Card], texts: Texts) -> Mapping[str, Card]:
    """Name each source once, with its first card; the claim of a card that has no single work."""
    listed = tuple(cards)
    without_work = {texts(f"cards.{card.id}.claim"): card for card in listed if not card.authors}
    return {**unique_references(listed, texts), **without_work}


def all_channels(chosen: Sequence[str], texts: Texts) -> Markup:
    """Draw both with all of their channels, folded away."""
    streets = Markup("").join(
        Markup("<div>{}</div>").format(
            street(strategy, texts(f"terms.strategy.{strategy.preset}.name"), texts)
        )
        for strategy in (Scenario().with_preset("a", name).a for name in chosen)
    )
    return Markup(
        '<details class="ec-how ec-every"><summary>{}</summary><div class="ec-two">{}</div>'
        "</details>"
    ).format(texts("compare.more.channels"), streets)
