"""One outcome week by week under both set-ups, as a block."""

import pandas as pd

from content.formats import NO_VALUE
from explainer.results import findings
from explainer.results.block import Block, Table
from explainer.results.marks import Axis, Chart, Lines, Series
from explainer.results.measures import ACTIVE, Measure, Reading
from simulations.scenario.knobs import SIDES

CARDS = {
    "frustration": ("EF1", "EF5", "EF11"),
    "conversion": ("OP4", "OP5", "OP6"),
    "repeat": ("RE1", "RE2", "RE5"),
    "active": ("EF7", "EF15", "RE1"),
}
"""Evidence behind each column that is followed over time."""


def survival(reading: Reading) -> Block:
    """Show who still buys there, week by week."""
    return over_time(reading, ACTIVE)


def over_time(reading: Reading, measure: Measure, title: str = "") -> Block:
    """Show one outcome week by week, under both set-ups; its finding is the title."""
    texts, title = reading.words, title or reading.title(measure)
    a, b = (_line(reading, measure, side) for side in SIDES)
    alt = texts(
        "blocks.over_time.alt",
        what=texts(f"outcomes.{measure.outcome}.name"),
        weeks=reading.words.integer(len(a.x)),
        a=reading.who.a,
        b=reading.who.b,
        a_first=_value_at(reading, a, 0),
        a_last=_value_at(reading, a, -1),
        b_first=_value_at(reading, b, 0),
        b_last=_value_at(reading, b, -1),
    )
    weeks = Axis(texts("blocks.over_time.week"), ticks=_ticks(reading, a.x))
    marks = Lines((a, b), weeks, Axis(low=0.0))
    return Block(
        name=f"{measure.weekly}_by_week",
        title=title,
        picture=Chart(title, alt, marks),
        words=reading.sentence(measure),
        table=_table(reading, measure),
        data_frame=_data_frame(reading, measure),
        source=texts(f"blocks.rule.{measure.weekly}"),
        cards=CARDS[measure.weekly],
    )


def _line(reading: Reading, measure: Measure, side: str) -> Series:
    """Draw one side's weeks with their interval."""
    weekly = reading.side(side).weekly
    column = measure.weekly
    y, low, high = (
        tuple(findings.scaled(float(value), measure.unit) for value in weekly[name])
        for name in (column, f"{column}_low", f"{column}_high")
    )
    weeks = tuple(float(week) for week in weekly["week"])
    name = reading.who.a_short if side == "a" else reading.who.b_short
    words = reading.words
    hover = tuple(
        words(
            "blocks.over_time.hover",
            name=name,
            week=words.integer(week),
            value=words.number(value),
            interval=words.interval(bottom, top),
        )
        for week, value, bottom, top in zip(weeks, y, low, high, strict=True)
    )
    end = words.integer(y[-1]) if y else ""
    return Series(name, "a" if side == "a" else "b", weeks, y, low, high, hover, end)


def _value_at(reading: Reading, line: Series, index: int) -> str:
    """Write a value of a line; a dash where there are no weeks."""
    return reading.words.number(line.y[index]) if line.y else NO_VALUE


def _ticks(reading: Reading, weeks: tuple[float, ...]) -> tuple[tuple[float, str], ...]:
    """Mark the first week, the one in the middle and the last."""
    chosen = sorted({weeks[0], weeks[len(weeks) // 2], weeks[-1]}) if weeks else ()
    return tuple((week, reading.words.integer(week)) for week in chosen)


def _table(reading: Reading, measure: Measure) -> Table:
    """Write every week: both values, the paired difference and its range."""
    words, unit = reading.words, measure.unit
    column = measure.weekly
    comparison = reading.comparison
    rows = []
    gap = comparison.difference.weekly
    for week, *shares in zip(
        comparison.a.weekly["week"],
        comparison.a.weekly[column],
        comparison.b.weekly[column],
        *(gap[name] for name in (column, f"{column}_low", f"{column}_high")),
        strict=True,
    ):
        a, b, mean, low, high = (findings.scaled(float(share), unit) for share in shares)
        cells = (words.number(a), words.number(b), words.signed_number(mean))
        rows.append([words.integer(week), *cells, words.interval(low, high, words.signed_number)])
    return Table(reading.columns(words("blocks.over_time.week")), rows)


def _data_frame(reading: Reading, measure: Measure) -> pd.DataFrame:
    """Return the same weeks as plain numbers in the units of the results."""
    comparison, column = reading.comparison, measure.weekly
    sources = {"a": comparison.a, "b": comparison.b, "difference": comparison.difference}
    parts = {"week": comparison.a.weekly["week"].to_numpy()}
    for side, source in sources.items():
        for name in (column, f"{column}_low", f"{column}_high"):
            parts[f"{side}_{name}"] = source.weekly[name].to_numpy()
    return pd.DataFrame(parts)
