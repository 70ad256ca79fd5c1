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


def credit_block(result: Credit, measure: Measure, reading: Reading) -> Block:
    """Show the parts of one outcome's difference, the largest first."""
    texts = reading.words
    shares = result.shares[measure.outcome]
    ordered = sorted(shares, key=lambda name: -abs(shares[name].mean))
    steps = tuple(_step(name, result, measure, reading) for name in ordered)
    whole = reading.to_value(result.difference[measure.outcome], measure.unit, signed=True)
    title = _title(steps, whole, measure, reading)
    start, end = (
        reading.to_value(side[measure.outcome], measure.unit) for side in (result.a, result.b)
    )
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
        table=_table(steps, whole, measure, reading),
        data_frame=_data_frame(result, ordered, measure),
        source=texts("experiments.credit.rule"),
    )


def player_name(player: str, texts: Texts) -> str:
    """Name what differs: a capability, or something else of a shop."""
    if player in CAPABILITIES:
        return texts(f"terms.capability.{player}.name")
    return texts(f"experiments.player.{player}")


def is_clear(estimate: findings.Interval) -> bool:
    """Return whether the interval of a difference leaves out zero."""
    return findings.direction(estimate) in ("more", "less")


def _step(player: str, result: Credit, measure: Measure, reading: Reading) -> Step:
    share = result.shares[measure.outcome][player]
    name = player_name(player, reading.words)
    return Step(name, reading.to_value(share, measure.unit, signed=True), is_clear(share))


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


def _table(steps: tuple[Step, ...], whole: Value, measure: Measure, reading: Reading) -> Table:
    texts = reading.words
    columns = (
        Column(texts("experiments.column.piece")),
        Column(texts("experiments.column.part"), True),
        Column(texts("blocks.column.range"), True),
    )
    parts = [(step.name, step.value) for step in steps]
    parts.append((texts("experiments.column.total"), whole))
    rows = [[name, value.text, reading.span(value, measure.unit)] for name, value in parts]
    return Table(columns, rows)


def _data_frame(result: Credit, ordered: list[str], measure: Measure) -> pd.DataFrame:
    shares = result.shares[measure.outcome]
    return pd.DataFrame(
        {
            "outcome": [measure.outcome] * len(ordered),
            "player": ordered,
            "share": [shares[name].mean for name in ordered],
            "low": [shares[name].low for name in ordered],
            "high": [shares[name].high for name in ordered],
        }
    )
