"""Credit: what each thing that differs between the shops adds to the difference."""

from functools import partial

import pandas as pd

from content import Texts
from explainer.results import findings
from explainer.results.block import Block, Column, Table
from explainer.results.experiments.question import Question, bounded
from explainer.results.marks import Chart, Step, Value, Waterfall
from explainer.results.measures import Measure, Reading
from simulations import CAPABILITIES, Scenario
from simulations.experiments.credit import Credit, credit
from simulations.experiments.methods.coalitions import players

MOST_SHOPPERS = 1_000


def credit_question(scenario: Scenario, reading: Reading) -> Question[Credit]:
    """Ask who the difference is due to."""
    small = bounded(scenario, MOST_SHOPPERS)
    words = reading.words(
        "experiments.credit.words",
        setups=reading.words.integer(2 ** len(players(small.a, small.b))),
        people=reading.words.integer(small.shoppers),
    )

    return Question(
        "credit", small, (), partial(credit, small), words, reading.words("experiments.takes.some")
    )


def credit_block(found: Credit, measure: Measure, reading: Reading) -> Block:
    """Tell the parts of one outcome's difference, the largest first."""
    texts = reading.words
    shares = found.shares[measure.outcome]
    ordered = sorted(shares, key=lambda name: -abs(shares[name].mean))
    steps = tuple(_step(name, found, measure, reading) for name in ordered)
    whole = signed(found.difference[measure.outcome], measure, reading)
    title = _title(steps, whole, measure, reading)
    start, end = (_end(found, side, measure, reading) for side in ("a", "b"))
    marks = Waterfall(reading.who.a_short, start, steps, reading.who.b_short, end)
    alt = " ".join(
        [
            reading.pair(reading.name(measure), start.text, end.text),
            "; ".join(f"{step.name}: {step.value.text}" for step in steps),
        ]
    )
    key = "experiments.credit.sum" if steps else "experiments.credit.nothing"
    return Block(
        name="credit",
        title=title,
        picture=Chart(title, alt, marks),
        words=texts(key, total=whole.text) if steps else texts(key),
        table=_table(found, ordered, measure, reading),
        frame=_frame(found, ordered, measure),
        source=texts("experiments.credit.rule"),
    )


def signed(estimate: findings.Interval, measure: Measure, reading: Reading) -> Value:
    """Return a difference in the unit that it is told in, written with its sign."""
    mean, low, high = (
        findings.scaled(end, measure.unit) for end in (estimate.mean, estimate.low, estimate.high)
    )
    text = findings.write_signed(mean, measure.unit, reading.words, findings.decimals(mean))
    return Value(mean, low, high, text)


def span(value: Value, measure: Measure, reading: Reading) -> str:
    """Write the range of a difference that is already in its unit."""
    places = findings.range_decimals(value.value, value.low, value.high)
    return reading.words.interval(
        value.low,
        value.high,
        lambda end: findings.write_signed(end, measure.unit, reading.words, places),
    )


def player_name(player: str, texts: Texts) -> str:
    """Name what differs: a capability, or something else of a shop."""
    if player in CAPABILITIES:
        return texts(f"terms.capability.{player}.name")
    return texts(f"experiments.player.{player}")


def is_clear(estimate: findings.Interval) -> bool:
    """Say whether luck could not explain it."""
    return findings.direction(estimate) in ("more", "less")


def _step(player: str, found: Credit, measure: Measure, reading: Reading) -> Step:
    share = found.shares[measure.outcome][player]
    name = player_name(player, reading.words)
    return Step(name, signed(share, measure, reading), is_clear(share))


def _title(steps: tuple[Step, ...], whole: Value, measure: Measure, reading: Reading) -> str:
    clear = [step for step in steps if step.clear]
    what = reading.name(measure)
    if not clear:
        return reading.words("experiments.credit.title.unclear", what=what)
    return reading.words(
        "experiments.credit.title.clear",
        what=what,
        piece=clear[0].name,
        size=clear[0].value.text,
        total=whole.text,
    )


def _end(found: Credit, side: str, measure: Measure, reading: Reading) -> Value:
    estimate = (found.a if side == "a" else found.b)[measure.outcome]
    mean, low, high = (
        findings.scaled(end, measure.unit) for end in (estimate.mean, estimate.low, estimate.high)
    )
    places = findings.decimals(mean)
    return Value(mean, low, high, findings.write(mean, measure.unit, reading.words, places))


def _table(found: Credit, ordered: list[str], measure: Measure, reading: Reading) -> Table:
    texts = reading.words
    columns = (
        Column(texts("experiments.column.piece")),
        Column(texts("experiments.column.part"), True),
        Column(texts("blocks.column.range"), True),
    )
    rows = []
    for name in ordered:
        value = signed(found.shares[measure.outcome][name], measure, reading)
        rows.append([player_name(name, texts), value.text, span(value, measure, reading)])
    whole = signed(found.difference[measure.outcome], measure, reading)
    total = texts("experiments.column.total")
    return Table(columns, [*rows, [total, whole.text, span(whole, measure, reading)]])


def _frame(found: Credit, ordered: list[str], measure: Measure) -> pd.DataFrame:
    shares = found.shares[measure.outcome]
    return pd.DataFrame(
        {
            "outcome": [measure.outcome] * len(ordered),
            "player": ordered,
            "share": [shares[name].mean for name in ordered],
            "low": [shares[name].low for name in ordered],
            "high": [shares[name].high for name in ordered],
        }
    )
