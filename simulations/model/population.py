"""The population: traits of shoppers that no set-up changes (rules, section 2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulations.model import distributions, luck
from simulations.model.luck import PERSON_CODE
from simulations.scenario.knobs import CHANNELS, GENERATIONS
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ONLINE_ONLY, STORE_ONLY, SEVERAL = 0, 1, 2
HABITS = ("online_only", "store_only", "several")
LAST_RANK = 1.0 - 2.0**-52
DIGITAL = ("website", "app", "social", "email", "messaging")


@dataclass(frozen=True, slots=True)
class Population:
    """Traits of n shoppers, one array element each.

    Attributes
    ----------
    shoppers : int64 array (n,)
        Numbers of the shoppers in the whole population, from 0.
    keys : uint64 array (n,)
        Where each shopper's luck starts.
    generation, habit : int64 arrays (n,)
        Positions in ``GENERATIONS`` and ``HABITS``.
    engagement, crossing, basket, impatience, price_sensitivity, loyalty, churn : float arrays (n,)
        Crossing and churn are probabilities; basket is money; impatience is 0.5 to 1.5.
        Crossing counts only for those who combine channels.
    need_rate : float array (n,)
        Probability of a need in a week.
    messaging, collects, privacy : bool arrays (n,)
        Collecting counts only for those who combine channels.
    pull : float array (8, n)
        Taste for each channel, in the order of ``CHANNELS``.
    home_draw, nudge_draw : float arrays (n,)
    arrival : int64 array (n,)
        Week from 0 in which the person comes within reach.
    """

    shoppers: NDArray[np.int64]
    keys: luck.Keys
    generation: NDArray[np.int64]
    habit: NDArray[np.int64]
    engagement: Floats
    crossing: Floats
    need_rate: Floats
    basket: Floats
    impatience: Floats
    price_sensitivity: Floats
    loyalty: Floats
    churn: Floats
    messaging: Flags
    collects: Flags
    privacy: Flags
    pull: Floats
    home_draw: Floats
    nudge_draw: Floats
    arrival: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.shoppers)


def make_population(scenario: Scenario, shoppers: NDArray[np.int64]) -> Population:
    """Return the traits of these shoppers; they do not depend on who else is asked for.

    Source: rules, section 2.

    Parameters
    ----------
    scenario : Scenario
        Its seed, ``population``, ``market`` and ``generation`` knobs are used.
    shoppers : int64 array (n,)
        Numbers of the shoppers in the whole population, from 0.

    Returns
    -------
    Population
    """
    knobs, market = scenario.group("population"), scenario.group("market")
    keys = luck.person_keys(scenario.seed, shoppers)
    moments = luck.week_keys(keys, -1)

    def u(name: str) -> Floats:
        return luck.draw(moments, PERSON_CODE[name])

    engagement = u("engagement")
    tilt = 2.0 * engagement - 1.0
    generation = _generation(scenario, u("generation"))
    habit = _habit(scenario, generation, tilt, u("habit"))
    rho = knobs.engagement_crossing
    score = rho * engagement + (1.0 - rho) * u("crossing")
    rank = _joint_rank(knobs.engagement_rate, engagement, u("rate"))
    rate = distributions.read(distributions.gamma_table(knobs.need_shape), rank)
    basket = distributions.read(distributions.lognormal_table(market.basket_spread), u("basket"))
    messaging = u("messaging") < knobs.whatsapp_use
    return Population(
        shoppers=shoppers,
        keys=keys,
        generation=generation,
        habit=habit,
        engagement=engagement,
        crossing=np.minimum(1.0, knobs.crossing_rate * 2.0 * score),
        need_rate=np.minimum(
            1.0, knobs.need_rate / 52.0 * rate * (1.0 + knobs.engagement_need * tilt)
        ),
        basket=market.basket_mean * basket * (1.0 + knobs.engagement_basket * tilt),
        impatience=1.5 - _around(knobs.patience, 0.5, u("patience")),
        price_sensitivity=_around(knobs.price_sensitivity, 0.5, u("price")),
        loyalty=_around(knobs.loyalty_start, 0.3, engagement),
        churn=_churn(knobs.churn_mean, u("churn")),
        messaging=messaging,
        collects=u("pickup") < knobs.pickup_taste,
        privacy=u("privacy") < knobs.privacy_share,
        pull=_pull(scenario, generation, messaging, moments),
        home_draw=u("home"),
        nudge_draw=u("nudge"),
        arrival=_arrival(knobs.newcomers, knobs.arrival_weeks, u("arrival")),
    )


def _joint_rank(strength: float, first: Floats, second: Floats) -> Floats:
    """Return a uniform rank that follows the first draw by so much and the second for the rest.

    The weighted mean of two independent uniform draws, through its own distribution function (a
    trapezium), is uniform again (rules, section 2: need rate).
    """
    if strength == 0.0:
        return second
    if strength == 1.0:
        return first
    mean = strength * first + (1.0 - strength) * second
    wide, narrow = max(strength, 1.0 - strength), min(strength, 1.0 - strength)
    slope = 2.0 * wide * narrow
    rank = np.where(
        mean < narrow,
        mean * mean / slope,
        np.where(
            mean <= wide,
            (mean - narrow / 2.0) / wide,
            1.0 - (1.0 - mean) * (1.0 - mean) / slope,
        ),
    )
    return np.minimum(np.maximum(rank, 0.0), LAST_RANK)


def _arrival(newcomers: float, weeks: float, draws: Floats) -> NDArray[np.int64]:
    """Week of arrival: 0 for those who are there from the start (rules, section 2)."""
    if newcomers == 0.0:
        return np.zeros(len(draws), dtype=np.int64)
    later = (draws - (1.0 - newcomers)) / newcomers
    return np.floor(np.maximum(later, 0.0) * weeks).astype(np.int64)


def _around(middle: float, width: float, draws: Floats) -> Floats:
    return np.clip(middle + width * (draws - 0.5), 0.0, 1.0)


def _by_generation(scenario: Scenario, field: str) -> Floats:
    return np.array([scenario.group(f"generation.{name}")[field] for name in GENERATIONS])


def _weights(scenario: Scenario) -> Floats:
    shares = _by_generation(scenario, "share")
    if not shares.any():
        shares = np.ones(len(GENERATIONS))
    return shares / shares.sum()


def _generation(scenario: Scenario, draws: Floats) -> NDArray[np.int64]:
    limits = np.cumsum(_weights(scenario))[:-1]
    return np.searchsorted(limits, draws, side="right").astype(np.int64)


def _typical_crossing(scenario: Scenario) -> Floats:
    """Return the share of each generation that combines channels, before engagement tilts it.

    The generations keep their order, and over all of them the share is ``crossing_share`` (rules,
    section 2: habit).
    """
    online, store = _by_generation(scenario, "online_only"), _by_generation(scenario, "store_only")
    table = np.minimum(1.0, np.maximum(1.0 - online - store, 0.0))
    share, mean = scenario.group("population").crossing_share, (_weights(scenario) * table).sum()
    if share > mean:
        return 1.0 - (1.0 - table) * ((1.0 - share) / (1.0 - mean))
    return table * (share / mean) if mean > 0.0 else table


def _habit(
    scenario: Scenario, generation: NDArray[np.int64], tilt: Floats, draws: Floats
) -> NDArray[np.int64]:
    online, store = _by_generation(scenario, "online_only"), _by_generation(scenario, "store_only")
    typical = _typical_crossing(scenario)
    spread = scenario.group("population").engagement_crossing * typical * (1.0 - typical)
    several = typical[generation] + spread[generation] * tilt
    both = online + store
    part = np.where(both > 0.0, online / np.where(both > 0.0, both, 1.0), 0.5)[generation]
    single = np.where(draws < several + (1.0 - several) * part, ONLINE_ONLY, STORE_ONLY)
    return np.where(draws < several, SEVERAL, single).astype(np.int64)


def _churn(mean: float, draws: Floats) -> Floats:
    if mean == 0.0:
        return np.zeros_like(draws)
    return distributions.read(distributions.beta_table(mean), draws)


def _pull(
    scenario: Scenario, generation: NDArray[np.int64], messaging: Flags, moments: luck.Keys
) -> Floats:
    spread = scenario.group("population").taste_spread
    digital = _by_generation(scenario, "digital")[generation]
    pull = np.empty((len(CHANNELS), len(moments)))
    for code, channel in enumerate(CHANNELS):
        u = np.clip(luck.draw(moments, PERSON_CODE[f"taste_{channel}"]), 1e-6, 1.0 - 1e-6)
        np.power(u / (1.0 - u), spread, out=pull[code])
        if channel in DIGITAL:
            pull[code] *= digital
    pull[CHANNELS.index("messaging"), ~messaging] = 0.0
    return pull
