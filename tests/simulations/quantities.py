"""What a knob is held against: named totals of every shopper under one set-up, and their ratios.

A quantity is written as it is read: ``count.price_gap / journeys`` is frictions of that kind per
journey, ``revenue*trait.engagement / revenue`` the engagement behind a unit of revenue. Because it
is a ratio of sums over the same shoppers, two worlds with the same luck have a paired interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from simulations import CAUSE_OF, CHANNELS, FRICTIONS, GENERATIONS, STAGES, Scenario
from simulations.calibration.moments import Crowd
from simulations.engine.counting import add_by
from simulations.engine.estimates import Estimate, difference, moments
from simulations.engine.ledger import DELAYED, LOST, NOT_CONVINCED, RESCUED, SUBSTITUTED
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import Totals, friction_totals, shopper_totals
from simulations.model.population import DIGITAL, HABITS, Population, make_population
from simulations.scenario.knobs import STORE

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]

FATES = {"rescued": RESCUED, "lost": LOST, "delayed": DELAYED, "substituted": SUBSTITUTED}
WHERE = {
    "store": (CHANNELS.index("store"),),
    "online": (CHANNELS.index("website"), CHANNELS.index("app")),
    "remote": tuple(code for code in range(len(CHANNELS)) if code != STORE),
}
BEFORE_THE_TILL = (
    "over_contact",
    "contradictory_information",
    "repeat_information",
    "privacy_unease",
)


class Lived:
    """The shoppers of one scenario under one of its set-ups; nobody lives before it is asked for.

    Parameters
    ----------
    scenario : Scenario
    side : str
        ``a`` or ``b``.
    """

    def __init__(self, scenario: Scenario, side: str) -> None:
        self.scenario, self.side = scenario, side
        self._kept: dict[str, Floats] = {}

    def quantity(self, product: str) -> Floats:
        """Product of named totals, one value per shopper."""
        values = np.ones(self.scenario.shoppers)
        for name in product.split("*"):
            values = values * self.total(name.strip())
        return values

    def total(self, name: str) -> Floats:
        """One named total, one value per shopper; KeyError for a name that nobody knows."""
        if name not in self._kept:
            self._kept[name] = self._find(name).astype(np.float64)
        return self._kept[name]

    def _find(self, name: str) -> NDArray[np.generic]:
        family, _, rest = name.partition(".")
        if rest:
            return FAMILIES[family](self, rest)
        if name in OWN:
            return OWN[name](self)
        if "@" in name:
            column, where = name.split("@")
            chosen = np.isin(self.crowd["buy"], WHERE[where])
            return self.each(chosen if column == "reached" else chosen * self.crowd[column])
        if name in self.totals:
            return self.totals[name][0]
        return self.each(self.crowd[name])

    def each(self, values: NDArray[np.generic]) -> Floats:
        """Add the values of all journeys up by shopper."""
        return add_by(self.crowd.who, values, self.scenario.shoppers)

    @cached_property
    def people(self) -> Population:
        """Traits, without living."""
        return make_population(self.scenario, np.arange(self.scenario.shoppers, dtype=np.int64))

    @cached_property
    def crowd(self) -> Crowd:
        """Everybody's journeys."""
        shoppers = np.arange(self.scenario.shoppers, dtype=np.int64)
        people, ledger = simulate(self.scenario, (self.scenario.side(self.side),), shoppers)
        return Crowd.of(people, ledger, 0)

    @cached_property
    def costs(self) -> Floats:
        """What the set-up costs per shopper, (1,)."""
        return setup_costs(self.scenario, (self.scenario.side(self.side),))

    @cached_property
    def totals(self) -> Totals:
        """Totals that the outcomes are made of."""
        return shopper_totals(self.crowd.ledger, self.costs)

    @cached_property
    def frictions(self) -> tuple[Floats, Floats]:
        """Count and points, (frictions, n) each."""
        counts, points = friction_totals(self.crowd.ledger)
        return counts[:, 0], points[:, 0]


def change(before: Lived, after: Lived, quantity: str) -> Estimate:
    """What a quantity gains from one world to the other, with its paired interval."""
    top, _, bottom = quantity.partition("/")
    people = before.scenario.shoppers

    def both(product: str) -> Floats:
        return np.stack([before.quantity(product), after.quantity(product)])

    return difference(moments(both(top), both(bottom.strip() or "people")), people)


def _at(lived: Lived, name: str) -> Floats:
    """Journeys that reached a stage; in a channel, or in any that is digital."""
    stage, _, channel = name.partition(".")
    assert stage in STAGES
    reached = lived.crowd[stage]
    if not channel:
        return lived.each(reached >= 0)
    wanted = DIGITAL if channel == "digital" else (channel,)
    return lived.each(np.isin(reached, [CHANNELS.index(channel_name) for channel_name in wanted]))


