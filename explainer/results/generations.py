"""For which generations the shops differ, as far as so few people can tell."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from content.formats import NO_VALUE
from explainer.results import findings
from explainer.results.block import Block, Column, Table
from explainer.results.findings import Direction, capital, joined
from explainer.results.marks import Chart, Differences, Gap, Value
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
"""Measures that can be told by generation."""
AIR = 1.1


@dataclass(frozen=True, slots=True)
class _Group:
    """One generation: how many people, both values, the difference, and what can be said."""

    code: str
    people: int
    found: tuple[Estimate, Estimate, Estimate]
    a: Value
    b: Value
    gap: Value
    points: Direction


def generations(reading: Reading, measure: Measure) -> Block:
    """Tell one measure's paired difference in each generation, and where it is clear."""
    texts = reading.words
    groups = _groups(reading, measure)
    title = _title(groups, measure, reading)
    there = [group for group in groups if group.people]
    ends = [abs(end) for group in there for end in (group.gap.low, group.gap.high)]
    scale = max(ends, default=0.0) * AIR or 1.0
    gaps = tuple(Gap(_name(group, reading), _shown(group, reading), scale) for group in there)
    alt = " ".join(
        texts(
            "results.generations.alt",
            group=_name(group, reading),
            difference=group.gap.text,
            interval=reading.span(group.gap, measure.unit),
        )
        for group in there
    )
    lower, higher = (texts(f"blocks.differences.{end}") for end in ("lower", "higher"))
    return Block(
        name=f"generations_{measure.outcome}",
        title=title,
        picture=Chart(title, alt, Differences(gaps, lower, higher)),
        words=_words(groups, reading),
        table=_table(groups, measure, reading),
        frame=_frame(groups, measure),
        source=texts("results.rule.generations"),
        cards=("LA2", "LA13", "LA14", "LA16"),
    )


def _groups(reading: Reading, measure: Measure) -> list[_Group]:
    """Return all generations in their order."""
    a, b, gaps = (_estimates(reading, measure, side) for side in ("a", "b", "difference"))
    found = []
    for code in GENERATIONS:
        people, gap = gaps[code]
        found.append(
            _Group(
                code,
                people,
                (a[code][1], b[code][1], gap),
                *reading.both(measure.unit, a[code][1], b[code][1], gap),
                reading.told(gap, measure.unit, signed=True),
                findings.direction(reading.known(gap)) if people else "unclear",
            )
        )
    return found


def _estimates(reading: Reading, measure: Measure, side: str) -> dict[str, tuple[int, Estimate]]:
    """Return people and estimate of a measure by generation."""
    frame = reading.side(side).by_generation
    names = ("outcome", "generation", "people", "mean", "low", "high")
    columns = (frame[name].tolist() for name in names)
    return {
        code: (people, Estimate(mean, low, high))
        for outcome, code, people, mean, low, high in zip(*columns, strict=True)
        if outcome == measure.outcome
    }


def _title(groups: Sequence[_Group], measure: Measure, reading: Reading) -> str:
    texts, names = reading.words, {"a": reading.who.a, "b": reading.who.b}
    by_way = {way: [g for g in groups if g.points == way] for way in ("more", "less", "unclear")}
    if not by_way["more"] and not by_way["less"]:
        alike = not any(group.points == "unclear" and group.people for group in groups)
        key = "same" if alike and any(group.people for group in groups) else "none"
        what = reading.name(measure)
        return texts(f"results.generations.title.{key}", what=what, **names)
    said = {
        way: texts(f"results.generations.what.{measure.outcome}.{way}") for way in ("more", "less")
    }
    lists = {
        way: joined([texts(f"results.generations.group.{g.code}") for g in by_way[way]], texts)
        for way in ("more", "less")
    }
    if by_way["more"] and by_way["less"]:
        told = texts(
            "results.generations.title.mixed",
            more=said["more"],
            less=said["less"],
            more_groups=lists["more"],
            less_groups=lists["less"],
            b=names["b"],
        )
        return capital(told)
    way = "more" if by_way["more"] else "less"
    if len(by_way[way]) == len(groups):
        told = texts("results.generations.title.every", what=said[way], b=names["b"])
    else:
        told = texts(
            "results.generations.title.some", what=said[way], b=names["b"], groups=lists[way]
        )
    return capital(told)


def _words(groups: Sequence[_Group], reading: Reading) -> str:
    texts = reading.words
    unclear = [g for g in groups if g.points == "unclear"]
    clear = [g for g in groups if g.points in ("more", "less")]
    told = [texts("results.generations.words")]
    if unclear and clear:
        names = [texts(f"results.generations.group.{g.code}") for g in unclear]
        told.append(texts("results.generations.unclear", groups=joined(names, texts)))
        told.append(texts("results.generations.caution"))
    elif unclear:
        told.append(texts("results.generations.all_unclear"))
    return " ".join(told)


def _name(group: _Group, reading: Reading) -> str:
    return reading.words(
        "results.generations.name",
        group=reading.words(f"terms.generation.{group.code}"),
        people=reading.words.integer(group.people),
    )


def _shown(group: _Group, reading: Reading) -> Value:
    """Return what stands beside a bar: the number only where luck cannot explain it."""
    if group.points != "unclear":
        return group.gap
    text = reading.words("results.generations.unknown")
    return Value(group.gap.value, group.gap.low, group.gap.high, text)


def _table(groups: Sequence[_Group], measure: Measure, reading: Reading) -> Table:
    texts = reading.words
    heads = (
        texts("results.column.people"),
        reading.who.a_short,
        reading.who.b_short,
        texts("blocks.column.difference"),
        texts("blocks.column.range"),
    )
    columns = (
        Column(texts("results.column.generation")),
        *(Column(head, True) for head in heads),
    )
    rows = []
    for group in groups:
        cells = [group.a.text, group.b.text, group.gap.text, reading.span(group.gap, measure.unit)]
        if not group.people:
            cells = [NO_VALUE] * 4
        name = texts(f"terms.generation.{group.code}")
        rows.append([name, reading.words.integer(group.people), *cells])
    return Table(columns, rows)


def _frame(groups: Sequence[_Group], measure: Measure) -> pd.DataFrame:
    """Return people, both means and the difference with its range, in units of the results."""
    rows = []
    for group in groups:
        a, b, gap = group.found
        row: dict[str, object] = {"generation": group.code, "outcome": measure.outcome}
        row |= {"people": group.people, "a": a.mean, "b": b.mean, "difference": gap.mean}
        rows.append(row | {"difference_low": gap.low, "difference_high": gap.high})
    return pd.DataFrame(rows)
