"""Customers of several channels: better because of it, or better already?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from explainer.results import findings
from explainer.results.block import Block, Column, Table
from explainer.results.experiments.question import Question, bounded
from explainer.results.marks import Chart, Differences, Value, on_one_scale
from explainer.results.measures import Reading
from simulations import Scenario
from simulations.engine.estimates import Estimate
from simulations.experiments.methods.gaps import Gap
from simulations.experiments.premium import Premium, premium

MOST_SHOPPERS = 4_000
METRIC = "revenue"
EVEN = "even"


@dataclass(frozen=True, slots=True)
class Answer:
    """One method, and the gap that it finds."""

    name: str
    gap: Gap


def premium_question(scenario: Scenario, reading: Reading) -> Question[Premium]:
    """Ask whether combining channels makes people buy more, in set-up a."""
    small = bounded(scenario, MOST_SHOPPERS)
    people = reading.words.integer(small.shoppers)
    words = reading.words("experiments.premium.words", a=reading.who.a, people=people)
    return Question(
        "premium",
        small,
        ("a",),
        partial(premium, small),
        words,
        reading.words("experiments.takes.some"),
    )


def premium_block(result: Premium, reading: Reading) -> Block:
    """Show the gap as a report shows it, among equals, and what combining channels causes."""
    texts = reading.words
    answers = _answers(result)
    values = [_value(answer.gap.relative, reading) for answer in answers]
    known = [(a, value) for a, value in zip(answers, values, strict=True) if value is not None]
    names = [texts(f"experiments.premium.row.{answer.name}") for answer, _ in known]
    rows = on_one_scale(names, [value for _, value in known], least=1.0, room=1.05)
    title = _title(result, reading)
    alt = "; ".join(f"{row.name}: {row.value.text}" for row in rows)
    ends = (texts("experiments.premium.lower"), texts("experiments.premium.higher"))
    return Block(
        name="premium",
        title=title,
        picture=Chart(title, alt or title, Differences(rows, *ends)),
        words=texts("experiments.premium.told"),
        table=_table(answers, values, reading),
        data_frame=_data_frame(answers),
        source=texts("experiments.premium.rule"),
    )


def _answers(result: Premium) -> tuple[Answer, ...]:
    several: Mapping[str, Mapping[str, Gap]] = {
        "naive": result.naive,
        "purchases": result.equal_purchases,
        "traits": result.equal_traits,
        "causal": result.causal,
        "placebo": result.placebo[EVEN].naive,
    }
    return tuple(Answer(name, gaps[METRIC]) for name, gaps in several.items())


def _title(result: Premium, reading: Reading) -> str:
    texts = reading.words
    naive, causal = result.naive[METRIC].relative, result.causal[METRIC].relative
    if naive is None or causal is None:
        return texts("experiments.premium.title.nobody")
    seen = _text(naive, reading)
    points = findings.direction(causal)
    if points in ("more", "less"):
        real = _text(causal, reading)
        return texts("experiments.premium.title.clear", seen=seen, real=real)
    return texts("experiments.premium.title.unclear", seen=seen)


def _value(estimate: Estimate | None, reading: Reading) -> Value | None:
    """Return a relative gap in percent; None where there is nothing to compare."""
    if estimate is None:
        return None
    mean, low, high = (end * 100 for end in (estimate.mean, estimate.low, estimate.high))
    return Value(mean, low, high, _text(estimate, reading))


def _text(estimate: Estimate, reading: Reading) -> str:
    digits = 0 if abs(estimate.mean) >= 0.1 else 1
    return reading.words.signed_percent(estimate.mean, digits)


def _table(answers: tuple[Answer, ...], values: list[Value | None], reading: Reading) -> Table:
    words = reading.words
    columns = (
        Column(words("experiments.column.comparison")),
        Column(words("experiments.column.several"), True),
        Column(words("experiments.column.one"), True),
        Column(words("experiments.column.gap"), True),
        Column(words("blocks.column.range"), True),
    )
    rows = []
    for answer, value in zip(answers, values, strict=True):
        levels = [
            words("experiments.nothing") if level is None else words.money(level)
            for level in (answer.gap.several, answer.gap.one)
        ]
        gap, interval = words("experiments.nothing"), words("experiments.nothing")
        if value is not None:
            gap = value.text
            low, high = value.low / 100, value.high / 100
            interval = words.interval(low, high, lambda end: words.signed_percent(end, 1))
        rows.append([words(f"experiments.premium.row.{answer.name}"), *levels, gap, interval])
    return Table(columns, rows)


def _data_frame(answers: tuple[Answer, ...]) -> pd.DataFrame:
    rows = []
    for answer in answers:
        gap = answer.gap
        ends = gap.relative.to_dict() if gap.relative else dict.fromkeys(("mean", "low", "high"))
        rows.append({"comparison": answer.name, "several": gap.several, "one": gap.one, **ends})
    return pd.DataFrame(rows)
