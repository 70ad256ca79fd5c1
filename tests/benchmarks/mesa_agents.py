"""The model as Mesa agents: one agent per shopper, one step per week, one model per set-up.

What happens in a journey is the plain Python of the tests' reference; what could be looked up
beforehand is: knobs, chances by week, tables, traits. Events are not written down. Nothing is
slower than plain Python has to be, so that the comparison is with agents and not with waste.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Any

import mesa
import numpy as np

from simulations import CAPABILITIES, CHANNELS, FRICTIONS, STAGES, Scenario
from simulations.model import distributions
from simulations.model.channel_choice import combining, home_channels, reach
from simulations.model.luck import NEED_CODE
from simulations.model.population import Population, make_population
from simulations.model.setups import Setups, make_setups
from tests.benchmarks.plain_agents import run
from tests.simulations.reference import SUMS, Journey, ReferenceLife
from tests.simulations.reference_luck import draw, week_key
from tests.simulations.reference_people import ReferencePerson, ReferenceSetup, to_64th

NEED, THINK = NEED_CODE["need"], NEED_CODE["think"]


class Shop(ReferenceSetup):
    """A set-up with every number looked up once."""

    def __init__(self, scenario: Scenario, side: str) -> None:
        super().__init__(scenario, side)
        weeks = range(scenario.weeks)
        self.knobs = {n: float(v) for n, v in scenario.values.items() if isinstance(v, int | float)}
        parent = ReferenceSetup(scenario, side)
        self.chances = {k: [parent.chance(k, w) for w in weeks] for k in FRICTIONS}
        self.goods = {c: [parent.good(c, w) for w in weeks] for c in CAPABILITIES}
        self.effects = {c: [parent.effect(c, w) for w in weeks] for c in CAPABILITIES}
        self.heard = {m: [parent.messages(m, w) for w in weeks] for m in (False, True)}
        self.places = {stage: parent.serving(stage) for stage in STAGES if stage != "receive"}
        market = scenario.group("market")
        self.values = distributions.lognormal_table(market.basket_spread).tolist()
        means = ("store_visits", "online_sessions", "carts_per_attempt")
        self.tries = {m: distributions.geometric_table(market[m]).tolist() for m in means}

    def knob(self, name: str) -> float:
        return self.knobs[name]

    def serving(self, stage: str) -> list[str]:
        return self.places[stage]


class Trip(Journey):
    """A journey of the reference on numbers looked up beforehand."""

    def __init__(self, customer: Shopper, week: int, pressure: float, moment: int) -> None:
        super().__init__(customer, week, pressure)
        self.moment = moment

    def draw(self, name: str) -> float:
        return draw(self.moment, NEED_CODE[name])

    def note(self, event: str, channel: str = "", points: float = 0.0) -> None:
        """Write nothing down."""

    def chance(self, kind: str) -> float:
        return self.shop.chances[kind][self.week]

    def good(self, capability: str) -> float:
        return self.shop.goods[capability][self.week]

    def effect(self, capability: str) -> float:
        return self.shop.effects[capability][self.week]

    def extra_tries(self, mean: str, name: str) -> int:
        return bisect_right(self.shop.tries[mean], self.draw(name))

    def size(self) -> float:
        position = self.draw("value") * 4096
        cell, values = int(position), self.shop.values
        return values[cell] + (values[cell + 1] - values[cell]) * (position - cell)

    def choose(self, stage: str) -> str:
        places, knobs, pull = self.shop.places[stage], self.shop.knobs, self.who.pull
        weights = []
        for channel in places:
            weight = pull[channel]
            if channel == self.habit:
                weight *= knobs["reaction.inertia"]
            if channel == self.scar:
                weight *= knobs["reaction.avoidance"]
            weight *= knobs[f"taste.{stage}.{channel}"]
            if stage == "buy" and channel == "store":
                weight *= 1 + knobs["market.stock_pull"] * self.good("shared_stock")
            weights.append(weight)
        if not any(weights):
            weights = [1.0] * len(places)
        totals = list(accumulate(weights))
        threshold = self.draw(f"{stage}_channel") * totals.pop()
        return places[bisect_right(totals, threshold)]


class Shopper(mesa.Agent):
    """A person in a relationship with the retailer."""

    def __init__(
        self, model: Market, who: ReferencePerson, key: int, home: str, reach: float
    ) -> None:
        super().__init__(model)
        self.who, self.key, self.shop = who, key, model.shop
        self.home, self.combines, self.reach = home, not home, reach
        self.life = ReferenceLife({}, totals=dict.fromkeys(SUMS, 0))
        self.loyalty = who.loyalty
        self.expectation = self.shop.knob("reaction.expectation_start")
        self.frustration = 0.0
        self.last_journey: int | None = None
        self.last_purchase = self.last_friction = ""
        self.left_week: int | None = None

    def step(self) -> None:
        """Live a week: does a need arise, and who comes to mind?"""
        week = self.model.week
        moment = week_key(self.key, week)
        if not draw(moment, NEED) < self.who.need_rate:
            return
        knobs = self.shop.knobs
        ideal, heard = knobs["market.messages_ideal"], self.shop.heard
        messages = heard[self.who.messaging_user][week]
        pressure = (messages - ideal) / ideal
        mood = max(0.5, 1 + knobs["market.contact_gain"] * (1 - pressure * pressure))
        remembered = min(1.0, self.loyalty * mood)
        heeded = min(messages, 2.0 * ideal)
        impulse = min(1.0, knobs["market.impulse_per_message"] * heeded)
        if not draw(moment, THINK) < (1 - (1 - remembered) * (1 - impulse)) * self.reach:
            return
        if self.last_journey is not None:
            kept = knobs["reaction.frustration_keep"] ** (week - self.last_journey)
            self.frustration = to_64th(self.frustration * kept)
        self.last_journey = week
        Trip(self, week, pressure, moment).go()
        if self.left_week is not None:
            self.remove()


class Market(mesa.Model):
    """Everybody under one set-up."""

    def __init__(self, scenario: Scenario, side: str) -> None:
        super().__init__(seed=scenario.seed)
        self.week = 0
        self.shop = Shop(scenario, side)
        people = make_population(scenario, np.arange(scenario.shoppers, dtype=np.int64))
        setups = make_setups(scenario, [getattr(scenario, side)])
        effect = scenario.group("market").reach_effect
        # Those who left are no longer among the model's agents; their totals still count.
        self.shoppers = list(
            Shopper.create_agents(
                self,
                len(people),
                persons(people),
                [int(key) for key in people.keys],
                homes(people, setups),
                reach(people, setups, effect)[0].tolist(),
            )
        )

    def step(self) -> None:
        """Let everybody live a week."""
        self.agents.do("step")
        self.week += 1


def live_with_agents(scenario: Scenario) -> tuple[Market, Market]:
    """Both set-ups over the whole horizon."""
    markets = Market(scenario, "a"), Market(scenario, "b")
    run(markets, scenario.weeks)
    return markets


def homes(people: Population, setups: Setups) -> list[str]:
    """Channel of those who keep to one; empty for those who combine."""
    codes, combine = home_channels(people, setups)[0], combining(people, setups)[0]
    return ["" if c else CHANNELS[code] for code, c in zip(codes, combine, strict=True)]


def persons(people: Population) -> list[ReferencePerson]:
    """Everybody's traits, as the reference holds them."""
    columns: dict[str, Any] = {
        name: getattr(people, name).tolist()
        for name in ("engagement", "generation", "habit", "crossing", "need_rate", "basket")
    }
    columns |= {"patience": (1.5 - people.impatience).tolist()}
    columns |= {n: getattr(people, n).tolist() for n in ("impatience", "price_sensitivity")}
    columns |= {n: getattr(people, n).tolist() for n in ("loyalty", "churn")}
    columns |= {"messaging_user": people.messaging.tolist()}
    columns |= {n: getattr(people, n).tolist() for n in ("collects", "privacy")}
    pulls = [dict(zip(CHANNELS, own, strict=True)) for own in people.pull.T.tolist()]
    rows = zip(*columns.values(), pulls, strict=True)
    return [ReferencePerson(**dict(zip((*columns, "pull"), row, strict=True))) for row in rows]
