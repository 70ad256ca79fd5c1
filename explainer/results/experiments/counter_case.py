"""The counter-case: the nearest plausible world in which the other shop wins."""

from functools import partial

import pandas as pd

from explainer.results import findings
from explainer.results.block import Block, Column, Offer, Table
from explainer.results.experiments.ensemble import assumption_name
from explainer.results.experiments.question import Question, bounded
from explainer.results.marks import Chart, Shift, Shifts
from explainer.results.measures import PROFIT, Reading
from simulations import Scenario
from simulations.engine.estimates import Estimate
from simulations.experiments.counter_case import Change, Counter, CounterCase, counter_case
from simulations.scenario.knobs import Value

MOST_SHOPPERS = 600
SHOWN = 8
WORTH_A_ROW = 0.02  # half ranges; smaller changes are in the table alone
FINEST = 4


def counter_question(scenario: Scenario, reading: Reading) -> Question[CounterCase]:
    """Ask what would have to be different for the other shop to earn more."""
    small = bounded(scenario, MOST_SHOPPERS)
    people = reading.words.integer(small.shoppers)
    words = reading.words("experiments.counter.words", people=people)
    run = partial(counter_case, small, PROFIT.outcome)
    return Question(
        "counter", small, (PROFIT.outcome,), run, words, reading.words("experiments.takes.longest")
    )


def counter_title(counter: Counter, reading: Reading) -> str:
    """Write whether a plausible world was found in which this shop earns more."""
    winner = reading.who.b if counter.winner == "b" else reading.who.a
    if counter.found:
        count = len(_large_changes(counter))
        return reading.words.plural("experiments.counter.found", count, winner=winner)
    return reading.words("experiments.counter.none", winner=winner)


def counter_blocks(result: CounterCase, reading: Reading) -> list[Block]:
    """Show each world that was found, or that differs from the present one."""
    return [
        counter_block(result, counter, reading) for counter in result.counters if counter.changes
    ]


def counter_lines(result: CounterCase, reading: Reading) -> list[str]:
    """Name the shops without such a world, or write that there was nothing to look for."""
    lines = [counter_title(counter, reading) for counter in result.counters if not counter.changes]
    return lines if result.counters else [reading.words("experiments.counter.nobody")]


def counter_block(result: CounterCase, counter: Counter, reading: Reading) -> Block:
    """Show what would have to be different for one shop to earn more."""
    texts = reading.words
    shifts = tuple(_shift(change, reading) for change in _large_changes(counter)[:SHOWN])
    title = counter_title(counter, reading)
    alt = "; ".join(f"{shift.name}: {shift.text}" for shift in shifts)
    return Block(
        name=f"counter_{counter.winner}",
        title=title,
        picture=Chart(title, alt or title, Shifts(shifts)),
        words=_words(result, counter, len(counter.changes) - len(shifts), reading),
        table=_table(counter, reading),
        data_frame=_data_frame(counter),
        source=texts("experiments.counter.rule"),
        offer=Offer(
            f"apply_counter_{counter.winner}",
            texts("pick.apply.counter"),
            counter_changes(counter),
        ),
    )


def _large_changes(counter: Counter) -> list[Change]:
    """Return the changes that are worth a row; all of them where none is large."""
    large = [change for change in counter.changes if abs(change.half_ranges) >= WORTH_A_ROW]
    return large or list(counter.changes)


def _words(result: CounterCase, counter: Counter, hidden: int, reading: Reading) -> str:
    texts = reading.words
    sentence = texts(
        "experiments.counter.told",
        before=_interval(result.before, reading),
        after=_interval(counter.after, reading),
        fresh=_interval(counter.fresh, reading),
    )
    if hidden <= 0:
        return sentence
    return f"{sentence} {texts.plural('experiments.counter.hidden', hidden)}"


def _interval(estimate: Estimate, reading: Reading) -> str:
    value = reading.to_value(estimate, PROFIT.unit, signed=True)
    if value.low == value.high:
        return value.text
    size, ends = value.text, reading.span(value, PROFIT.unit)
    return reading.words("experiments.counter.interval", size=size, interval=ends)


def _shift(change: Change, reading: Reading) -> Shift:
    assumption = change.assumption
    before, after = (plain(value, reading) for value in (assumption.value, change.after))
    text = reading.words("experiments.counter.shift", before=before, after=after)
    name = assumption_name(assumption.name, reading.words)
    return Shift(name, assumption.value, change.after, assumption.low, assumption.high, text)


def plain(value: float, reading: Reading) -> str:
    """Write a number of any size with as many decimals as it takes to see it."""
    for digits in range(FINEST):
        if round(value, digits) == value or abs(value) * 10**digits >= 100:
            return reading.words.number(value, digits)
    return reading.words.number(value, max(FINEST, findings.decimals(value)))


def _table(counter: Counter, reading: Reading) -> Table:
    texts = reading.words
    columns = (
        Column(texts("experiments.column.assumption")),
        Column(texts("experiments.column.now"), True),
        Column(texts("experiments.column.needed"), True),
        Column(texts("experiments.column.plausible"), True),
        Column(texts("experiments.column.evidence")),
    )
    rows = []
    for change in counter.changes:
        assumption = change.assumption
        measured = assumption.grade == "E"
        evidence = assumption.evidence if measured else texts("experiments.assumed")
        rows.append(
            [
                assumption_name(assumption.name, texts),
                plain(assumption.value, reading),
                plain(change.after, reading),
                texts.interval(assumption.low, assumption.high, lambda end: plain(end, reading)),
                evidence.replace(",", ", "),
            ]
        )
    return Table(columns, rows)


def _data_frame(counter: Counter) -> pd.DataFrame:
    columns = ("name", "from", "to", "low", "high", "half_ranges", "evidence")
    rows = [
        (
            change.assumption.name,
            change.assumption.value,
            change.after,
            change.assumption.low,
            change.assumption.high,
            change.half_ranges,
            change.assumption.evidence,
        )
        for change in counter.changes
    ]
    return pd.DataFrame(rows, columns=list(columns))


def counter_changes(counter: Counter) -> dict[str, Value]:
    """Return the knobs of the world in which the other shop earns more; none if not found."""
    if not counter.found:
        return {}
    changed: dict[str, Value] = {}
    for change in counter.changes:
        changed |= change.assumption.changes(change.after)
    return changed
