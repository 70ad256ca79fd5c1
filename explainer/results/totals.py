"""End states, paired differences and money of a comparison, as blocks."""

import math
from collections.abc import Sequence

import pandas as pd

from explainer.results import findings
from explainer.results.block import Block, Table
from explainer.results.marks import Bar, Bars, Chart, EndStates, Pair
from explainer.results.measures import ALL, AT_THE_END, MONEY, PROFIT, Measure, Reading
from simulations import OUTCOMES


def at_the_end(reading: Reading) -> Block:
    """Show the end state of both set-ups, outcome by outcome."""
    texts, (better, worse) = reading.words, score(reading)
    title = texts(
        "blocks.at_the_end.title",
        b=reading.who.b,
        better=reading.words.integer(better),
        worse=reading.words.integer(worse),
        total=reading.words.integer(len(AT_THE_END)),
    )
    pairs = tuple(
        Pair(reading.name(m), reading.value(m, "a"), reading.value(m, "b"), 0.0, 100.0)
        for m in AT_THE_END
    )
    marks = EndStates(pairs, reading.who.a_short, reading.who.b_short)
    return Block(
        name="end_state",
        title=title,
        picture=Chart(title, reading.pairs(pairs), marks),
        words=texts("blocks.at_the_end.words"),
        table=_table(reading, AT_THE_END),
        data_frame=_data_frame(reading, AT_THE_END),
        source=texts("blocks.rule.end"),
        cards=("EF1", "EF15", "OP6", "RE2"),
        terms=_terms(reading, AT_THE_END),
    )


def differences(reading: Reading) -> Block:
    """Show every paired difference with its interval, whichever side it favours."""
    texts = reading.words
    clear = sum(findings.direction(reading.difference(m)) in ("more", "less") for m in AT_THE_END)
    title = texts(
        "blocks.differences.title",
        clear=reading.words.integer(clear),
        total=reading.words.integer(len(AT_THE_END)),
    )
    values = [reading.value(m, "difference") for m in AT_THE_END]
    marks = reading.differences([reading.name(m) for m in AT_THE_END], values, least=1.0)
    alt = " ".join(f"{reading.name(m)}: {reading.spread(m)}" for m in AT_THE_END)
    return Block(
        name="differences",
        title=title,
        picture=Chart(title, alt, marks),
        words=texts("blocks.differences.words"),
        table=_table(reading, ALL),
        data_frame=_data_frame(reading, ALL),
        source=texts("blocks.rule.differences"),
        cards=("IN13", "IN19", "IN20"),
        terms=_terms(reading, ALL),
    )


def money(reading: Reading) -> Block:
    """Show what each set-up sells, what that leaves, and what is left after integrating."""
    title = reading.title(PROFIT)
    bars = tuple(Bar(reading.name(m), reading.value(m, "a"), reading.value(m, "b")) for m in MONEY)
    return Block(
        name="money",
        title=title,
        picture=Chart(
            title, reading.pairs(bars), Bars(bars, reading.who.a_short, reading.who.b_short)
        ),
        words=f"{reading.sentence(PROFIT)} {_payback(reading)}".strip(),
        table=_table(reading, MONEY),
        data_frame=_data_frame(reading, MONEY),
        source=reading.words("blocks.rule.money"),
        cards=("CO4", "CO1", "OP14", "CO9"),
        terms=_terms(reading, MONEY),
    )


def _payback(reading: Reading) -> str:
    """Write from which month on set-up B has earned more; nothing where luck could decide it."""
    if findings.direction(reading.difference(PROFIT)) not in ("more", "less"):
        return ""
    month = reading.comparison.payback_month
    if month is None:
        return reading.words("blocks.payback.never", a=reading.who.a, b=reading.who.b)
    text = reading.words.integer(math.ceil(month))
    return reading.words("blocks.payback.month", a=reading.who.a, b=reading.who.b, month=text)


def score(reading: Reading) -> tuple[int, int]:
    """Count the end states in which set-up B is clearly better, and clearly worse."""
    better = worse = 0
    for measure in AT_THE_END:
        points = findings.direction(reading.difference(measure))
        good = {"higher": "more", "lower": "less"}.get(OUTCOMES[measure.outcome].better)
        if points in ("more", "less") and good:
            better += points == good
            worse += points != good
    return better, worse


def _table(reading: Reading, measures: Sequence[Measure]) -> Table:
    columns = reading.columns(reading.words("blocks.column.outcome"))
    return Table(columns, [[reading.name(m), *reading.row(m)] for m in measures])


def _terms(reading: Reading, measures: Sequence[Measure]) -> list[tuple[str, str]]:
    """Write of each outcome in which unit it is counted and what it means."""
    texts = reading.words
    return [
        (
            texts("blocks.term", name=reading.name(m), unit=texts(f"outcomes.{m.outcome}.unit")),
            texts(f"outcomes.{m.outcome}.meaning"),
        )
        for m in measures
    ]


def _data_frame(reading: Reading, measures: Sequence[Measure]) -> pd.DataFrame:
    """Return the same outcomes as plain numbers in the units of the results."""
    return pd.DataFrame([reading.record(measure) for measure in measures])
