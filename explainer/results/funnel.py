"""The funnel from a search to a purchase: how many go on at each step, what stops the others."""

import math
from collections.abc import Mapping

import pandas as pd

from content.formats import NO_VALUE
from explainer.results import findings
from explainer.results.block import Block, Table
from explainer.results.marks import Bar, Bars, Chart, StepRow, Steps, Value
from explainer.results.measures import CONVERSION, SIDES_AND_GAP, Reading
from simulations import CHANNELS, STAGES
from simulations.scenario.knobs import SIDES

PASSES = ("evaluate", "buy", "receive")
"""Steps that somebody who searches takes or does not take, up to the purchase."""
MOST = 0.5
"""A step explains most of a difference from this part of it on."""
MOST_CAUSES = 8
NOT_CONVINCED = "not_convinced"

Rows = Mapping[str, tuple[float, ...]]
Losses = Mapping[str, tuple[float, float]]


def funnel(reading: Reading) -> Block:
    """Show how many of 100 searches come to each step, by channel, and where the shops differ."""
    texts = reading.words
    title = _funnel_title(reading)
    a, b = (_of_100(reading, side) for side in SIDES)
    shown = [name for name in a if name == "all" or any((*a[name], *b[name]))]
    stages = tuple(texts(f"terms.stage.{stage}") for stage in STAGES)
    rows = tuple(
        StepRow(
            _channel_name(name, reading),
            tuple(_amount(reading, value) for value in a[name]),
            tuple(_amount(reading, value) for value in b[name]),
        )
        for name in shown
    )
    whole = rows[0]
    alt = " ".join(
        reading.pair(stage, a_value.text, b_value.text)
        for stage, a_value, b_value in zip(stages, whole.a, whole.b, strict=True)
    )
    marks = Steps(stages, rows, 100.0, reading.who.a_short, reading.who.b_short)
    searches = {side: reading.side(side).steps["journeys"].mean * 100 for side in SIDES}
    counted = texts(
        "results.funnel.searches",
        a=reading.who.a,
        b=reading.who.b,
        a_value=reading.words.integer(searches["a"]),
        b_value=reading.words.integer(searches["b"]),
    )
    return Block(
        name="funnel",
        title=title,
        picture=Chart(title, alt, marks),
        words=f"{reading.sentence(CONVERSION)} {counted} {texts('results.funnel.counts')}",
        table=_funnel_table(reading, a, b, shown),
        data_frame=_funnel_data(reading, a, b),
        source=texts("results.rule.funnel"),
        cards=("LA5", "SE9", "OP6"),
    )


def leading_step(reading: Reading) -> str:
    """Return the step in which most of a clear difference in conversion arises; "" if none.

    Conversion is the product of the shares that go on at each step, so the logarithms of what
    the shops differ by at each step add up to that of conversion.
    """
    points = findings.direction(reading.difference(CONVERSION))
    if points not in ("more", "less"):
        return ""
    gaps = {}
    for step in PASSES:
        a, b = (reading.side(side).steps[step].mean for side in SIDES)
        if min(a, b) <= 0.0:
            return ""
        gaps[step] = math.log(b / a)
    whole = sum(gaps.values())
    most = max(PASSES, key=lambda step: gaps[step] / whole if whole else 0.0)
    step_points = findings.direction(reading.known(reading.side("difference").steps[most]))
    return most if whole and step_points == points and gaps[most] / whole > MOST else ""


def _funnel_title(reading: Reading) -> str:
    texts, step = reading.words, leading_step(reading)
    if not step:
        return reading.title(CONVERSION)
    points = findings.direction(reading.difference(CONVERSION))
    where = texts(f"results.funnel.step.{step}")
    return texts(f"results.funnel.title.{points}", a=reading.who.a, b=reading.who.b, step=where)


def _of_100(reading: Reading, side: str) -> dict[str, tuple[float, ...]]:
    """Return for all channels together, then each, how many of 100 searches are at each step."""
    result = reading.side(side)
    counts = result.funnel["journeys"].to_numpy().reshape(len(STAGES), len(CHANNELS))
    searches = result.steps["journeys"].mean
    shares = counts * (100.0 / searches if searches else 0.0)
    rows = {"all": tuple(shares.sum(axis=1).tolist())}
    return rows | {c: tuple(shares[:, i].tolist()) for i, c in enumerate(CHANNELS)}


def _amount(reading: Reading, value: float) -> Value:
    """Write whole numbers from 10 on: there is no room for more in a cell."""
    digits = 0 if value == 0.0 or value >= 9.95 else findings.decimals(value)
    return Value(value, value, value, reading.words.number(value, digits))


def _channel_name(name: str, reading: Reading) -> str:
    texts = reading.words
    return texts("results.all_channels") if name == "all" else texts(f"terms.channel.{name}")


def _funnel_table(reading: Reading, a: Rows, b: Rows, shown: list[str]) -> Table:
    """Write the shares that go on, with their range, then every count behind them."""
    words = reading.words
    rows = [[words(f"results.funnel.pass.{step}"), *_step_cells(reading, step)] for step in PASSES]
    for i, stage in enumerate(STAGES):
        for name in shown:
            a_count, b_count = a[name][i], b[name][i]
            if a_count or b_count:
                label = words(
                    "results.funnel.row",
                    stage=words(f"terms.stage.{stage}"),
                    channel=_channel_name(name, reading),
                )
                change = words.signed_number(b_count - a_count)
                counts = [words.number(a_count), words.number(b_count)]
                rows.append([label, *counts, change, NO_VALUE])
    return Table(reading.columns(words("results.column.step")), rows)


