"""Two strategies side by side: definitions, one table of differences, what speaks for and against.

On wide screens it is a table with a head that stays in view; on a phone each row is a card. Both
are the same HTML, so that copying, reading aloud and printing find one table.
"""

from collections.abc import Sequence
from html import escape

import pandas as pd

from content import Texts
from content.cards import load_cards
from content.lesson_plans import load_plans
from content.references import ADDRESS
from content.shared_parts import load_rows
from explainer.figures.drawings.street import street
from explainer.reading.brief import LISTS, points
from explainer.reading.lessons.lesson_sources import original
from explainer.reading.lessons.lesson_words import linked
from explainer.reading.ways import Ways
from simulations import PRESETS, Scenario

SIDES = ("left", "right")
LETTERS = {"left": "a", "right": "b"}
OPEN = ("integration", "centre", "data", "prices", "service")
"""Rows that are open from the start: what an answer in an exam rests on."""


def definitions(chosen: Sequence[str], texts: Texts, ways: Ways) -> str:
    """Write what each of the two is, under its houses."""
    inner = "".join(
        f'<section><h2 class="ec-brief-name ec-named ec-of-{name}">'
        f"{escape(texts(f'brief.{name}.name'))}</h2>"
        f"<p>{linked(f'brief.{name}.definition', texts, ways)}</p></section>"
        for name in chosen
    )
    return f'<div class="ec-two ec-defined">{inner}</div>'


def title_of(chosen: Sequence[str], texts: Texts) -> str:
    """Return what the comparison of two strategies is called: their names stand in a sentence."""
    left, right = (texts(f"terms.strategy.{name}.name") for name in chosen)
    return texts(
        "compare.pair",
        left=left[0].lower() + left[1:],
        right=right[0].lower() + right[1:],
    )


def top(chosen: Sequence[str], texts: Texts) -> str:
    """Write the heading of a comparison and its answer; the pair that is asked for has its own."""
    left, right = sorted(chosen, key=list(PRESETS).index)
    answer, title, lead = f"compare.answers.{left}.{right}", texts("compare.title"), "compare.lead"
    if answer in texts:
        title, lead = title_of(chosen, texts), answer
    return (
        f'<div class="ec-compare-head"><h1>{escape(title)}</h1>'
        f'<p class="ec-lead">{escape(texts(lead))}</p></div>'
    )


def table(chosen: Sequence[str], texts: Texts) -> str:
    """Write every difference as a row, answered for both strategies; some are folded."""
    more = escape(texts.plural("compare.more.rows", len(load_rows()) - len(_open())), quote=True)
    less = escape(texts("compare.more.fewer"), quote=True)
    return (
        f"{whole_table(chosen, texts, rest=' hidden')}"
        f'<p class="ec-tools"><button type="button" class="ec-unfold" aria-expanded="false"'
        f' aria-controls="compare-rest" data-more="{more}" data-less="{less}">{more}</button></p>'
    )


def whole_table(chosen: Sequence[str], texts: Texts, rest: str = "") -> str:
    """Write the table alone.

    Parameters
    ----------
    chosen : sequence of str
    texts : Texts
    rest : str
        What the part below the first rows has as an attribute.
    """
    names = [texts(f"terms.strategy.{name}.name") for name in chosen]
    heads = "".join(
        f'<th scope="col" role="columnheader"><span class="ec-pill ec-of-{strategy}">'
        f"{escape(name)}</span></th>"
        for strategy, name in zip(chosen, names, strict=True)
    )
    rows = _open()
    others = [name for name in load_rows() if name not in rows]
    first, below = (
        "".join(_row(row, chosen, names, texts) for row in part) for part in (rows, others)
    )
    return (
        '<table class="ec-compare" role="table">'
        f'<caption class="ec-hidden">{escape(title_of(chosen, texts))}</caption>'
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">'
        f"{escape(texts('tools.difference'))}</th>{heads}</tr></thead>"
        f'<tbody role="rowgroup">{first}</tbody>'
        f'<tbody role="rowgroup" class="ec-rest" id="compare-rest"{rest}>{below}</tbody></table>'
    )


def _open() -> list[str]:
    """Return the rows that stand first."""
    return [name for name in OPEN if name in load_rows()]


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


def both_points(chosen: Sequence[str], texts: Texts, ways: Ways) -> str:
    """Write what speaks for and against each of the two, in whole sentences."""
    sides = ""
    for strategy in chosen:
        inner = ""
        for part in LISTS:
            label = escape(texts(f"brief.labels.{part}"))
            inner += f"<h3>{label}</h3>{points(strategy, part, texts, ways)}"
        name = escape(texts(f"brief.{strategy}.name"))
        sides += (
            f'<section class="ec-card ec-of-{strategy}"><h2><a class="ec-go"'
            f' href="{ways.link(strategy)}">{name}</a></h2>{inner}</section>'
        )
    return f'<div class="ec-two">{sides}</div>'


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


def sources(chosen: Sequence[str], texts: Texts, ways: Ways) -> str:
    """Write the works on which the lessons about both rest, whole, each with a link to its card."""
    plans, cards = load_plans(), load_cards()
    cited = dict.fromkeys(card for name in chosen for card in plans[name].cards)
    items = "".join(
        f"<li>{escape(original(cards[card], texts))} <a"
        f' class="ec-cite ec-go" href="{ways.link("evidence", card)}">'
        f"{escape(texts('references.card'))}</a></li>"
        for card in cited
    )
    return (
        f'<section class="ec-sources"><h2>{escape(texts("brief.labels.sources"))}</h2>'
        f"<ul>{items}</ul></section>"
    )


def every(chosen: Sequence[str], texts: Texts) -> str:
    """Draw both with all of their channels, folded away."""
    drawn = "".join(
        f"<div>{street(one, texts(f'terms.strategy.{one.preset}.name'), texts)}</div>"
        for one in (Scenario().with_preset("a", name).a for name in chosen)
    )
    return (
        f'<details class="ec-how ec-every"><summary>{escape(texts("compare.more.channels"))}'
        f'</summary><div class="ec-two">{drawn}</div></details>'
    )
