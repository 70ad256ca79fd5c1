"""The outcomes that the simulator page shows, and a comparison in the words of a visitor."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.words import Words
from explainer.results import findings
from explainer.results.block import Column, Table
from explainer.results.findings import Interval, Names, Unit
from explainer.results.marks import Bar, Differences, Pair, Value, on_one_scale
from simulations import Comparison, Estimate, Result
from simulations.scenario.knobs import SIDES


@dataclass(frozen=True, slots=True)
class Measure:
    """One outcome as it is shown.

    Attributes
    ----------
    outcome : str
        Its key in the results.
    unit : str
        "points" of an index, "hundred" (so many of every 100), "count" or "money".
    weekly : str
        The column that follows it over time, if there is one.
    """

    outcome: str
    unit: Unit
    weekly: str = ""


FRUSTRATION = Measure("frustration_index", "points", "frustration")
CONVERSION = Measure("conversion_rate", "hundred", "conversion")
REPEAT = Measure("repeat_rate", "hundred", "repeat")
ACTIVE = Measure("active_at_end", "hundred", "active")
SEVERE = Measure("severe_friction_share", "hundred")
PROFIT = Measure("profit", "money")
REVENUE = Measure("revenue", "money")
CONTRIBUTION = Measure("contribution", "money")
CONTACTS = Measure("contacts", "count")

AT_THE_END = (FRUSTRATION, SEVERE, CONVERSION, REPEAT, ACTIVE)
MONEY = (REVENUE, CONTRIBUTION, PROFIT)
ALL = (*AT_THE_END, CONTACTS, *MONEY)

SIDES_AND_GAP = (*SIDES, "difference")
"""What a comparison has results of."""
UNKNOWN = Estimate(math.nan, math.nan, math.nan)
"""The difference of two set-ups where nothing happened that could have differed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A comparison with all that is needed to put it into one visitor's words."""

    comparison: Comparison
    who: Names
    words: Words

    def difference(self, measure: Measure) -> Interval:
        """Return b − a of a measure, paired, in the units of the results."""
        return self.known(self.comparison.difference.outcomes[measure.outcome])

    def known(self, difference: Interval) -> Interval:
        """Return a difference b − a, or that it is not known.

        A difference of exactly nothing is known of equal set-ups alone. Of others it says that
        nothing happened that could have differed.
        """
        nothing = difference.low == difference.mean == difference.high == 0.0
        scenario = self.comparison.scenario
        return UNKNOWN if nothing and scenario.a != scenario.b else difference

    def title(self, measure: Measure) -> str:
        """Write the finding about a measure."""
        difference = self.difference(measure)
        return findings.title(measure.outcome, difference, measure.unit, self.who, self.words)

    def sentence(self, measure: Measure) -> str:
        """Write both values, the difference and its range."""
        a, b = self.values(measure)
        values = self.words(
            f"findings.{measure.outcome}.values",
            a=self.who.a,
            b=self.who.b,
            a_value=a.text,
            b_value=b.text,
        )
        return f"{values} {self.spread(measure)}"

    def spread(self, measure: Measure) -> str:
        """Write the difference of a measure with its interval."""
        return findings.spread(self.difference(measure), measure.unit, self.words)

    def value(self, measure: Measure, side: str) -> Value:
        """Return a measure of one side, or of the difference, for a chart."""
        if side == "difference":
            gap = self.side(side).outcomes[measure.outcome]
            return self.to_value(gap, measure.unit, signed=True)
        return self.values(measure)[side == "b"]

    def values(self, measure: Measure) -> tuple[Value, Value]:
        """Return a measure of both sides."""
        return self.both_values(measure.unit, *self._estimates(measure))

    def _estimates(self, measure: Measure) -> tuple[Estimate, Estimate, Estimate]:
        """Return the estimates of both sides and of their difference."""
        a, b, gap = (self.side(side).outcomes[measure.outcome] for side in SIDES_AND_GAP)
        return a, b, gap

    def row(self, measure: Measure) -> list[str]:
        """Write a measure of both sides, their difference and its range, as cells of a table."""
        return self.cells(measure.unit, *self._estimates(measure))

    def cells(self, unit: Unit, a: Interval, b: Interval, difference: Interval) -> list[str]:
        """Write any estimates of both sides, their difference and its range in the same way."""
        gap = self.to_value(difference, unit, signed=True)
        values = self.both_values(unit, a, b, difference)
        return [*(value.text for value in values), gap.text, self.span(gap, unit)]

    def columns(self, first: str) -> tuple[Column, ...]:
        """Return the headings of a table of such cells, after the one of its first column."""
        names = (self.who.a_short, self.who.b_short)
        heads = (*names, self.words("blocks.column.difference"), self.words("blocks.column.range"))
        return (Column(first), *(Column(head, True) for head in heads))

    def record(self, measure: Measure) -> dict[str, object]:
        """Return a measure as plain numbers in the units of the results, for a data file."""
        record: dict[str, object] = {"outcome": measure.outcome}
        for side, estimate in zip(SIDES_AND_GAP, self._estimates(measure), strict=True):
            record |= {side: estimate.mean}
            record |= {f"{side}_low": estimate.low, f"{side}_high": estimate.high}
        return record

    def both_values(
        self, unit: Unit, a: Interval, b: Interval, gap: Interval
    ) -> tuple[Value, Value]:
        """Return the estimates of both sides; where they differ, with decimals that show it."""
        digits = 1
        if findings.direction(self.known(gap)) in ("more", "less"):
            digits = findings.apart(findings.scaled(a.mean, unit), findings.scaled(b.mean, unit))
        return self.to_value(a, unit, digits=digits), self.to_value(b, unit, digits=digits)

    def to_value(
        self, estimate: Interval, unit: Unit, *, signed: bool = False, digits: int = 1
    ) -> Value:
        """Return any estimate, or a difference with its sign, in the unit in which it is shown."""
        mean, low, high = (
            findings.scaled(end, unit) for end in (estimate.mean, estimate.low, estimate.high)
        )
        write = findings.write_signed if signed else findings.write
        digits = max(digits, findings.decimals(mean))
        return Value(mean, low, high, write(mean, unit, self.words, digits))

    def exact(self, amount: float) -> Value:
        """Return an amount without an interval, with as many decimals as it takes to see it."""
        text = self.words.number(amount, findings.decimals(amount))
        return Value(amount, amount, amount, text)

    def side(self, side: str) -> Result:
        """Return the results of set-up "a", of "b", or of their "difference"."""
        result: Result = getattr(self.comparison, side)
        return result

    def name(self, measure: Measure) -> str:
        """Name a measure."""
        return self.words(f"outcomes.{measure.outcome}.name")

    def pair(self, what: str, a_value: str, b_value: str) -> str:
        """Write both values of something, for those who cannot see the chart."""
        return self.words(
            "blocks.pair", what=what, a=self.who.a, b=self.who.b, a_value=a_value, b_value=b_value
        )

    def pairs(self, rows: Iterable[Bar | Pair]) -> str:
        """Write the values of all rows of a chart, for those who cannot see it."""
        return " ".join(self.pair(row.name, row.a.text, row.b.text) for row in rows)

    def bar_table(self, first: str, bars: Iterable[Bar]) -> Table:
        """Write the values of bars as a table; `first` heads the names."""
        columns = (Column(first), Column(self.who.a_short, True), Column(self.who.b_short, True))
        return Table(columns, [[bar.name, bar.a.text, bar.b.text] for bar in bars])

    def differences(
        self, names: Iterable[str], values: Sequence[Value], least: float = 0.0
    ) -> Differences:
        """Put differences b − a on one scale, with words at both of its ends."""
        lower, higher = (self.words(f"blocks.differences.{end}") for end in ("lower", "higher"))
        return Differences(on_one_scale(names, values, least), lower, higher)

    def interval(self, measure: Measure) -> str:
        """Write the range of a difference, alone."""
        return self.span(self.value(measure, "difference"), measure.unit)

    def span(self, difference: Value, unit: Unit) -> str:
        """Write the range of a difference that is in its unit already."""
        digits = findings.range_decimals(difference.value, difference.low, difference.high)
        return findings.write_range(difference.low, difference.high, unit, self.words, digits)
