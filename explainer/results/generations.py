"""For which generations the shops differ, as far as so few people allow a finding."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from content.formats import NO_VALUE
from explainer.results import findings
from explainer.results.block import Block, Column, Table
from explainer.results.findings import Direction, capital, joined
from explainer.results.marks import Chart, Value
from explainer.results.measures import (
    CONVERSION,
    FRUSTRATION,
    PROFIT,
    REPEAT,
    Measure,
    Reading,
)
from simulations import GENERATIONS, Estimate

BY_GENERATION = (FRUSTRATION, CONVERSION, REPEAT, PROFIT)
"""Measures that can be shown by generation."""


@dataclass(frozen=True, slots=True)
class _Group:
    """One generation: how many people, both values, the difference and its direction."""

    code: str
    people: int
    estimates: tuple[Estimate, Estimate, Estimate]
    a: Value
    b: Value
    gap: Value
    points: Direction


def generations(reading: Reading, measure: Measure) -> Block:
    """Show one measure's paired difference in each generation, and where it is clear."""
    texts = reading.words
    groups = _groups(reading, measure)
    title = _title(groups, measure, reading)
    present = [group for group in groups if group.people]
    names = [_name(group, reading) for group in present]
    marks = reading.differences(names, [_shown(group, reading) for group in present])
    alt = " ".join(
        texts(
            "results.generations.alt",
            group=_name(group, reading),
            difference=group.gap.text,
            interval=reading.span(group.gap, measure.unit),
        )
        for group in present
    )
    return Block(
        name=f"generations_{measure.outcome}",
        title=title,
        picture=Chart(title, alt, marks),
        words=_words(groups, reading),
        table=_table(groups, measure, reading),
        data_frame=_data_frame(groups, measure),
        source=texts("results.rule.generations"),
        cards=("LA2", "LA13", "LA14", "LA16"),
    )


def _groups(reading: Reading, measure: Measure) -> list[_Group]:
    """Return all generations in their order."""
    a, b, gaps = (_estimates(reading, measure, side) for side in ("a", "b", "difference"))
    groups = []
    for code in GENERATIONS:
        people, gap = gaps[code]
        groups.append(
            _Group(
                code,
                people,
                (a[code][1], b[code][1], gap),
                *reading.both_values(measure.unit, a[code][1], b[code][1], gap),
                reading.to_value(gap, measure.unit, signed=True),
                findings.direction(reading.known(gap)) if people else "unclear",
            )
        )
    return groups


def _estimates(reading: Reading, measure: Measure, side: str) -> dict[str, tuple[int, Estimate]]:
    """Return people and estimate of a measure by generation."""
    table = reading.side(side).by_generation
    rows = table[table["outcome"] == measure.outcome].itertuples()
    return {row.generation: (row.people, Estimate(row.mean, row.low, row.high)) for row in rows}


def _title(groups: Sequence[_Group], measure: Measure, reading: Reading) -> str:
    texts, names = reading.words, {"a": reading.who.a, "b": reading.who.b}
    more, less = ([g for g in groups if g.points == points] for points in ("more", "less"))
    if not more and not less:
        alike = not any(group.points == "unclear" and group.people for group in groups)
        key = "same" if alike and any(group.people for group in groups) else "none"
        what = reading.name(measure)
        return texts(f"results.generations.title.{key}", what=what, **names)
    what_more, what_less = (
        texts(f"results.generations.what.{measure.outcome}.{points}") for points in ("more", "less")
    )
    if more and less:
        title = texts(
            "results.generations.title.mixed",
            more=what_more,
            less=what_less,
            more_groups=_listed(more, reading),
            less_groups=_listed(less, reading),
            b=names["b"],
        )
        return capital(title)
    clear, what = (more, what_more) if more else (less, what_less)
    if len(clear) == len(groups):
        return capital(texts("results.generations.title.every", what=what, b=names["b"]))
    title = texts(
        "results.generations.title.some", what=what, b=names["b"], groups=_listed(clear, reading)
    )
    return capital(title)


def _listed(groups: Sequence[_Group], reading: Reading) -> str:
    """Name generations as a list in words."""
    texts = reading.words
    return joined([texts(f"results.generations.group.{group.code}") for group in groups], texts)


def _words(groups: Sequence[_Group], reading: Reading) -> str:
    texts = reading.words
    unclear = [g for g in groups if g.points == "unclear"]
    clear = [g for g in groups if g.points in ("more", "less")]
    sentences = [texts("results.generations.words")]
    if unclear and clear:
        groups_text = _listed(unclear, reading)
        sentences.append(texts("results.generations.unclear", groups=groups_text))
        sentences.append(texts("results.generations.caution"))
    elif unclear:
        sentences.append(texts("results.generations.all_unclear"))
    return " ".join(sentences)


def _name(group: _Group, reading: Reading) -> str:
    return reading.words(
        "results.generations.name",
        group=reading.words(f"terms.generation.{group.code}"),
        people=reading.words.integer(group.people),
    )


def _shown(group: _Group, reading: Reading) -> Value:
    """Return the value beside a bar: a number only where the difference is clear."""
    if group.points != "unclear":
        return group.gap
    text = reading.words("results.generations.unknown")
    return Value(group.gap.value, group.gap.low, group.gap.high, text)


def _table(groups: Sequence[_Group], measure: Measure, reading: Reading) -> Table:
    texts = reading.words
    first, *others = reading.columns(texts("results.column.generation"))
    columns = (first, Column(texts("results.column.people"), True), *others)
    rows = []
    for group in groups:
        cells = [group.a.text, group.b.text, group.gap.text, reading.span(group.gap, measure.unit)]
        if not group.people:
            cells = [NO_VALUE] * 4
        name = texts(f"terms.generation.{group.code}")
        rows.append([name, reading.words.integer(group.people), *cells])
    return Table(columns, rows)


def _data_frame(groups: Sequence[_Group], measure: Measure) -> pd.DataFrame:
    """Return people, both means and the difference with its range, in units of the results."""
    rows = []
    for group in groups:
        a, b, gap = group.estimates
        row: dict[str, object] = {"generation": group.code, "outcome": measure.outcome}
        row |= {"people": group.people, "a": a.mean, "b": b.mean, "difference": gap.mean}
        rows.append(row | {"difference_low": gap.low, "difference_high": gap.high})
    return pd.DataFrame(rows)