def _lost(lived: Lived, kind: str) -> Floats:
    code = NOT_CONVINCED if kind == "not_convinced" else FRICTIONS.index(kind)
    return lived.each(lived.crowd["lost_to"] == code)


def _caused(lived: Lived, cause: str) -> Floats:
    codes = [code for code, kind in enumerate(FRICTIONS) if CAUSE_OF[kind] == cause]
    return lived.frictions[1][codes].sum(axis=0)


def _seen(lived: Lived, kind: str) -> NDArray[np.generic]:
    touched = lived.crowd.touched
    if kind == "channels":
        return touched.sum(axis=0)
    store, remote = touched[STORE], np.delete(touched, STORE, axis=0).any(axis=0)
    return {"several": store & remote, "somewhere": store | remote}[kind]


def _trait(lived: Lived, name: str) -> NDArray[np.generic]:
    return getattr(lived.people, name)


FAMILIES: Mapping[str, Callable[[Lived, str], NDArray[np.generic]]] = {
    "at": _at,
    "count": lambda lived, kind: lived.frictions[0][FRICTIONS.index(kind)],
    "points": lambda lived, kind: lived.frictions[1][FRICTIONS.index(kind)],
    "caused": _caused,
    "lost": _lost,
    "missing": lambda lived, fate: lived.each(lived.crowd["missing"] == FATES[fate]),
    "seen": _seen,
    "trait": _trait,
    "habit": lambda lived, name: lived.people.habit == HABITS.index(name),
    "generation": lambda lived, name: lived.people.generation == GENERATIONS.index(name),
}


def _follows_a_purchase(lived: Lived) -> tuple[Codes, Codes]:
    """Journeys (places) that follow an earlier purchase, and the channel it was made in."""
    crowd = lived.crowd
    order = np.lexsort((crowd.weeks, crowd.who))
    who, bought = crowd.who[order], crowd["bought"][order]
    latest = np.maximum.accumulate(np.where(bought, np.arange(len(order)), -1))
    last = np.concatenate([[-1], latest[:-1]])[: len(order)]
    follows = (last >= 0) & (who[last] == who)
    return order[follows], crowd["buy"][order[last[follows]]]


def _follows_a_hurt(lived: Lived) -> tuple[Codes, Codes]:
    """Journeys right after one that was hurt last at the till, and the channel it was hurt in."""
    crowd, ledger = lived.crowd, lived.crowd.ledger
    length = lived.scenario.weeks + 1
    late = [FRICTIONS.index(kind) for kind in FRICTIONS if kind not in BEFORE_THE_TILL]
    is_late = np.isin(ledger.friction_kind, late)
    hurt = ledger.friction_shopper[is_late] * length + ledger.friction_week[is_late]
    wounded = np.isin(crowd.who * length + crowd.weeks, hurt) & (crowd["contacts"] == 0)
    order = np.lexsort((crowd.weeks, crowd.who))
    previous, this = order[:-1], order[1:]
    follows = wounded[previous] & (crowd.who[previous] == crowd.who[this])
    return this[follows], crowd["buy"][previous[follows]]


def _back_in(lived: Lived, rows: Codes, channel: Codes, only_same: bool) -> Floats:
    chosen = np.zeros(len(lived.crowd.rows), dtype=bool)
    chosen[rows] = (lived.crowd["discover"][rows] == channel) | (not only_same)
    return lived.each(chosen)


OWN: Mapping[str, Callable[[Lived], NDArray[np.generic]]] = {
    "people": lambda lived: np.ones(lived.scenario.shoppers),
    "costs": lambda lived: np.full(lived.scenario.shoppers, lived.costs[0]),
    "tried": lambda lived: lived.total("journeys") > 0,
    "frictions": lambda lived: lived.frictions[0].sum(axis=0),
    "helped": lambda lived: lived.each(lived.crowd["contacts"] > 0),
    "loyalty_moved": lambda lived: np.abs(lived.total("loyalty") - lived.people.loyalty),
    "after_purchase": lambda lived: _back_in(lived, *_follows_a_purchase(lived), False),
    "same_channel": lambda lived: _back_in(lived, *_follows_a_purchase(lived), True),
    "after_hurt": lambda lived: _back_in(lived, *_follows_a_hurt(lived), False),
    "back_where_it_hurt": lambda lived: _back_in(lived, *_follows_a_hurt(lived), True),
}
