"""The outcomes that the simulator page tells: how each is counted and where it is explained."""

import math
from dataclasses import dataclass

from content.words import Words
from explainer.results import findings
from explainer.results.findings import Interval, Names, Unit
from explainer.results.marks import Value
from simulations import Comparison, Estimate, Result


@dataclass(frozen=True, slots=True)
class Measure:
    """One outcome as it is told.

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

UNKNOWN = Estimate(math.nan, math.nan, math.nan)
"""Where nobody did anything that could tell two different set-ups apart."""


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
        """Say what was found about a measure."""
        difference = self.difference(measure)
        return findings.title(measure.outcome, difference, measure.unit, self.who, self.words)

    def sentence(self, measure: Measure) -> str:
        """Say both values, the difference and its range."""
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
        """Say the difference of a measure and how far luck could move it."""
        return findings.spread(self.difference(measure), measure.unit, self.words)

    def value(self, measure: Measure, side: str) -> Value:
        """Return a measure of one side, or of the difference, for a chart."""
        if side == "difference":
            gap = self.side(side).outcomes[measure.outcome]
            return self.told(gap, measure.unit, signed=True)
        return self.values(measure)[side == "b"]

    def values(self, measure: Measure) -> tuple[Value, Value]:
        """Return a measure of both sides."""
        a, b, gap = (self.side(one).outcomes[measure.outcome] for one in ("a", "b", "difference"))
        return self.both(measure.unit, a, b, gap)

    def both(self, unit: Unit, a: Interval, b: Interval, gap: Interval) -> tuple[Value, Value]:
        """Return the estimates of both sides; where they differ, with decimals that show it."""
        places = 1
        if findings.direction(self.known(gap)) in ("more", "less"):
            places = findings.apart(findings.scaled(a.mean, unit), findings.scaled(b.mean, unit))
        return self.told(a, unit, places=places), self.told(b, unit, places=places)

    def told(
        self, estimate: Interval, unit: Unit, *, signed: bool = False, places: int = 1
    ) -> Value:
        """Return any estimate, or a difference with its sign, in the unit that it is told in."""
        mean, low, high = (
            findings.scaled(end, unit) for end in (estimate.mean, estimate.low, estimate.high)
        )
        write = findings.write_signed if signed else findings.write
        places = max(places, findings.decimals(mean))
        return Value(mean, low, high, write(mean, unit, self.words, places))

    def side(self, side: str) -> Result:
        """Return the results of set-up "a", of "b", or of their "difference"."""
        found: Result = getattr(self.comparison, side)
        return found

    def name(self, measure: Measure) -> str:
        """Name a measure."""
        return self.words(f"outcomes.{measure.outcome}.name")

    def pair(self, what: str, a_value: str, b_value: str) -> str:
        """Say both values of something, for those who cannot see the chart."""
        return self.words(
            "blocks.pair", what=what, a=self.who.a, b=self.who.b, a_value=a_value, b_value=b_value
        )

    def interval(self, measure: Measure) -> str:
        """Write the range of a difference, alone."""
        return self.span(self.value(measure, "difference"), measure.unit)

    def span(self, difference: Value, unit: Unit) -> str:
        """Write the range of a difference that is in the unit that it is told in."""
        places = findings.range_decimals(difference.value, difference.low, difference.high)
        return self.words.interval(
            difference.low,
            difference.high,
            lambda end: findings.write_signed(end, unit, self.words, places),
        )
