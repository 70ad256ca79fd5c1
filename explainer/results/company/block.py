"""What would have to be true for the set-up b to pay, for a whole company, as a block."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from explainer.results import findings
from explainer.results.block import Block, Column, Table
from explainer.results.company.arithmetic import (
    FARTHEST,
    Company,
    Needed,
    by_year,
    needed,
    scale,
    total,
)
from explainer.results.marks import Chart, Value
from explainer.results.measures import Reading
from simulations import Comparison
from simulations.experiments.break_even import BreakEven

PARTS = ("mean", "low", "high")
THOUSAND, PER_CENT = 1_000, 100


def total_sentence(comparison: Comparison, company: Company, reading: Reading) -> str:
    """Write what the difference comes to for the whole company over its horizon."""
    words = reading.words
    difference = reading.known(total(comparison, company))
    points = findings.direction(difference)
    values = {
        "time": words.plural("lesson.years", company.years),
        "a": reading.who.a,
        "b": reading.who.b,
        "range": words.interval(difference.low, difference.high, _money(reading)),
    }
    if points in ("more", "less"):
        values["number"] = words.money(abs(difference.mean), decimals=0)
    return words(f"company.total.{points}", **values)


def company_block(
    grid: BreakEven, comparison: Comparison, company: Company, reading: Reading
) -> Block:
    """Show from which horizon on it pays, and which single change would be enough.

    The grid answers `company_question`, the comparison is a run over the company's horizon.
    """
    words = reading.words
    enough = needed(grid, comparison, company)
    values = _values(grid, comparison, company, reading)
    names = [words.plural("lesson.years", year) for year in range(1, len(values) + 1)]
    spans = [words.interval(v.low, v.high, _money(reading)) for v in values]
    rows = [list(row) for row in zip(names, (v.text for v in values), spans, strict=True)]
    title = words(f"company.title.{_verdict(comparison, enough)}", a=reading.who.a, b=reading.who.b)
    alt = " ".join(
        words("company.alt", time=name, value=value, range=span) for name, value, span in rows
    )
    return Block(
        name="company",
        title=title,
        picture=Chart(title, alt, reading.differences(names, values)),
        words=" ".join(sentences(enough, comparison, reading)),
        table=Table(
            (
                Column(words("company.horizon")),
                Column(words("company.difference"), True),
                Column(words("experiments.column.range"), True),
            ),
            rows,
        ),
        data_frame=_data_frame(values),
        source=words("company.rule"),
        cards=("CO4",),
    )


def sentences(enough: Needed, comparison: Comparison, reading: Reading) -> list[str]:
    """Write of each of the three changes alone whether it is enough, or that none is needed."""
    words = reading.words
    if comparison.difference.outcomes["profit"].mean >= 0:
        return [words("company.needed.nothing")]
    cost, years, crossing = enough.cost, enough.years, enough.crossing
    lines = []
    if cost is None:
        lines.append(words("company.needed.no_cost"))
    else:
        lines.append(words("company.needed.cost", cost=words.number(THOUSAND * cost, 1)))
    if years is None:
        lines.append(words("company.needed.no_years", years=words.integer(FARTHEST)))
    else:
        lines.append(words("company.needed.years", time=words.plural("lesson.years", years)))
    if crossing is None:
        lines.append(words("company.needed.no_crossing"))
    else:
        share = words.integer(-(-PER_CENT * crossing // 1))
        lines.append(words("company.needed.crossing", share=share))
    return lines


def _verdict(comparison: Comparison, enough: Needed) -> str:
    if comparison.difference.outcomes["profit"].mean >= 0:
        return "pays"
    return "some" if enough.anything else "none"


def _values(
    grid: BreakEven, comparison: Comparison, company: Company, reading: Reading
) -> list[Value]:
    factor, write = scale(comparison.scenario, company), _money(reading)
    ends = zip(*(by_year(grid, part, comparison.scenario) for part in PARTS), strict=True)
    return [
        Value(factor * mean, factor * low, factor * high, write(factor * mean))
        for mean, low, high in ends
    ]


def _money(reading: Reading) -> Callable[[float], str]:
    return lambda amount: reading.words.signed_money(amount, decimals=0)


def _data_frame(values: list[Value]) -> pd.DataFrame:
    rows = [(year, v.value, v.low, v.high) for year, v in enumerate(values, start=1)]
    return pd.DataFrame(rows, columns=["years", "difference", "low", "high"])
