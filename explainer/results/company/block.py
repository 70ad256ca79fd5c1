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
from explainer.results.marks import Chart, Differences, Gap, Value
from explainer.results.measures import Reading
from simulations import Comparison
from simulations.experiments.break_even import BreakEven

PARTS = ("mean", "low", "high")
AIR = 1.1
THOUSAND, HUNDRED = 1_000, 100


def total_sentence(comparison: Comparison, company: Company, reading: Reading) -> str:
    """Say what the difference comes to for the whole company over its horizon."""
    words = reading.words
    found = reading.known(total(comparison, company))
    way = findings.direction(found)
    wording = {
        "time": words.plural("lesson.years", company.years),
        "a": reading.who.a,
        "b": reading.who.b,
        "range": words.interval(
            found.low, found.high, lambda end: words.signed_money(end, decimals=0)
        ),
    }
    if way in ("more", "less"):
        wording["number"] = words.money(abs(found.mean), decimals=0)
    return words(f"company.total.{way}", **wording)


def company_block(
    found: BreakEven, comparison: Comparison, company: Company, reading: Reading
) -> Block:
    """Tell from which horizon on it pays, and which single change would be enough.

    Parameters
    ----------
    found : BreakEven
        Answer to `company_question`.
    comparison : Comparison
        The run over the company's horizon.
    company : Company
    reading : Reading
    """
    words = reading.words
    enough = needed(found, comparison, company)
    values = _values(found, comparison, company, reading)
    widest = max((abs(end) for v in values for end in (v.low, v.high)), default=0.0) * AIR or 1.0
    names = [words.plural("lesson.years", year) for year in range(1, len(values) + 1)]
    gaps = tuple(Gap(name, value, widest) for name, value in zip(names, values, strict=True))
    spans = [words.interval(v.low, v.high, _money(reading)) for v in values]
    rows = [list(row) for row in zip(names, (v.text for v in values), spans, strict=True)]
    title = words(f"company.title.{_verdict(comparison, enough)}", a=reading.who.a, b=reading.who.b)
    alt = " ".join(
        words("company.alt", time=name, value=value, range=span) for name, value, span in rows
    )
    lower, higher = (words(f"blocks.differences.{end}") for end in ("lower", "higher"))
    return Block(
        name="company",
        title=title,
        picture=Chart(title, alt, Differences(gaps, lower, higher)),
        words=" ".join(sentences(enough, comparison, reading)),
        table=Table(
            (
                Column(words("company.horizon")),
                Column(words("company.difference"), True),
                Column(words("experiments.column.range"), True),
            ),
            rows,
        ),
        frame=_frame(values),
        source=words("company.rule"),
        cards=("CO4",),
    )


def sentences(enough: Needed, comparison: Comparison, reading: Reading) -> list[str]:
    """Say of each of the three ways alone whether it is enough, or that none is needed."""
    words = reading.words
    if comparison.difference.outcomes["profit"].mean >= 0:
        return [words("company.needed.nothing")]
    cost, years, crossing = enough.cost, enough.years, enough.crossing
    said = []
    if cost is None:
        said.append(words("company.needed.no_cost"))
    else:
        said.append(words("company.needed.cost", cost=words.number(THOUSAND * cost, 1)))
    if years is None:
        said.append(words("company.needed.no_years", years=words.integer(FARTHEST)))
    else:
        said.append(words("company.needed.years", time=words.plural("lesson.years", years)))
    if crossing is None:
        said.append(words("company.needed.no_crossing"))
    else:
        share = words.integer(-(-HUNDRED * crossing // 1))
        said.append(words("company.needed.crossing", share=share))
    return said


def _verdict(comparison: Comparison, enough: Needed) -> str:
    if comparison.difference.outcomes["profit"].mean >= 0:
        return "pays"
    return "some" if enough.anything else "none"


def _values(
    found: BreakEven, comparison: Comparison, company: Company, reading: Reading
) -> list[Value]:
    factor, write = scale(comparison.scenario, company), _money(reading)
    ends = zip(*(by_year(found, part, comparison.scenario) for part in PARTS), strict=True)
    return [
        Value(factor * mean, factor * low, factor * high, write(factor * mean))
        for mean, low, high in ends
    ]


def _money(reading: Reading) -> Callable[[float], str]:
    return lambda amount: reading.words.signed_money(amount, decimals=0)


def _frame(values: list[Value]) -> pd.DataFrame:
    rows = [(year, v.value, v.low, v.high) for year, v in enumerate(values, start=1)]
    return pd.DataFrame(rows, columns=["years", "difference", "low", "high"])
