"""What luck does to a difference, with shared luck (common random numbers) and without it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from explainer.results import findings
from explainer.results.block import Block, Column, Table
from explainer.results.experiments.question import Question, bounded
from explainer.results.findings import Interval
from explainer.results.marks import LuckRow, LuckRows, Scale
from explainer.results.measures import Measure, Reading
from simulations import Scenario
from simulations.experiments.luck_strip import SEEDS, LuckStrip, ManyLucks, Strip, many_lucks

MOST_SHOPPERS = 1_000
ALIKE = 1.05
"""A range that is less than this many times wider reads as equally wide."""
MARGIN = 0.06
MOST_TICKS = 5
SHARED, SEPARATE = "shared", "own"
"""Both shops with one luck, or each with its own."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """A difference in the unit in which it is shown, with its range under both kinds of luck."""

    mean: float
    separate_half: float  # of the range under separate luck
    low: Mapping[str, float]
    high: Mapping[str, float]
    gain: float

    @property
    def finding(self) -> str:
        """Which words the ranges allow."""
        if not math.isfinite(self.mean + self.separate_half):
            return "none"
        if self.separate_half == 0.0:
            return "same" if self.mean == 0.0 else "none"
        if self.gain >= ALIKE:
            return "narrower"
        return "wider" if self.gain * ALIKE <= 1.0 else "alike"


def shared_luck_block(reading: Reading, measure: Measure) -> Block:
    """Show how much wider the range of a difference would be if each shop had its own luck."""
    gain = reading.comparison.luck_gain[measure.outcome]
    ranges = _ranges(reading.difference(measure), gain, measure)
    texts = reading.words
    known = (SHARED,) if ranges.finding == "none" else (SHARED, SEPARATE)
    rows = tuple(_row(kind, ranges, measure, reading) for kind in known)
    sentences = [texts("luck.told")]
    if ranges.finding == "narrower":
        sentences += [texts("luck.cancels"), *_lost(ranges, texts("luck.lost"))]
    return Block(
        name="shared_luck",
        title=texts(f"luck.title.{ranges.finding}", **_factor(ranges, measure, reading)),
        picture=_picture(rows, measure, reading),
        words=" ".join(sentences),
        table=_table(rows, reading),
        data_frame=_data_frame(rows),
        source=texts("luck.rule"),
    )


def luck_question(scenario: Scenario, reading: Reading) -> Question[ManyLucks]:
    """Ask what comes out under many other lucks."""
    small = bounded(scenario, MOST_SHOPPERS)
    words = reading.words(
        "luck.words",
        seeds=reading.words.integer(SEEDS),
        people=reading.words.integer(small.shoppers),
    )
    return Question(
        "luck",
        small,
        (SEEDS,),
        partial(many_lucks, small),
        words,
        reading.words("experiments.takes.some"),
    )


def luck_block(
    result: ManyLucks, measure: Measure, reading: Reading, *, apart: bool = False
) -> Block:
    """Show how often each shop comes out ahead over many lucks.

    With ``apart``, beside it what would come out if each shop had its own luck.
    """
    texts = reading.words
    strip = result.strip.strips[measure.outcome]
    gain = result.gain[measure.outcome]
    ranges = _ranges(result.difference[measure.outcome], gain, measure)
    dots = {SHARED: strip.paired, SEPARATE: strip.unpaired}
    rows = tuple(_row(kind, ranges, measure, reading, dots[kind]) for kind in dots)
    shown = rows if apart else rows[:1]
    return Block(
        name="luck_strip",
        title=_strip_title(strip, measure, reading),
        picture=_picture(shown, measure, reading, whole=rows),
        words=_strip_words(strip, ranges, reading, apart=apart),
        table=_strip_table(result.strip, strip, measure, reading),
        data_frame=pd.DataFrame(
            {"seed": result.strip.seeds, SHARED: strip.paired, SEPARATE: strip.unpaired}
        ),
        source=texts("luck.rule"),
    )


def _ranges(difference: Interval, gain: float, measure: Measure) -> Ranges:
    ends = (difference.mean, difference.low, difference.high)
    mean, low, high = (findings.scaled(end, measure.unit) for end in ends)
    half = max(high - mean, mean - low)
    # A range around people of whom none was seen to differ is a caution that the other range
    # does not know: without any width it would promise a certainty that nobody has.
    separate = gain * half if gain > 0.0 or half == 0.0 else math.nan
    lows = {SHARED: low, SEPARATE: mean - separate}
    highs = {SHARED: high, SEPARATE: mean + separate}
    return Ranges(mean, separate, lows, highs, gain)


def _factor(ranges: Ranges, measure: Measure, reading: Reading) -> dict[str, str]:
    """Return the values of the placeholders of the title."""
    values = {"what": reading.name(measure)}
    if ranges.finding == "narrower":
        values["factor"] = reading.words.number(ranges.gain)
    return values


def _lost(ranges: Ranges, words: str) -> list[str]:
    """Return the words for a difference that is clear only because luck is shared."""
    clear = {kind: not ranges.low[kind] <= 0.0 <= ranges.high[kind] for kind in (SHARED, SEPARATE)}
    return [words] if clear[SHARED] and not clear[SEPARATE] else []


def _row(
    kind: str, ranges: Ranges, measure: Measure, reading: Reading, dots: tuple[float, ...] = ()
) -> LuckRow:
    low, high = ranges.low[kind], ranges.high[kind]
    digits = findings.range_decimals(ranges.mean, low, high)
    text = reading.words(
        "luck.row",
        unit=reading.words(f"findings.unit.{measure.unit}"),
        mean=findings.write_signed(ranges.mean, measure.unit, reading.words, digits),
        interval=findings.write_range(low, high, measure.unit, reading.words, digits),
    )
    scaled = tuple(findings.scaled(dot, measure.unit) for dot in dots)
    return LuckRow(reading.words(f"luck.kind.{kind}"), text, ranges.mean, low, high, scaled)


def _picture(
    rows: tuple[LuckRow, ...],
    measure: Measure,
    reading: Reading,
    whole: tuple[LuckRow, ...] = (),
) -> LuckRows:
    """Put rows on an axis that has room for all of `whole`, whichever of them are shown."""
    numbers = [end for row in whole or rows for end in (row.low, row.high, *row.dots)]
    ends = [0.0, *(end for end in numbers if math.isfinite(end))]
    margin = (max(ends) - min(ends)) * MARGIN or 1.0
    low, high = min(ends) - margin, max(ends) + margin
    values = round_values(low, high)
    integers = all(float(value).is_integer() for value in values)
    digits = 0 if integers else findings.decimals(*values)
    ticks = tuple((value, _tick(value, digits, measure, reading)) for value in values)
    alt = ". ".join(f"{row.name}: {row.text}" for row in rows)
    return LuckRows(rows, Scale(low, high, ticks), f"{reading.name(measure)}. {alt}")


def round_values(low: float, high: float, most: int = MOST_TICKS) -> tuple[float, ...]:
    """Return round values from low to high, at most so many, evenly spaced; 0 if it lies between.

    Both ends are finite and `most` is at least 2. Where low is not below high, there is one value.
    """
    if not low < high:
        return (low,)
    size: float = 10.0 ** math.floor(math.log10((high - low) / most))
    for factor in (1, 2, 5, 10, 20):
        step = size * factor
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < most:
            break
    return tuple(count * step for count in range(first, last + 1))


def _tick(value: float, digits: int, measure: Measure, reading: Reading) -> str:
    if measure.unit == "money":
        return reading.words.signed_money(value, decimals=digits)
    return reading.words.signed_number(value, digits if value else 0)


def _strip_title(strip: Strip, measure: Measure, reading: Reading) -> str:
    """Count the lucks in which either shop has more; name only what was seen."""
    texts, seeds = reading.words, len(strip.paired)
    up, down = (sum(sign * dot > 0 for dot in strip.paired) for sign in (1, -1))
    values = {"what": reading.name(measure), "seeds": reading.words.integer(seeds)}
    if up == down == 0:
        return texts("luck.strip.same", **values)
    values["b"] = reading.who.b
    if seeds in (up, down):
        return texts(f"luck.strip.{'more' if up else 'less'}", **values)
    counts = {"up": reading.words.integer(up), "down": reading.words.integer(down)}
    return texts("luck.strip.mixed", **values, **counts)


def _strip_words(strip: Strip, ranges: Ranges, reading: Reading, *, apart: bool) -> str:
    texts = reading.words
    sentences = [texts("luck.dots")]
    if apart and strip.factor is not None:
        sentences.append(texts("luck.scatter", factor=texts.number(strip.factor)))
        sentences += _lost(ranges, texts("luck.lost"))
    return " ".join(sentences)


def _table(rows: tuple[LuckRow, ...], reading: Reading) -> Table:
    columns = (
        Column(reading.words("luck.column.kind")),
        Column(reading.words("luck.column.range")),
    )
    return Table(columns, [[row.name, row.text] for row in rows])


def _strip_table(result: LuckStrip, strip: Strip, measure: Measure, reading: Reading) -> Table:
    texts = reading.words
    columns = (
        Column(texts("luck.column.seed"), True),
        Column(texts(f"luck.kind.{SHARED}"), True),
        Column(texts(f"luck.kind.{SEPARATE}"), True),
    )
    rows = [
        [str(seed), *(_signed(value, measure, reading) for value in values)]
        for seed, *values in zip(result.seeds, strip.paired, strip.unpaired, strict=True)
    ]
    return Table(columns, rows)


def _signed(value: float, measure: Measure, reading: Reading) -> str:
    size = findings.scaled(value, measure.unit)
    return findings.write_signed(size, measure.unit, reading.words, findings.decimals(size))


def _data_frame(rows: tuple[LuckRow, ...]) -> pd.DataFrame:
    """Return both ranges, in the unit in which they are shown."""
    return pd.DataFrame(
        [
            {"luck": kind, "difference": row.mean, "low": row.low, "high": row.high}
            for kind, row in zip((SHARED, SEPARATE), rows, strict=False)
        ]
    )
