"""Rules 2 and 3 in plain Python: one person's traits, and a set-up in a given week."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from simulations import Scenario
from simulations.model.distributions import (
    Table,
    beta_table,
    gamma_table,
    geometric_table,
    lognormal_table,
    read,
)
from simulations.scenario.knobs import CAPABILITIES, CAUSE_OF, CHANNELS, GENERATIONS, KNOBS, serving
from tests.simulations.reference_luck import Luck

ONLINE_ONLY, STORE_ONLY, SEVERAL = 0, 1, 2
DIGITAL = ("website", "app", "social", "email", "messaging")
ONLINE = ("website", "app")
RECORDS_OF = {
    "shared_stock": "stock",
    "unified_price": "price",
    "shared_promotions": "price",
    "consistent_message": "price",
    "shared_history": "history",
    "coordinated_contact": "history",
    "shared_cart": "orders",
    "cross_fulfilment": "orders",
}
RESTS_ON = {"cross_fulfilment": "shared_stock", "coordinated_contact": "shared_history"}
MESSAGE_CHANNELS = ("app", "social", "email", "phone", "messaging", "print")


def to_64th(amount: float) -> float:
    """Round to 1/64, half to even."""
    return round(amount * 64) / 64


def keep(value: float, low: float, high: float) -> float:
    """Keep a value within two ends."""
    return min(max(value, low), high)


def quantile(table: Table, draw: float) -> float:
    """Quantile of a tabled distribution at a draw."""
    return float(read(table, np.array([draw]))[0])


def extra_tries(mean: float, draw: float) -> int:
    """Geometric number of tries after the first."""
    return sum(value <= draw for value in geometric_table(mean).tolist())


def choose(weights: Mapping[str, float], draw: float) -> str:
    """Choose a name by weight; all weights zero count as equal."""
    names = list(weights)
    if not any(weights.values()):
        weights = dict.fromkeys(names, 1.0)
    accumulated = list(accumulate(weights.values()))
    threshold = draw * accumulated[-1]
    return names[sum(value <= threshold for value in accumulated[:-1])]


@dataclass(frozen=True)
class ReferencePerson:
    """What one person is like, whatever the retailer does."""

    engagement: float
    generation: int
    habit: int
    crossing: float
    need_rate: float
    basket: float
    patience: float
    impatience: float
    price_sensitivity: float
    loyalty: float
    churn: float
    messaging_user: bool
    collects: bool
    privacy: bool
    arrival: int
    pull: dict[str, float]


def person(scenario: Scenario, luck: Luck) -> ReferencePerson:
    """Draw the traits of one person (rule 2)."""
    population, market = scenario.group("population"), scenario.group("market")
    draw = luck.trait
    e = draw("engagement")
    generation = _generation(scenario, draw("generation"))
    habit = _habit(scenario, GENERATIONS[generation], e, draw("habit"))
    rho = population.engagement_crossing
    crossing = min(1.0, population.crossing_rate * 2 * (rho * e + (1 - rho) * draw("crossing")))
    rank = _joint_rank(population.engagement_rate, e, draw("rate"))
    rate = population.need_rate / 52 * quantile(gamma_table(population.need_shape), rank)
    basket = market.basket_mean * quantile(lognormal_table(market.basket_spread), draw("basket"))
    patience = keep(population.patience + 0.5 * (draw("patience") - 0.5), 0.0, 1.0)
    churn_mean = population.churn_mean
    messaging_user = draw("messaging") < population.whatsapp_use
    return ReferencePerson(
        engagement=e,
        generation=generation,
        habit=habit,
        crossing=crossing,
        need_rate=min(1.0, rate * (1 + population.engagement_need * (2 * e - 1))),
        basket=basket * (1 + population.engagement_basket * (2 * e - 1)),
        patience=patience,
        impatience=1.5 - patience,
        price_sensitivity=keep(
            population.price_sensitivity + 0.5 * (draw("price") - 0.5), 0.0, 1.0
        ),
        loyalty=keep(population.loyalty_start + 0.3 * (e - 0.5), 0.0, 1.0),
        churn=quantile(beta_table(churn_mean), draw("churn")) if churn_mean > 0 else 0.0,
        messaging_user=messaging_user,
        collects=draw("pickup") < population.pickup_taste,
        privacy=draw("privacy") < population.privacy_share,
        arrival=_arrival(population.newcomers, population.arrival_weeks, draw("arrival")),
        pull=_pull(scenario, GENERATIONS[generation], messaging_user, luck),
    )


def _joint_rank(strength: float, first: float, second: float) -> float:
    """Rank of a weighted mean of two uniform draws among all such means."""
    low, high = sorted((strength, 1 - strength))
    if low == 0:
        return second if strength == 0 else first
    mean = strength * first + (1 - strength) * second
    if mean < low:
        rank = mean * mean / (2 * low * high)
    elif mean <= high:
        rank = (mean - low / 2) / high
    else:
        rank = 1 - (1 - mean) * (1 - mean) / (2 * low * high)
    return keep(rank, 0.0, 1 - 2**-52)


def _arrival(newcomers: float, weeks: float, draw: float) -> int:
    """Week in which a person comes within reach: 0 for those of the start."""
    if newcomers == 0 or draw < 1 - newcomers:
        return 0
    return math.floor((draw - (1 - newcomers)) / newcomers * weeks)


def _generation(scenario: Scenario, draw: float) -> int:
    weights = [scenario.group(f"generation.{g}").share for g in GENERATIONS]
    total = sum(weights)
    shares = [weight / total if total > 0 else 0.25 for weight in weights]
    return sum(value <= draw for value in list(accumulate(shares))[:3])


def _habit(scenario: Scenario, generation: str, e: float, draw: float) -> int:
    group = scenario.group(f"generation.{generation}")
    population = scenario.group("population")
    online, store = group.online_only, group.store_only
    typical = _typical_crossing(scenario, generation)
    several = typical + population.engagement_crossing * typical * (1 - typical) * (2 * e - 1)
    part = online / (online + store) if online + store > 0 else 0.5
    if draw < several:
        return SEVERAL
    return ONLINE_ONLY if draw < several + (1 - several) * part else STORE_ONLY


def _typical_crossing(scenario: Scenario, generation: str) -> float:
    groups = {name: scenario.group(f"generation.{name}") for name in GENERATIONS}
    tables = {n: min(1.0, max(0.0, 1 - g.online_only - g.store_only)) for n, g in groups.items()}
    weights = {name: group.share for name, group in groups.items()}
    total = sum(weights.values())
    if total == 0:
        weights, total = dict.fromkeys(weights, 1.0), 4.0
    mean = sum(weights[name] / total * tables[name] for name in GENERATIONS)
    share = scenario.group("population").crossing_share
    if share > mean:
        return 1 - (1 - tables[generation]) * ((1 - share) / (1 - mean))
    return tables[generation] * (share / mean) if mean > 0 else 0.0


def _pull(
    scenario: Scenario, generation: str, messaging_user: bool, luck: Luck
) -> dict[str, float]:
    spread = scenario.group("population").taste_spread
    digital = scenario.group(f"generation.{generation}").digital
    pull = {}
    for channel in CHANNELS:
        u = keep(luck.trait(f"taste_{channel}"), 1e-6, 1 - 1e-6)
        pull[channel] = math.pow(u / (1 - u), spread) * (digital if channel in DIGITAL else 1.0)
    if not messaging_user:
        pull["messaging"] = 0.0
    return pull


class ReferenceSetup:
    """One side of a scenario: what its capabilities do in a week (rule 3)."""

    def __init__(self, scenario: Scenario, side: str) -> None:
        self.scenario = scenario
        self.side = side
        channels = scenario.get(f"{side}.channels")
        assert isinstance(channels, frozenset)
        self.open = [channel for channel in CHANNELS if channel in channels]
        self.several_open = len(self.open) >= 2

    def knob(self, name: str) -> float:
        """Value of a numeric knob."""
        value = self.scenario.get(name)
        assert isinstance(value, int | float)
        return float(value)

    def serving(self, stage: str) -> list[str]:
        """Open channels that serve a stage."""
        return [channel for channel in self.open if channel in serving(stage)]

    def effect(self, capability: str, week: int) -> float:
        """E: how far a capability acts in a week."""
        if not self.several_open:
            return 0.0
        level = self.knob(f"{self.side}.capabilities.{capability}")
        ramp = self.knob(f"{self.side}.ramp_weeks")
        return level * min(1.0, (week + 1) / ramp) if ramp > 0 else level

    def error(self, capability: str, week: int) -> float:
        """err: share of the records behind a capability that are wrong."""
        if capability not in RECORDS_OF:
            return 0.0
        more = self.knob(f"{self.side}.wrong_{RECORDS_OF[capability]}")
        error = 1 - (1 - self.knob(f"{self.side}.data_error")) * (1 - more)
        if capability in RESTS_ON:
            lacking = 1 - self.good(RESTS_ON[capability], week)
            lacking *= self.knob("market.pieces_together")
            error = 1 - (1 - error) * (1 - lacking)
        return error

    def good(self, capability: str, week: int) -> float:
        """G: how far it acts on right data."""
        return self.effect(capability, week) * (1 - self.error(capability, week))

    def joined(self, week: int) -> float:
        """Mean effect of all capabilities."""
        return sum(self.effect(name, week) for name in CAPABILITIES) / 9

    def trouble(self, week: int) -> float:
        """How many more frictions there are while systems and teams change over."""
        ramp = self.knob(f"{self.side}.ramp_weeks")
        if not self.several_open or ramp == 0 or week + 1 >= ramp:
            return 0.0
        levels = [self.knob(f"{self.side}.capabilities.{name}") for name in CAPABILITIES]
        most = self.knob(f"{self.side}.changeover") * sum(levels) / 9
        return most * (1 - (week + 1) / ramp)

    def chance(self, kind: str, week: int) -> float:
        """P: the chance of a friction where it can happen."""
        return min(1.0, self.steady_chance(kind, week) * (1 + self.trouble(week)))

    def steady_chance(self, kind: str, week: int) -> float:
        """P without the trouble of a change-over."""
        base = self.knob(f"friction.{kind}.base")
        if kind == "pickup_failed":
            error = self.error("cross_fulfilment", week)
            return base * (1 - error) + max(self.knob("friction.pickup_failed.worse"), base) * error
        if f"friction.{kind}.residual" not in KNOBS:
            return base
        residual = min(self.knob(f"friction.{kind}.residual"), base)
        has_worse = f"friction.{kind}.worse" in KNOBS
        worse = max(self.knob(f"friction.{kind}.worse"), residual) if has_worse else residual
        e, error = self.effect(CAUSE_OF[kind], week), self.error(CAUSE_OF[kind], week)
        return base * (1 - e) + e * ((1 - error) * residual + error * worse)

    def messages(self, messaging_user: bool, week: int) -> float:
        """m: messages a month that reach a person."""
        reaching = [
            channel
            for channel in self.open
            if channel in MESSAGE_CHANNELS and (channel != "messaging" or messaging_user)
        ]
        each = self.knob("market.messages_per_month")
        m = each * len(reaching)
        target = min(m, max(self.knob("market.messages_ideal"), each))
        good = self.good("coordinated_contact", week)
        return m * (1 - good) + target * good

    def reach(self, who: ReferencePerson) -> float:
        """What is left of the chance to think of a retailer with closed channels (rule 3)."""
        fitting = {STORE_ONLY: ("store",), ONLINE_ONLY: ONLINE}.get(who.habit, CHANNELS)
        liked = {
            channel: who.pull[channel] * self.knob(f"taste.buy.{channel}")
            for channel in serving("buy")
            if channel in fitting
        }
        total = sum(liked.values())
        if total == 0:
            return 1.0
        open_weight = sum(weight for channel, weight in liked.items() if channel in self.open)
        return 1 - self.knob("market.reach_effect") * (1 - open_weight / total)

    def combines(self, who: ReferencePerson, luck: Luck) -> bool:
        """Whether a person combines channels here, by habit or (for a while) by a nudge."""
        if who.habit == SEVERAL:
            return True
        nudge = "nudge_to_store" if who.habit == ONLINE_ONLY else "nudge_to_online"
        return luck.trait("nudge") < self.knob(f"{self.side}.{nudge}")

    def home(self, who: ReferencePerson, luck: Luck) -> str:
        """Channel of somebody who keeps to one; empty for those of the habit *several*."""
        if who.habit == SEVERAL:
            return ""
        fitting = ("store",) if who.habit == STORE_ONLY else ONLINE
        weights = {c: who.pull[c] * self.knob(f"taste.buy.{c}") for c in self.serving("buy")}
        fitting_weights = {
            channel: weight for channel, weight in weights.items() if channel in fitting
        }
        return choose(
            fitting_weights if any(fitting_weights.values()) else weights, luck.trait("home")
        )
