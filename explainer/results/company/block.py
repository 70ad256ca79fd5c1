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
    texts, formats = reading.texts, reading.formats
    found = reading.known(total(comparison, company))
    way = findings.direction(found)
    words = {
        "time": texts.plural("lesson.years", company.years),
        "a": reading.who.a,
        "b": reading.who.b,
        "range": formats.interval(
            found.low, found.high, lambda end: formats.signed_money(end, decimals=0)
        ),
    }
    if way in ("more", "less"):
        words["number"] = formats.money(abs(found.mean), decimals=0)
    return texts(f"company.total.{way}", **words)


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
    texts, formats = reading.texts, reading.formats
    enough = needed(found, comparison, company)
    values = _values(found, comparison, company, reading)
    widest = max((abs(end) for v in values for end in (v.low, v.high)), default=0.0) * AIR or 1.0
    names = [texts.plural("lesson.years", year) for year in range(1, len(values) + 1)]
    gaps = tuple(Gap(name, value, widest) for name, value in zip(names, values, strict=True))
    spans = [formats.interval(v.low, v.high, _money(reading)) for v in values]
    rows = [list(row) for row in zip(names, (v.text for v in values), spans, strict=True)]
    title = texts(f"company.title.{_verdict(comparison, enough)}", a=reading.who.a, b=reading.who.b)
    alt = " ".join(
        texts("company.alt", time=name, value=value, range=span) for name, value, span in rows
    )
    lower, higher = (texts(f"blocks.differences.{end}") for end in ("lower", "higher"))
    return Block(
        name="company",
        title=title,
        picture=Chart(title, alt, Differences(gaps, lower, higher)),
        words=" ".join(sentences(enough, comparison, reading)),
        table=Table(
            (
                Column(texts("company.horizon")),
                Column(texts("company.difference"), True),
                Column(texts("experiments.column.range"), True),
            ),
            rows,
        ),
        frame=_frame(values),
        source=texts("company.rule"),
        cards=("CO4",),
    )


def sentences(enough: Needed, comparison: Comparison, reading: Reading) -> list[str]:
    """Say of each of the three ways alone whether it is enough, or that none is needed."""
    texts, formats = reading.texts, reading.formats
    if comparison.difference.outcomes["profit"].mean >= 0:
        return [texts("company.needed.nothing")]
    cost, years, crossing = enough.cost, enough.years, enough.crossing
    said = []
    if cost is None:
        said.append(texts("company.needed.no_cost"))
    else:
        said.append(texts("company.needed.cost", cost=formats.number(THOUSAND * cost, 1)))
    if years is None:
        said.append(texts("company.needed.no_years", years=formats.integer(FARTHEST)))
    else:
        said.append(texts("company.needed.years", time=texts.plural("lesson.years", years)))
    if crossing is None:
        said.append(texts("company.needed.no_crossing"))
    else:
        share = formats.integer(-(-HUNDRED * crossing // 1))
        said.append(texts("company.needed.crossing", share=share))
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
    return lambda amount: reading.formats.signed_money(amount, decimals=0)


def _frame(values: list[Value]) -> pd.DataFrame:
    rows = [(year, v.value, v.low, v.high) for year, v in enumerate(values, start=1)]
    return pd.DataFrame(rows, columns=["years", "difference", "low", "high"])
