"""The multichannel premium: do customers of several channels spend more because they combine them?

Five answers side by side. What a retailer's records show (``naive``, and ``equal_purchases``), what
only a simulation can do (``equal_traits``: people as engaged and with as many needs; ``causal``:
the same people with common random numbers, all made to combine channels against all made to keep to
one), and a check (``placebo``: channels assigned at random to purchases that have already happened,
so that no channel can have had an effect).

The placebo repeats, on synthetic purchases, the exhibit of ``evidence.md`` section 11: share seen
in both, spend, who bought again, the same at equal numbers of purchases. Spend per occasion can be
compared with HB2, and the causal gain with SE1. Nothing is fitted to any of them here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Progress, over_chunks
from simulations.engine.estimates import MOMENTS, difference, ratios, relative_change
from simulations.experiments.methods.customers import Customers, customers_chunk
from simulations.experiments.methods.differences import moments_of_blocks
from simulations.experiments.methods.gaps import Gap, gap, no_gap
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import UNBOUNDED, shopper_totals
from simulations.scenario.knobs import SIDES
from simulations.scenario.plain import plain, result_header
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Gaps = Mapping[str, Gap]

METRICS: Mapping[str, str] = MappingProxyType(
    {
        "revenue": "money",  # per customer over the horizon (causal: per person)
        "spend_per_occasion": "money",  # revenue / purchases
        "purchases": "count",  # per customer (causal: per person)
        "repeat_share": "share",  # with two purchases or more
        "bought_again": "share",  # in the second half, of those who bought in the first
    }
)
CAUSAL = ("revenue", "spend_per_occasion", "purchases", "repeat_share")
PARTS = 10  # deciles of engagement times deciles of need rate
PLACEBO = 0x504C4143  # with the scenario's seed, the seed of NumPy's generator for the placebo
HABITS: Mapping[str, float | None] = MappingProxyType({"even": None, "strong_habits": 0.3})


@dataclass(frozen=True, slots=True)
class Placebo:
    """Channels assigned at random: each purchase in the store with the customer's own chance.

    ``even``: a half for everybody; ``strong_habits``: drawn from Beta(0.3, 0.3).

    Attributes
    ----------
    several_share : float or None
        Share of the customers that the records show in several channels, 0 to 1.
    naive, equal_purchases : mapping of metric to Gap
        Several channels against one, as the records show it and at equal numbers of purchases.
    """

    several_share: float | None
    naive: Gaps
    equal_purchases: Gaps


@dataclass(frozen=True, slots=True)
class Premium:
    """What customers seen in several channels are worth beyond those seen in one.

    Attributes
    ----------
    scenario : Scenario
    side : str
    customers : int
        People with at least one purchase.
    several_share : float or None
        Share of them seen in two channels or more; None without customers.
    naive, equal_purchases, equal_traits, causal : dict of metric to Gap
        See ``METRICS``. ``bought_again`` uses channels and purchases of the first half only.
    placebo : dict of habit to Placebo
    """

    scenario: Scenario
    side: str
    customers: int
    several_share: float | None
    naive: Gaps
    equal_purchases: Gaps
    equal_traits: Gaps
    causal: Gaps
    placebo: Mapping[str, Placebo]

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``model``, ``currency``, ``units`` of the metrics, and keys as the attributes.
        """
        values = {field.name: plain(getattr(self, field.name)) for field in fields(self)}
        return {**result_header(self.scenario), "units": dict(METRICS), **values}


def premium(
    scenario: Scenario,
    *,
    side: str = "a",
    workers: int = 1,
    chunk_size: int | None = None,
    progress: Progress | None = None,
) -> Premium:
    """Compare customers seen in several channels with customers seen in one.

    Memory grows with the number of customers (some 70 bytes each), not with their journeys.

    Parameters
    ----------
    scenario : Scenario
    side : str
        Set-up whose customers are compared, ``a`` or ``b``.
    workers : int
    chunk_size : int, optional
        Changes memory, not numbers.
    progress : callable, optional
        Called with shoppers done and shoppers in all.

    Returns
    -------
    Premium

    Raises
    ------
    ScenarioError
        For an unknown side.
    """
    if side not in SIDES:
        raise ScenarioError((Problem("side", "unknown_choice", shorten(side), choices=SIDES),))
    parts, sums = [], np.zeros((len(CAUSAL), MOMENTS))
    chunks = over_chunks(_premium_chunk, scenario, (side,), workers, chunk_size, progress=progress)
    for part, blocks in chunks:
        parts.append(part)
        for block in blocks:
            sums += block
    people = Customers.join(parts or [customers_chunk(scenario, side, 0, 0)])
    several, several_early = people.channels >= 2, people.early_channels >= 2
    return Premium(
        scenario=scenario,
        side=side,
        customers=len(people),
        several_share=_share(several),
        naive=_naive(people, several, several_early),
        equal_purchases=_equal_purchases(people, several, several_early),
        equal_traits=_gaps(people, several, several_early, _trait_cells(people)),
        causal=_causal(sums, scenario.shoppers),
        placebo=placebos(scenario.seed, people),
    )


