"""What a difference per customer comes to for a whole company, and what would make it pay.

The run is per customer and in the purchases of its country; a company has so many customers and
its own average purchase. Everything else stays as it is set: nothing here is a forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from explainer.results.experiments.question import Question, bounded
from simulations import KNOBS, Comparison, Estimate, Scenario
from simulations.experiments.break_even import BreakEven, break_even
from simulations.model.costs import one_off_cost
from simulations.scenario.strategies import market_values

YEAR = 52
YEARS = (1, 2, 3)
"""Horizons that can be chosen, in years."""
FARTHEST = 5
"""Years beyond which a horizon is no longer looked at."""
MOST_SHOPPERS = 800
BASKET = "market.basket_mean"
CROSSING, COST = "population.crossing_share", "b.one_off_cost"
TRIED = 5
"""Shares of people who combine channels that are tried, over what is believable."""
SHOPS, CUSTOMERS, PURCHASE = (1, 100_000), (1, 10_000_000), (1, 100_000_000)
"""Legal ranges of the numbers of a company."""
USUAL_SHOPS, USUAL_CUSTOMERS = 10, 2_000


@dataclass(frozen=True, slots=True)
class Company:
    """What a client knows by heart.

    Attributes
    ----------
    shops : int
        Stores of the company.
    customers : int
        Customers of each, within a year.
    purchase : float
        Average purchase, in the currency of the scenario.
    years : int
        Horizon, one of `YEARS`.
    """

    shops: int
    customers: int
    purchase: float
    years: int = 1

    @property
    def people(self) -> int:
        """Customers in all."""
        return self.shops * self.customers


@dataclass(frozen=True, slots=True)
class Needed:
    """What alone would make the set-up b break even; None where nothing believable does.

    Attributes
    ----------
    cost : float or None
        The highest one-off cost, as a share of yearly revenue.
    years : int or None
        The shortest horizon, in whole years.
    crossing : float or None
        The smallest share of people who combine channels.
    """

    cost: float | None
    years: int | None
    crossing: float | None

    @property
    def anything(self) -> bool:
        """Whether one believable change is enough."""
        return (self.cost, self.years, self.crossing) != (None, None, None)


def usual_purchase(scenario: Scenario) -> int:
    """Return the average purchase of the scenario's market, in whole money."""
    # A basket is a number in every market.
    return max(1, round(float(market_values(scenario.country, scenario.category)[BASKET])))  # type: ignore[arg-type]  # its type is that of any knob


def over(scenario: Scenario, years: int) -> Scenario:
    """Return the scenario lived for so many years, with fewer people so that it costs the same."""
    if scenario.weeks == YEAR * years:
        return scenario
    return bounded(scenario.with_values({"weeks": YEAR * years}), scenario.shoppers)


def total(comparison: Comparison, company: Company) -> Estimate:
    """Return how much more (or less) the whole company earns with b over the run, in money."""
    gap, factor = comparison.difference.outcomes["profit"], scale(comparison.scenario, company)
    return Estimate(*(factor * end for end in (gap.mean, gap.low, gap.high)))


def scale(scenario: Scenario, company: Company) -> float:
    """Return what money per customer of the run is multiplied with: people and their purchases."""
    return company.people * company.purchase / scenario.number(BASKET)


def company_question(scenario: Scenario, words: str, takes: str) -> Question[BreakEven]:
    """Ask for the profit over horizons and shares of people who combine channels."""
    small = bounded(scenario.with_values({"weeks": YEAR}), MOST_SHOPPERS)
    run = partial(
        break_even,
        small,
        CROSSING,
        "weeks",
        steps=TRIED,
        x_range=KNOBS[CROSSING].plausible,
        y_range=(YEAR, YEAR * FARTHEST),
    )
    return Question("company", small, (TRIED, FARTHEST), run, words, takes)


def by_year(grid: BreakEven, part: str, scenario: Scenario) -> tuple[float, ...]:
    """Return the profit difference per customer after each year, at the scenario's own share.

    The grid answers `company_question`; ``part`` is "mean", "low" or "high".
    """
    share, shares = scenario.number(CROSSING), grid.x.values
    rows = getattr(grid, part)
    return tuple(_interpolated(shares, [float(cell) for cell in row], share) for row in rows)


def needed(grid: BreakEven, comparison: Comparison, company: Company) -> Needed:
    """Return what alone would make b break even over the company's horizon.

    The grid answers `company_question`, the comparison is a run over the horizon.
    """
    years = by_year(grid, "mean", comparison.scenario)
    longer = range(company.years + 1, len(years) + 1)
    first = next((year for year in longer if years[year - 1] >= 0), None)
    row = [float(cell) for cell in grid.mean[company.years - 1]]
    return Needed(cost_that_pays(comparison), first, _crossing(grid.x.values, row, comparison))


def cost_that_pays(comparison: Comparison) -> float | None:
    """Return the highest believable one-off cost at which b breaks even; None if there is none.

    Profit falls in a straight line as the cost rises: it is one amount per customer.
    """
    scenario = comparison.scenario
    whole = scenario.with_values({COST: 1.0})
    unit = one_off_cost(whole, whole.b)  # money per customer of a cost of all yearly revenue
    if unit <= 0:
        return None
    highest = scenario.number(COST) + comparison.difference.outcomes["profit"].mean / unit
    low, high = KNOBS[COST].plausible
    return min(highest, high) if highest >= low else None


def _crossing(
    shares: Sequence[float], profits: Sequence[float], comparison: Comparison
) -> float | None:
    """Return the smallest believable share above the present one at which b breaks even."""
    present = comparison.scenario.number(CROSSING)
    for (x1, y1), (x2, y2) in pairwise(zip(shares, profits, strict=True)):
        if y1 < 0 <= y2 and x2 > present:
            return max(present, x1 + (x2 - x1) * -y1 / (y2 - y1))
    return None


def _interpolated(xs: Sequence[float], ys: Sequence[float], at: float) -> float:
    """Interpolate in straight lines; beyond the ends, take the value of the nearer end."""
    if at <= xs[0]:
        return ys[0]
    for (x1, y1), (x2, y2) in pairwise(zip(xs, ys, strict=True)):
        if at <= x2:
            return y1 + (y2 - y1) * (at - x1) / (x2 - x1)
    return ys[-1]
