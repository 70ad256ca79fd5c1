"""Numbers of a run by name, so that the words of a lesson can quote them.

A name is `side.quantity`: the side is `a`, `b`, `gap` (size of the difference b − a), `change`
(with its sign), `low` or `high` (ends of its range); the quantity is an outcome's key,
`friction.<kind>` or `loss.<kind>`. Beside these there are `kind.<kind of shopper>`, `people`,
`weeks`, `payback`, `knob.<knob>` and `premium.<method>`.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

import pandas as pd

from content import load_texts
from content.formats import Formats
from explainer.figures.palette import looks_of
from explainer.results import findings
from simulations import FRICTIONS, KNOBS, OUTCOMES, Comparison, Result, Scenario
from simulations.engine.estimates import Estimate
from simulations.experiments.premium import premium
from simulations.people.rounding import share_out
from simulations.scenario.knobs import SIDES

PREFIXES = (*SIDES, "gap", "change", "low", "high")
KNOB_DECIMALS = 2
"""As many as a knob is set with at most: 60, 1.5, 0.25."""
PER_PERSON = 1000
"""Frictions and lost sales are counted for so many people."""
KIND = "kind"
KIND_GROUPS = (("both", "only_a", "only_b", "neither"), ("better", "same", "worse"))
"""Kinds of shopper, of which each person is one: who buys where, and for whom it is better."""
KINDS = tuple(kind for group in KIND_GROUPS for kind in group)
PREMIUM = "premium"
PREMIUMS = ("naive", "matched", "placebo", "causal")
"""Ways to ask what customers of several channels are worth; see `premium_gaps`."""
CLAIM = re.compile(r"(\S+)\s*(<=|>=|<|>)\s*(\S+)")
COMPARED = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
OTHER_SIDE = {"a": "b", "b": "a"}
PARTS = {"low": "low", "high": "high"}
COUNTED = {"friction": ("friction", "count"), "loss": ("lost_sales", "journeys")}


class UnknownNumberError(ValueError):
    """A run has no number of this name."""


@dataclass(frozen=True)
class Numbers:
    """The numbers of one run."""

    comparison: Comparison

    @property
    def scenario(self) -> Scenario:
        """The run that they are of."""
        return self.comparison.scenario

    def look(self, side: str) -> str:
        """Return the look that a side wears; see `looks_of`."""
        return looks_of(self.scenario.a, self.scenario.b)[side == "b"]

    def value(self, name: str) -> float:
        """Return a number in the unit in which it is shown: shares of 100, frictions of 1,000.

        Raises `UnknownNumberError` if no run has a number of this name.
        """
        first, _, rest = name.partition(".")
        if first in PREFIXES and rest:
            return self._side(first, rest)
        if first == KIND and rest in KINDS:
            return 100 * self.comparison.shopper_kinds[rest]
        if first == "knob" and rest in KNOBS:
            return _shown_knob(rest, self.scenario.get(rest))
        scenario = self.scenario
        if first == PREMIUM and rest in PREMIUMS:
            return premium_gaps(scenario.to_json())[rest]
        alone = {"people": scenario.shoppers, "weeks": scenario.weeks, "per": PER_PERSON}
        if name in alone:
            return float(alone[name])
        if name == "payback":
            month = self.comparison.payback_month
            return math.nan if month is None else float(math.ceil(month))
        raise UnknownNumberError(f"no run has a number {name[:60]!r}")

    def text(self, name: str, formats: Formats) -> str:
        """Write a number for the country, without its unit."""
        value = self.value(name)
        side, _, quantity = name.partition(".")
        if side == KIND:
            return self._people(quantity, formats)
        if side == "knob":
            return formats.number(value, findings.exact_decimals(value, KNOB_DECIMALS))
        unit = unit_of(quantity) if side in PREFIXES else "whole"
        other = value
        if side in OTHER_SIDE and self._differs(quantity):
            other = self.value(f"{OTHER_SIDE[side]}.{quantity}")
        return write(value, unit, formats, signed=side in ("change", PREMIUM), other=other)

    def _differs(self, quantity: str) -> bool:
        """Return whether the sides differ in a quantity by more than luck would explain."""
        if quantity.partition(".")[0] in COUNTED:
            return True
        mean, low, high = (self.value(f"{part}.{quantity}") for part in ("change", "low", "high"))
        return findings.direction(Estimate(mean, low, high)) in ("more", "less")

    def holds(self, claim: str) -> bool:
        """Return whether a claim such as `b.revenue > a.revenue` is true of this run."""
        match = CLAIM.fullmatch(claim.strip())
        if match is None:
            raise UnknownNumberError(f"{claim[:80]!r} is not a claim such as 'b.profit > a.profit'")
        left, sign, right = match.groups()
        return bool(COMPARED[sign](self._operand(left), self._operand(right)))

    def _people(self, kind: str, formats: Formats) -> str:
        """Write how many people of a hundred are of a kind: whole ones, that add up."""
        kinds = next(group for group in KIND_GROUPS if kind in group)
        shares = {name: self.value(f"{KIND}.{name}") for name in kinds}
        whole = share_out(shares)[kind]
        if not whole and shares[kind] > 0:
            return load_texts(formats.language)("lesson.under_one")
        return formats.integer(whole)

    def _operand(self, part: str) -> float:
        try:
            return float(part)
        except ValueError:
            return self.value(part)

    def _side(self, side: str, quantity: str) -> float:
        part = side if side in SIDES else "difference"
        family, _, kind = quantity.partition(".")
        if family in COUNTED:
            size = PER_PERSON * self._times(part, family, kind)
        else:
            size = _outcome(getattr(self.comparison, part), quantity, PARTS.get(side, "mean"))
        return abs(size) if side == "gap" else size

    def _times(self, part: str, family: str, kind: str) -> float:
        """Return how often a friction was met, or cost a sale, for each person."""
        if kind not in FRICTIONS:
            raise UnknownNumberError(f"no run has a friction {kind[:60]!r}")
        return self._totals[part, family].get(kind, 0.0)

    @cached_property
    def _totals(self) -> Mapping[tuple[str, str], Mapping[str, float]]:
        """Counts by side and family, read once: a drawing asks for hundreds of them."""
        return {
            (part, family): _by_kind(getattr(getattr(self.comparison, part), table), column)
            for part in ("a", "b", "difference")
            for family, (table, column) in COUNTED.items()
        }


@lru_cache(maxsize=16)
def premium_gaps(canonical: str) -> Mapping[str, float]:
    """Return by how many percent more customers of several channels buy again, by four methods.

    Parameters
    ----------
    canonical : str
        A scenario as its JSON; the customers are those of its set-up a.

    Returns
    -------
    Mapping of str to float
        ``naive`` as a report shows it, ``matched`` among people alike, ``placebo`` with channels
        thrown at random, ``causal`` what combining channels does; NaN where nothing can be said.
    """
    estimates = premium(Scenario.from_json(canonical))
    several = {
        "naive": estimates.naive,
        "matched": estimates.equal_traits,
        "placebo": estimates.placebo["even"].naive,
        "causal": estimates.causal,
    }
    relative = {name: gaps["repeat_share"].relative for name, gaps in several.items()}
    shares = {name: 100 * gap.mean if gap else math.nan for name, gap in relative.items()}
    return MappingProxyType(shares)


def unit_of(quantity: str) -> str:
    """Return the unit in which a quantity is shown: hundred, thousand, money, points or count."""
    if quantity.partition(".")[0] in COUNTED:
        return "thousand"
    units = {"share": "hundred", "points": "points", "money": "money"}
    return units.get(OUTCOMES[quantity].unit, "count")


def write(
    value: float,
    unit: str,
    formats: Formats,
    *,
    signed: bool = False,
    other: float | None = None,
) -> str:
    """Write a value that is in its unit; whole numbers from ten on.

    One that stands beside another gets as many decimals as tell them apart.
    """
    whole = unit in ("whole", "thousand") or abs(value) >= 10
    plain = not value or unit == "money" or (whole and abs(value) >= 1)
    decimals = 0 if plain else findings.decimals(value)
    if other is not None:
        decimals = findings.apart(value, other, decimals)
    if unit == "money":
        return (formats.signed_money if signed else formats.money)(value, decimals=decimals)
    return (formats.signed_number if signed else formats.number)(value, decimals)


def _outcome(result: Result, name: str, part: str) -> float:
    if name not in OUTCOMES:
        raise UnknownNumberError(f"no run has a quantity {name[:60]!r}")
    value = float(getattr(result.outcomes[name], part))
    return 100 * value if OUTCOMES[name].unit == "share" else value


def _by_kind(table: pd.DataFrame, column: str) -> Mapping[str, float]:
    totals: dict[str, float] = {}
    for kind, count in zip(table["kind"].tolist(), table[column].tolist(), strict=True):
        totals[kind] = totals.get(kind, 0.0) + count
    return totals


def _shown_knob(name: str, value: object) -> float:
    number = float(value)  # type: ignore[arg-type]  # the channels of a set-up are never quoted
    return 100 * number if KNOBS[name].high == 1.0 else number