def _premium_chunk(
    scenario: Scenario, side: str, start: int, length: int
) -> tuple[Customers, list[Floats]]:
    """Customers of a chunk, and for each of its blocks the moments of ``CAUSAL`` (metrics, 14)."""
    shoppers = np.arange(start, min(start + length, scenario.shoppers), dtype=np.int64)
    tops, bottoms = [], []
    for share in (0.0, 1.0):
        world = _world(scenario, side, share)
        strategies = (world.side(side),)
        totals = shopper_totals(
            simulate(world, strategies, shoppers)[1], setup_costs(world, strategies)
        )
        revenue, purchases = totals["revenue"][0], totals["purchases"][0]
        everyone = np.ones(len(shoppers))
        tops.append([revenue, revenue, purchases, (purchases >= 2.0) * everyone])
        bottoms.append([everyone, purchases, everyone, everyone])
    top, bottom = (np.array(each).transpose(1, 0, 2) for each in (tops, bottoms))
    return customers_chunk(scenario, side, start, length), moments_of_blocks(top, bottom)


def _world(scenario: Scenario, side: str, share: float) -> Scenario:
    """Everybody combines channels (1) or keeps to one (0); nobody is nudged from one to other."""
    nudges = dict.fromkeys((f"{side}.nudge_to_store", f"{side}.nudge_to_online"), 0.0)
    return scenario.with_values({"population.crossing_share": share, **nudges})


def _gaps(
    people: Customers, several: Flags, several_early: Flags, cell: NDArray[np.int64]
) -> dict[str, Gap]:
    everyone = np.ones(len(people))
    buying = people.early > 0.0
    return {
        "revenue": gap(people.revenue, everyone, several, cell),
        "spend_per_occasion": gap(people.revenue, people.purchases, several, cell),
        "purchases": gap(people.purchases, everyone, several, cell),
        "repeat_share": gap((people.purchases >= 2.0) * everyone, everyone, several, cell),
        "bought_again": gap(
            (people.late > 0.0)[buying] * everyone[buying],
            everyone[buying],
            several_early[buying],
            cell[buying],
        ),
    }


def _naive(people: Customers, several: Flags, several_early: Flags) -> dict[str, Gap]:
    return _gaps(people, several, several_early, np.zeros(len(people), dtype=np.int64))


def _equal_purchases(people: Customers, several: Flags, several_early: Flags) -> dict[str, Gap]:
    same = no_gap("equal_by_definition")
    gaps = _gaps(people, several, several_early, people.purchases.astype(np.int64))
    early = _gaps(people, several, several_early, people.early.astype(np.int64))
    again = early["bought_again"]
    return {**gaps, "purchases": same, "repeat_share": same, "bought_again": again}


def _trait_cells(people: Customers) -> NDArray[np.int64]:
    cell = np.zeros(len(people), dtype=np.int64)
    if len(people):
        inner = np.arange(1, PARTS) / PARTS
        for trait in (people.engagement, people.need_rate):
            limits = np.quantile(trait, inner)
            cell = cell * PARTS + np.searchsorted(limits, trait, side="right")
    return cell


def _causal(sums: Floats, people: int) -> dict[str, Gap]:
    if people == 0:
        return {name: no_gap("nobody") for name in CAUSAL}
    gaps = {}
    for name, moments_of_metric in zip(CAUSAL, sums, strict=True):
        one, several = (
            float(ratios(moments_of_metric, people, side, UNBOUNDED).mean) for side in (0, 1)
        )
        can_differ = bool(np.any(moments_of_metric[2:4])) or bool(moments_of_metric[11:].any())
        change = difference(moments_of_metric, people, UNBOUNDED, can_differ)
        gaps[name] = Gap(
            several, one, change, relative_change(moments_of_metric, people, can_differ), people
        )
    return gaps


def placebos(seed: int, people: Customers) -> dict[str, Placebo]:
    """Assign channels to purchases at random: the store or another, one chance for each customer.

    The generator is NumPy's, seeded with (scenario's seed, ``PLACEBO``, position of the habit in
    ``HABITS``): no draw that made the purchases is used again.

    Parameters
    ----------
    seed : int
        From 0.
    people : Customers

    Returns
    -------
    dict of habit to Placebo
    """
    results = {}
    for index, (name, spread) in enumerate(HABITS.items()):
        generator = np.random.default_rng([seed, PLACEBO, index])
        size = len(people)
        chance = np.full(size, 0.5) if spread is None else generator.beta(spread, spread, size)
        early = generator.binomial(people.early.astype(np.int64), chance)
        late = generator.binomial(people.late.astype(np.int64), chance)
        in_store = early + late
        several = (in_store > 0) & (in_store < people.purchases)
        several_early = (early > 0) & (early < people.early)
        results[name] = Placebo(
            several_share=_share(several),
            naive=_naive(people, several, several_early),
            equal_purchases=_equal_purchases(people, several, several_early),
        )
    return results


def _share(flags: Flags) -> float | None:
    return float(flags.mean()) if len(flags) else None
