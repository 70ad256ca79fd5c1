"""Pinned runs side by side in one chart and one table, as a block."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from content import Texts
from content.words import Words
from explainer.results import findings
from explainer.results.block import Block, Column, Table
from explainer.results.marks import Chart, EndStates, Pair
from explainer.results.measures import (
    CONVERSION,
    FRUSTRATION,
    PROFIT,
    REPEAT,
    Measure,
    Reading,
)
from simulations import Comparison, Scenario

MEASURES = (FRUSTRATION, CONVERSION, REPEAT, PROFIT)
FULL = 100.0


@dataclass(frozen=True, slots=True)
class WordsIn(Words):
    """Words with the numbers of one country and the money of another."""

    money_of: str = ""

    @property
    def currency(self) -> str:
        """Code of the money that amounts are in, "MXN"."""
        return self.money_of


@dataclass(frozen=True, slots=True)
class Run:
    """One of the runs that are compared: what it is called and what came out of it."""

    name: str
    reading: Reading

    @property
    def scenario(self) -> Scenario:
        """The state that was simulated."""
        return self.reading.comparison.scenario


def run_of(name: str, comparison: Comparison, words: Words) -> Run:
    """Return a run whose numbers are written as on the page and whose money is its own."""
    scenario = comparison.scenario
    who = findings.names(scenario.a.preset, scenario.b.preset, words)
    own_words = WordsIn(
        language=words.language,
        country=words.country,
        entries=words.entries,
        money_of=scenario.currency,
    )
    return Run(name, Reading(comparison, who, own_words))


def compared(runs: Sequence[Run], measure: Measure, currency: str, texts: Texts) -> Block:
    """Show one outcome of every run in a chart, and all of them in a table.

    ``currency`` is the money that is drawn; runs in another one are in the table alone.
    """
    title, unclear = _title(runs, measure, texts)
    drawn = [run for run in runs if measure is not PROFIT or run.scenario.currency == currency]
    words = [texts("pins.compare.words")]
    if unclear:
        words.append(texts.plural("pins.compare.unclear", unclear))
    if len(drawn) < len(runs):
        others = len(runs) - len(drawn)
        words.append(texts.plural("pins.compare.currency", others, currency=currency))
    return Block(
        name="pins",
        title=title,
        picture=_chart(title, drawn, measure, texts),
        words=" ".join(words),
        table=_table(runs, texts),
        data_frame=_data_frame(runs),
        source=texts("blocks.rule.end"),
        terms=[
            (texts(f"outcomes.{m.outcome}.name"), texts(f"outcomes.{m.outcome}.meaning"))
            for m in MEASURES
        ],
    )


def _title(runs: Sequence[Run], measure: Measure, texts: Texts) -> tuple[str, int]:
    """Write in how many runs the difference is clear, and count those in which it is not."""
    directions = [findings.direction(run.reading.difference(measure)) for run in runs]
    less, more = directions.count("less"), directions.count("more")
    counts = {name: str(count) for name, count in (("less", less), ("more", more)) if count}
    key = "_".join(counts) or "none"
    title = texts(f"pins.compare.{measure.outcome}.{key}", **counts, total=str(len(runs)))
    return title, len(runs) - less - more


def _chart(title: str, runs: Sequence[Run], measure: Measure, texts: Texts) -> Chart:
    """Draw both set-ups of each run as dots, all on the same scale."""
    ends = [
        end
        for run in runs
        for value in run.reading.values(measure)
        for end in (value.low, value.high)
        if math.isfinite(end)
    ]
    low, high = (min(0.0, *ends, 0.0), max(0.0, *ends, 0.0)) if measure is PROFIT else (0.0, FULL)
    pairs = tuple(
        Pair(_row(run, measure, texts), *run.reading.values(measure), low, high) for run in runs
    )
    alt = " ".join(
        f"{run.reading.pair(run.name, pair.a.text, pair.b.text)} {run.reading.spread(measure)}"
        for run, pair in zip(runs, pairs, strict=True)
    )
    return Chart(title, alt, EndStates(pairs, texts("controls.side_a"), texts("controls.side_b")))


def _row(run: Run, measure: Measure, texts: Texts) -> str:
    """Name a run in the chart, with its difference and how far luck could move it."""
    points = findings.direction(run.reading.difference(measure))
    if points == "same":
        return texts("pins.compare.row_same", run=run.name)
    gap = run.reading.value(measure, "difference")
    if gap.low == gap.high or not all(math.isfinite(end) for end in (gap.low, gap.high)):
        return texts("pins.compare.row_none", run=run.name)
    return texts(
        "pins.compare.row",
        run=run.name,
        difference=gap.text,
        interval=run.reading.interval(measure),
    )


def _table(runs: Sequence[Run], texts: Texts) -> Table:
    """Write every run under each outcome, so that what is compared is in neighbouring rows."""
    columns = (
        Column(texts("pins.compare.run")),
        Column(texts("blocks.column.outcome")),
        Column(texts("controls.side_a"), True),
        Column(texts("controls.side_b"), True),
        Column(texts("blocks.column.difference"), True),
        Column(texts("blocks.column.range"), True),
    )
    rows = [
        [
            run.name,
            texts("blocks.term", name=run.reading.name(measure), unit=_unit(run, measure, texts)),
            *run.reading.row(measure),
        ]
        for measure in MEASURES
        for run in runs
    ]
    return Table(columns, rows)


def _unit(run: Run, measure: Measure, texts: Texts) -> str:
    unit = texts(f"findings.unit.{measure.unit}")
    return f"{run.scenario.currency} {unit}" if measure is PROFIT else unit


def _data_frame(runs: Sequence[Run]) -> pd.DataFrame:
    """Return the same as plain numbers in the units of the results, with what each run is."""
    rows = []
    for measure in MEASURES:
        for run in runs:
            scenario = run.scenario
            values = run.reading.record(measure)
            row: dict[str, object] = {
                "run": run.name,
                "outcome": values.pop("outcome"),
                "currency": scenario.currency if measure is PROFIT else "",
                "country": scenario.country,
                "category": scenario.category,
                "preset_a": scenario.a.preset,
                "preset_b": scenario.b.preset,
                "shoppers": scenario.shoppers,
                "weeks": scenario.weeks,
                "seed": scenario.seed,
            }
            rows.append(row | values)
    return pd.DataFrame(rows)
