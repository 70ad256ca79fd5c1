"""The model as Mesa agents, written from the rules as they stand: nothing is looked up beforehand.

One agent per shopper, one step per week, one model per set-up; what an agent does is the plain
reference of the tests, knob by knob. This is how a modeller would write it first.
"""

from __future__ import annotations

from collections.abc import Iterable

import mesa

from simulations import Scenario
from tests.simulations.reference import Customer
from tests.simulations.reference_luck import Luck, person_key
from tests.simulations.reference_people import ReferenceSetup, person


class Shopper(mesa.Agent):
    """A person who lives week after week as the rules say."""

    def __init__(self, model: Market, number: int) -> None:
        super().__init__(model)
        self.luck = Luck(person_key(model.scenario.seed, number))
        who = person(model.scenario, self.luck)
        self.customer = Customer(who, model.shop, self.luck)

    def step(self) -> None:
        """Live a week."""
        customer, week = self.customer, self.model.week
        who = customer.who
        if week >= who.arrival and self.luck.need(week, "need") < who.need_rate:
            customer.need(week)


class Market(mesa.Model):
    """Everybody under one set-up."""

    def __init__(self, scenario: Scenario, side: str) -> None:
        super().__init__(seed=scenario.seed)
        self.scenario, self.week = scenario, 0
        self.shop = ReferenceSetup(scenario, side)
        numbers = range(scenario.shoppers)
        self.shoppers = list(Shopper.create_agents(self, len(numbers), list(numbers)))

    def step(self) -> None:
        """Let everybody live a week."""
        self.agents.do("step")
        self.week += 1


def live_with_agents(scenario: Scenario) -> tuple[Market, Market]:
    """Both set-ups over the whole horizon."""
    markets = Market(scenario, "a"), Market(scenario, "b")
    run(markets, scenario.weeks)
    return markets


def run(markets: Iterable[mesa.Model], weeks: int) -> None:
    """Let each model live through the weeks."""
    for market in markets:
        for _ in range(weeks):
            market.step()
