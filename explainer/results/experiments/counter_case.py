"""Convince me otherwise: the nearest plausible world in which the other shop wins."""

from functools import partial

import pandas as pd

from explainer.results import findings
from explainer.results.block import Block, Column, Offer, Table
from explainer.results.experiments.credit import signed, span
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
WORTH_TELLING = 0.02  # half ranges; smaller changes are in the table alone
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
    """Say whether a plausible world was found in which this shop earns more."""
    winner = reading.who.b if counter.winner == "b" else reading.who.a
    if counter.found:
        count = len(_told(counter))
        return reading.words.plural("experiments.counter.found", count, winner=winner)
    return reading.words("experiments.counter.none", winner=winner)


def counter_blocks(found: CounterCase, reading: Reading) -> list[Block]:
    """Tell each world that was found, or that differs from the present one."""
    return [counter_block(found, one, reading) for one in found.counters if one.changes]


def counter_lines(found: CounterCase, reading: Reading) -> list[str]:
    """Say for which shop no such world was found, and whether there was anything to look for."""
    lines = [counter_title(one, reading) for one in found.counters if not one.changes]
    return lines if found.counters else [reading.words("experiments.counter.nobody")]


def counter_block(found: CounterCase, counter: Counter, reading: Reading) -> Block:
    """Tell what would have to be different for one shop to earn more."""
    texts = reading.words
    shifts = tuple(_shift(one, reading) for one in _told(counter)[:SHOWN])
    title = counter_title(counter, reading)
    alt = "; ".join(f"{shift.name}: {shift.text}" for shift in shifts)
    return Block(
        name=f"counter_{counter.winner}",
        title=title,
        picture=Chart(title, alt or title, Shifts(shifts)),
        words=_words(found, counter, len(counter.changes) - len(shifts), reading),
        table=_table(counter, reading),
        frame=_frame(counter),
        source=texts("experiments.counter.rule"),
        offer=Offer(
            f"apply_counter_{counter.winner}",
            texts("pick.apply.counter"),
            counter_changes(counter),
        ),
    )


def _told(counter: Counter) -> list[Change]:
    """Changes that are worth a row; all of them where none is large."""
    large = [one for one in counter.changes if abs(one.half_ranges) >= WORTH_TELLING]
    return large or list(counter.changes)


def _words(found: CounterCase, counter: Counter, hidden: int, reading: Reading) -> str:
    texts = reading.words
    told = [
        texts(
            "experiments.counter.told",
            before=_interval(found.before, reading),
            after=_interval(counter.after, reading),
            fresh=_interval(counter.fresh, reading),
        )
    ]
    if hidden > 0:
        told.append(texts.plural("experiments.counter.hidden", hidden))
    return " ".join(told)


def _interval(estimate: Estimate, reading: Reading) -> str:
    value = signed(estimate, PROFIT, reading)
    if value.low == value.high:
        return value.text
    size, ends = value.text, span(value, PROFIT, reading)
    return reading.words("experiments.counter.interval", size=size, interval=ends)


def _shift(change: Change, reading: Reading) -> Shift:
    one = change.assumption
    before, after = (plain(value, reading) for value in (one.value, change.after))
    text = reading.words("experiments.counter.shift", before=before, after=after)
    name = assumption_name(one.name, reading.words)
    return Shift(name, one.value, change.after, one.low, one.high, text)


def plain(value: float, reading: Reading) -> str:
    """Write a number of any size with as many decimals as it takes to see it."""
    for places in range(FINEST):
        if round(value, places) == value or abs(value) * 10**places >= 100:
            return reading.words.number(value, places)
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
        one = change.assumption
        evidence = one.evidence if one.grade == "E" else texts("experiments.assumed")
        rows.append(
            [
                assumption_name(one.name, texts),
                plain(one.value, reading),
                plain(change.after, reading),
                reading.words.interval(one.low, one.high, lambda end: plain(end, reading)),
                evidence.replace(",", ", "),
            ]
        )
    return Table(columns, rows)


def _frame(counter: Counter) -> pd.DataFrame:
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
