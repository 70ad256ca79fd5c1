"""What came of the decisions of islands, as HTML: for each channel, and for the whole company."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from content.html import Markup, fill_each
from content.words import Words
from explainer.figures.tables import html_table
from explainer.results.block import Column
from explainer.view.workshop.words import titled_table
from explainer.workshop import islands
from explainer.workshop.answers import DECISIONS
from explainer.workshop.islands import (
    DECIDED,
    DISCOUNT,
    OWN_BEST,
    PROMOTE,
    RESERVE,
    SHARE,
)
from explainer.workshop.scoring import ALL, MEASURES
from explainer.workshop.snapshot import Snapshot
from explainer.workshop.teams import TEAMS
from explainer.workshop.templates import ISLANDS
from simulations import COUNTRIES

Effects = Mapping[str, Any]
RULES = {
    PROMOTE: ("pull",),
    DISCOUNT: ("pull",),
    RESERVE: ("pull", "reserved"),
    SHARE: (),
}
"""What the words of each rule have places for."""


def decisions(room: Snapshot, words: Words) -> Markup:
    """Write what each decision and all of them did; nothing before they were simulated."""
    effects: Effects | None = room.results.get((ISLANDS, ALL))
    if effects is None:
        return Markup()
    decided = effects["situations"][DECIDED]
    sentences = [
        _sentence("apart", decided, room, words)
        if decided["plan"]
        else words("workshop.decisions.nobody"),
        words(
            "workshop.decisions.together",
            decision=words(f"workshop.decisions.short.{effects['together']}"),
        ),
        _sentence("best", effects["situations"][OWN_BEST], room, words),
    ]
    return (
        Markup('<div class="ec-decisions"><h2>{}</h2>').format(words("workshop.decisions.title"))
        + fill_each("<p>{}</p>", sentences)
        + _teams(effects, room, words)
        + _situations(effects, room, words)
        + counts(room, words)
        + Markup("{}</div>").format(_rules(words))
    )


def _sentence(name: str, situation: Effects, room: Snapshot, words: Words) -> str:
    """Say how much more or less the company earns than if the teams had decided together."""
    profit = situation["apart"]["profit"]
    mean, low, high = (profit[end] for end in ("mean", "low", "high"))
    write = partial(words.money, currency=COUNTRIES[room.country].currency)
    if mean == low == high == 0:
        return words(f"workshop.decisions.{name}_same")
    if low <= 0 <= high:
        signed = partial(words.signed_money, currency=COUNTRIES[room.country].currency)
        return words(
            f"workshop.decisions.{name}_unclear", interval=words.interval(low, high, signed)
        )
    smaller, larger = sorted((abs(low), abs(high)))
    return words(
        f"workshop.decisions.{name}_{'more' if mean > 0 else 'less'}",
        size=write(abs(mean)),
        interval=words.interval(smaller, larger, write),
    )


def _teams(effects: Effects, room: Snapshot, words: Words) -> Markup:
    names = ("board.team", "board.decision", "decisions.channel", "decisions.company")
    columns = tuple(
        Column(words(f"workshop.{name}"), name.endswith(("channel", "company"))) for name in names
    )
    rows = []
    for team in TEAMS:
        effect = effects["teams"][team]
        taken = effect["decision"]
        decision = words(f"workshop.decisions.{f'short.{taken}' if taken else 'none'}")
        changes = [
            _change(effect[name], room, words) if taken else "—" for name in ("sales", "profit")
        ]
        rows.append([words(f"workshop.team.{team}"), decision, *changes])
    return titled_table(3, words("workshop.decisions.teams"), columns, rows)


def _situations(effects: Effects, room: Snapshot, words: Words) -> Markup:
    columns = (
        Column(words("workshop.decisions.situation")),
        *(Column(words(f"workshop.board.{name}"), numeric=True) for name in MEASURES),
        Column(words("workshop.decisions.against"), numeric=True),
    )
    currency = COUNTRIES[room.country].currency
    rows = []
    for name, situation in effects["situations"].items():
        rows.append(
            [
                _situation(name, words),
                *(words.number(situation[measure], 1) for measure in MEASURES[:-1]),
                words.money(situation["profit"], currency),
                _change(situation["apart"]["profit"], room, words)
                if name != effects["together"]
                else "—",
            ]
        )
    return titled_table(3, words("workshop.decisions.situations"), columns, rows)


def _situation(name: str, words: Words) -> str:
    if name in DECISIONS:
        decision = words(f"workshop.decisions.short.{name}")
        return words("workshop.decisions.all", decision=decision)
    return words(f"workshop.decisions.{name}")


def _change(difference: Mapping[str, float], room: Snapshot, words: Words) -> str:
    """Write how much more something is, with its range."""
    write = partial(words.signed_money, currency=COUNTRIES[room.country].currency)
    value = write(difference["mean"])
    if difference["low"] == difference["high"]:
        return value
    interval = words.interval(difference["low"], difference["high"], write)
    return words("workshop.decisions.with_range", value=value, interval=interval)


def counts(room: Snapshot, words: Words) -> Markup:
    """Write how many people took each decision; empty if none did."""
    given = room.of_round(ISLANDS)
    if not given:
        return Markup()
    taken = {decision: sum(g.body["decision"] == decision for g in given) for decision in DECISIONS}
    caption = words(
        "workshop.board.own_channel",
        count=words.integer(len(given) - taken[SHARE]),
        all=words.integer(len(given)),
    )
    columns = (
        Column(words("workshop.board.decision")),
        Column(words("workshop.board.voices"), numeric=True),
    )
    rows = [
        [words(f"workshop.decision.{decision}"), words.integer(count)]
        for decision, count in taken.items()
    ]
    title = words("workshop.board.decided")
    return Markup("<h3>{}</h3>{}").format(title, html_table(caption, columns, rows, name=title))


def _rules(words: Words) -> Markup:
    """Write what a decision is in the model: assumptions of the workshop, beside the result."""
    values = {
        "pull": words.percent(islands.PULL - 1),
        "reserved": words.percent(islands.RESERVED),
    }
    rules = [
        words(f"workshop.decisions.rule.{decision}", **{name: values[name] for name in names})
        for decision, names in RULES.items()
    ]
    items = fill_each("<li>{}</li>", rules)
    return Markup(
        '<details class="ec-how"><summary>{}</summary><p>{}</p><ul>{}</ul></details>'
    ).format(words("workshop.decisions.how"), words("workshop.decisions.how_note"), items)