def _step_cells(reading: Reading, step: str) -> list[str]:
    """Write the shares that take a step under a and b, their difference and its range."""
    a, b, gap = (reading.side(side).steps[step] for side in SIDES_AND_GAP)
    return reading.cells("hundred", a, b, gap)


def _funnel_data(reading: Reading, a: Rows, b: Rows) -> pd.DataFrame:
    """Return shares that go on (0–1) with their range, then counts of 100 searches."""
    rows: list[dict[str, object]] = []
    for step in PASSES:
        a_share, b_share, gap = (reading.side(side).steps[step] for side in SIDES_AND_GAP)
        row: dict[str, object] = {"what": "share_that_goes_on", "stage": step, "channel": "all"}
        row |= {"a": a_share.mean, "b": b_share.mean, "difference": gap.mean}
        rows.append(row | {"difference_low": gap.low, "difference_high": gap.high})
    for i, stage in enumerate(STAGES):
        for name in a:
            a_count, b_count = a[name][i], b[name][i]
            row = {"what": "of_100_searches", "stage": stage, "channel": name}
            rows.append(row | {"a": a_count, "b": b_count, "difference": b_count - a_count})
    return pd.DataFrame(rows)


def lost_sales(reading: Reading) -> Block:
    """Show which frictions end searches without a purchase; who was not convinced, apart."""
    texts, who = reading.words, reading.who
    steps = {side: reading.side(side).steps for side in SIDES_AND_GAP}
    gap = reading.known(steps["difference"]["lost"])
    title = findings.title("lost", gap, "hundred", who, texts)
    losses = _losses(reading)
    by_friction = {kind: both for kind, both in losses.items() if kind != NOT_CONVINCED}
    order = sorted(by_friction, key=lambda kind: -max(by_friction[kind]))
    shown = [kind for kind in order if any(by_friction[kind])][:MOST_CAUSES]
    bars = tuple(_loss_bar(kind, losses, reading) for kind in shown)
    whole = Bar(
        texts("results.lost.whole"),
        *reading.both_values("hundred", steps["a"]["lost"], steps["b"]["lost"], gap),
    )
    spread = findings.spread(gap, "hundred", texts)
    values = texts(
        "findings.lost.values", a=who.a, b=who.b, a_value=whole.a.text, b_value=whole.b.text
    )
    a, b = (reading.to_value(steps[side][NOT_CONVINCED], "hundred").text for side in SIDES)
    unconvinced = texts("results.lost.apart", a=who.a, b=who.b, a_value=a, b_value=b)
    return Block(
        name="lost_sales",
        title=title,
        picture=Chart(
            title,
            reading.pairs((whole, *bars)),
            Bars((whole, *bars), who.a_short, who.b_short),
        ),
        words=" ".join(filter(None, (values, spread, _worst(by_friction, reading), unconvinced))),
        table=_lost_table(reading, losses, order),
        data_frame=pd.DataFrame(
            {
                "kind": list(losses),
                "a_of_100_searches": [a for a, _ in losses.values()],
                "b_of_100_searches": [b for _, b in losses.values()],
            }
        ),
        source=texts("results.rule.lost"),
        cards=("OP9", "OP8", "OP15"),
    )


def _losses(reading: Reading) -> Losses:
    """Return lost searches of 100 under a and b, by what they were lost to."""
    sides = []
    for side in SIDES:
        result = reading.side(side)
        searches = result.steps["journeys"].mean
        scale = 100.0 / searches if searches else 0.0
        sides.append([lost * scale for lost in result.lost_sales["journeys"].tolist()])
    kinds = reading.comparison.a.lost_sales["kind"].tolist()
    return dict(zip(kinds, zip(*sides, strict=True), strict=True))


def _loss_bar(kind: str, losses: Losses, reading: Reading) -> Bar:
    a, b = map(reading.exact, losses[kind])
    return Bar(_loss_name(kind, reading), a, b)


def _loss_name(kind: str, reading: Reading) -> str:
    texts = reading.words
    return texts("results.lost.name") if kind == NOT_CONVINCED else texts(f"terms.friction.{kind}")


def _worst(losses: Losses, reading: Reading) -> str:
    """Name the friction that takes most sales on each side; nothing where none did."""
    texts, who = reading.words, reading.who
    worst = [max(losses, key=lambda kind: losses[kind][side]) for side in (0, 1)]
    if not all(losses[kind][side] for side, kind in enumerate(worst)):
        return ""
    a, b = (_loss_name(kind, reading) for kind in worst)
    if a == b:
        return texts("results.lost.worst_same", cause=a)
    return texts("results.lost.worst", a=who.a, b=who.b, a_cause=a, b_cause=b)


def _lost_table(reading: Reading, losses: Losses, order: list[str]) -> Table:
    """Write both totals with their range, then every cause."""
    texts = reading.words
    rows = []
    for step in ("lost", NOT_CONVINCED):
        name = texts("results.lost.whole" if step == "lost" else "results.lost.name")
        rows.append([name, *_step_cells(reading, step)])
    for kind in order:
        bar = _loss_bar(kind, losses, reading)
        change = reading.words.signed_number(bar.b.value - bar.a.value)
        rows.append([bar.name, bar.a.text, bar.b.text, change, NO_VALUE])
    return Table(reading.columns(texts("results.column.loss")), rows)
