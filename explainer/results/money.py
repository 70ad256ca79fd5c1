"""Money channel by channel, and when what was spent on integrating comes back."""

import math
from collections.abc import Mapping

import pandas as pd

from content.formats import NO_VALUE
from explainer.results import findings
from explainer.results.block import Block, Column, Table
from explainer.results.findings import quoted
from explainer.results.marks import Axis, Balance, Chart
from explainer.results.measures import PROFIT, REVENUE, SIDES_AND_GAP, Reading
from simulations import CHANNELS
from simulations.engine.comparison import WEEKS_PER_MONTH
from simulations.scenario.knobs import SIDES

MOST_TICKS = 4


def money_by_channel(reading: Reading) -> Block:
    """Show what each channel sells more or less, and that their total may say the opposite."""
    texts = reading.words
    sold = [channel for channel in CHANNELS if _sold(reading, channel)]
    gaps = {channel: reading.side("difference").channel_revenue[channel] for channel in sold}
    directions = {channel: findings.direction(reading.known(gap)) for channel, gap in gaps.items()}
    title, remark = _channel_title(reading, directions)
    values = {c: reading.to_value(gap, "money", signed=True) for c, gap in gaps.items()}
    values |= {"all": reading.value(REVENUE, "difference")}
    names = {c: texts(f"terms.channel.{c}") for c in sold} | {"all": texts("results.all_channels")}
    marks = reading.differences([names[name] for name in values], list(values.values()))
    alt = " ".join(
        texts(
            "results.channels.alt",
            channel=names[name],
            difference=value.text,
            interval=reading.span(value, "money"),
        )
        for name, value in values.items()
    )
    return Block(
        name="money_by_channel",
        title=title,
        picture=Chart(title, alt, marks),
        words=f"{reading.sentence(REVENUE)} {remark}",
        table=_channel_table(reading, sold),
        data_frame=_channel_data(reading),
        source=texts("results.rule.channels"),
        cards=("IN1", "IN2", "IN7", "CO4"),
    )


def _sold(reading: Reading, channel: str) -> bool:
    return any(reading.side(side).channel_revenue[channel].mean != 0.0 for side in SIDES)


def _channel_title(reading: Reading, directions: Mapping[str, str]) -> tuple[str, str]:
    """Return the finding, and the remark that goes with it."""
    texts, total = reading.words, reading.difference(REVENUE)
    points = findings.direction(total)
    more, less = (
        [texts(f"terms.channel.{c}") for c, found in directions.items() if found == wanted]
        for wanted in ("more", "less")
    )
    names = {"a": reading.who.a, "b": reading.who.b}
    amount = total.mean
    size = reading.words.money(abs(amount)) if math.isfinite(amount) else NO_VALUE
    plain = texts("results.channels.plain", b=names["b"])
    if points == "more" and less:
        return texts(
            "results.channels.title.gain", b=names["b"], channels=quoted(less, texts), size=size
        ), texts("results.channels.trap_gain")
    if points == "less" and more:
        return texts(
            "results.channels.title.loss", b=names["b"], channels=quoted(more, texts), size=size
        ), texts("results.channels.trap_loss")
    if points == "unclear" and more and less:
        lists = {"more": quoted(more, texts), "less": quoted(less, texts)}
        return texts("results.channels.title.moved", **lists, **names), plain
    if points == "unclear" and (more or less):
        key, channels = ("more", more) if more else ("less", less)
        listed = quoted(channels, texts)
        return texts(f"results.channels.title.only_{key}", channels=listed, **names), plain
    return reading.title(REVENUE), plain


def _channel_table(reading: Reading, sold: list[str]) -> Table:
    """Write revenue with its range, then what it leaves, by channel and in all."""
    texts = reading.words
    whole = texts("results.all_channels")
    rows = []
    for channel in sold:
        a, b, gap = (reading.side(side).channel_revenue[channel] for side in SIDES_AND_GAP)
        label = _label(reading, "revenue", texts(f"terms.channel.{channel}"))
        rows.append([label, *reading.cells("money", a, b, gap)])
    rows.append([_label(reading, "revenue", whole), *reading.row(REVENUE)])
    left = {side: _column(reading, side, "contribution") for side in SIDES}
    for channel in sold:
        a_left, b_left = left["a"][channel], left["b"][channel]
        label = _label(reading, "contribution", texts(f"terms.channel.{channel}"))
        amounts = [texts.money(a_left), texts.money(b_left), texts.signed_money(b_left - a_left)]
        rows.append([label, *amounts, NO_VALUE])
    return Table(reading.columns(texts("results.column.channel")), rows)


def _label(reading: Reading, what: str, channel: str) -> str:
    name = reading.words(f"outcomes.{what}.name")
    return reading.words("results.channels.row", channel=channel, what=name)


def _column(reading: Reading, side: str, name: str) -> dict[str, float]:
    """Return one column of a side's money by channel."""
    money = reading.side(side).money
    return dict(zip(money["channel"].tolist(), money[name].tolist(), strict=True))


def _channel_data(reading: Reading) -> pd.DataFrame:
    """Return purchases, revenue and contribution by channel, and the revenue's difference."""
    columns: dict[str, list[object]] = {"channel": reading.comparison.a.money["channel"].tolist()}
    for side in SIDES:
        for name in ("purchases", "revenue", "contribution"):
            columns[f"{side}_{name}"] = reading.side(side).money[name].tolist()
    gaps = [reading.side("difference").channel_revenue.get(str(c)) for c in columns["channel"]]
    for end in ("mean", "low", "high"):
        columns[f"difference_revenue_{end}"] = [gap and getattr(gap, end) for gap in gaps]
    return pd.DataFrame(columns)


def pay_back(reading: Reading) -> Block:
    """Show from when on set-up B has earned more than A, all costs included, if that is clear."""
    texts, balance = reading.words, reading.comparison.balance
    title = _balance_title(reading)
    months = tuple(week / WEEKS_PER_MONTH for week in range(1, len(balance) + 1))
    hover = tuple(
        texts(
            "results.balance.hover",
            week=reading.words.integer(week),
            value=reading.words.signed_money(value),
        )
        for week, value in enumerate(balance, start=1)
    )
    end = reading.value(PROFIT, "difference")
    alt = texts(
        "results.balance.alt",
        weeks=reading.words.integer(len(balance)),
        a=reading.who.a,
        b=reading.who.b,
        lowest=reading.words.signed_money(min(balance, default=0.0)),
        end=end.text,
        interval=reading.interval(PROFIT),
    )
    marks = Balance(
        months,
        balance,
        hover,
        end,
        texts("results.balance.end"),
        texts("results.balance.ahead", shop=reading.who.b_short),
        texts("results.balance.ahead", shop=reading.who.a_short),
        _break_even(reading),
        _months(reading, months[-1] if months else 0.0),
    )
    return Block(
        name="pay_back",
        title=title,
        picture=Chart(title, alt, marks),
        words=f"{reading.sentence(PROFIT)} {_lowest(reading)}".strip(),
        table=_balance_table(reading),
        data_frame=pd.DataFrame({"week": range(1, len(balance) + 1), "balance": list(balance)}),
        source=texts("results.rule.balance"),
        cards=("CO9", "CO5", "CO7"),
    )


def break_even_month(reading: Reading) -> int | None:
    """Return the month in which B overtakes A for good; None unless B clearly earns more.

    0 where B was ahead from the first week on.
    """
    month = reading.comparison.payback_month
    if month is None or findings.direction(reading.difference(PROFIT)) != "more":
        return None
    return 0 if min(reading.comparison.balance) > 0.0 else math.ceil(month)


def _balance_title(reading: Reading) -> str:
    texts, names = reading.words, {"a": reading.who.a, "b": reading.who.b}
    points = findings.direction(reading.difference(PROFIT))
    month = break_even_month(reading)
    if month is None:
        return texts(f"results.balance.title.{points}", **names)
    if month == 0:
        return texts("results.balance.title.start", **names)
    return texts("results.balance.title.month", month=reading.words.integer(month), **names)


def _break_even(reading: Reading) -> tuple[float, str] | None:
    """Return the point in time from which on B stays ahead, in months, and its words."""
    month, exact = break_even_month(reading), reading.comparison.payback_month
    if not month or exact is None:
        return None
    return exact, reading.words("results.balance.turn", month=reading.words.integer(month))


def _lowest(reading: Reading) -> str:
    """Write how far behind B was at its worst, if it ever was."""
    balance = reading.comparison.balance
    lowest = min(balance, default=0.0)
    if lowest >= 0.0:
        return ""
    week = reading.words.integer(balance.index(lowest) + 1)
    value = reading.words.money(-lowest)
    names = {"a": reading.who.a, "b": reading.who.b}
    return reading.words("results.balance.lowest", week=week, value=value, **names)


def _months(reading: Reading, last: float) -> Axis:
    step = max(1, math.ceil(last / MOST_TICKS))
    ticks = tuple(
        (float(m), reading.words("results.balance.turn", month=reading.words.integer(m)))
        for m in range(0, int(last) + 1, step)
    )
    return Axis(low=0.0, high=last, ticks=ticks)


def _balance_table(reading: Reading) -> Table:
    words = reading.words
    columns = (
        Column(words("blocks.over_time.week")),
        Column(words("results.balance.month"), True),
        Column(words("results.balance.column"), True),
    )
    rows = [
        [
            words.integer(week),
            words.integer(math.ceil(week / WEEKS_PER_MONTH)),
            words.signed_money(value),
        ]
        for week, value in enumerate(reading.comparison.balance, start=1)
    ]
    return Table(columns, rows)
