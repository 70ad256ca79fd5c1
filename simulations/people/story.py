"""One life told need by need: what each moment did to feelings and purse (rules 2, 6 to 10).

The engine keeps sums; here they are worked out again, moment by moment, from the trace of one
shopper, so that a story can show them. Tests hold the sums of both against each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from simulations.model import distributions
from simulations.model.luck import NEED_CODE, Keys, draw, person_keys, week_keys
from simulations.model.shopper_state import to_sixtyfourths
from simulations.people.trace import Life, Moment
from simulations.scenario.knobs import FRICTIONS, SIDES
from simulations.scenario.scenario import Scenario

FULL = 100.0


@dataclass(frozen=True, slots=True)
class Journey:
    """One need of one life under one set-up.

    Attributes
    ----------
    week : int
        From 1.
    moments : tuple of Moment
    begun : bool
        Whether the person thought of the retailer at all.
    frustration : tuple of float
        Level from 0 to 100 after each moment.
    loyalty_before, loyalty : float
        Relationship from 0 to 1 before this need and after it.
    price, extra : float
        Money paid for the item and for what was added when collecting it; 0 where there was none.
    refund : float
        Money given back.
    lost_to : str
        Friction because of which the person gave up; empty where nobody did.
    """

    week: int
    moments: tuple[Moment, ...]
    begun: bool
    frustration: tuple[float, ...]
    loyalty_before: float
    loyalty: float
    price: float
    extra: float
    refund: float
    lost_to: str

    @property
    def events(self) -> tuple[str, ...]:
        """Names of the moments, in order."""
        return tuple(moment.event for moment in self.moments)

    @property
    def bought(self) -> bool:
        """Whether the need ended in a purchase."""
        return "bought" in self.events

    @property
    def points(self) -> float:
        """Frustration booked."""
        return float(sum(moment.points for moment in self.moments))

    @property
    def revenue(self) -> float:
        """What the retailer kept of the money paid."""
        return self.price + self.extra - self.refund


def journeys(scenario: Scenario, life: Life) -> dict[str, tuple[Journey, ...]]:
    """Return the needs of a traced life in order, by side (``a``, ``b``).

    Parameters
    ----------
    scenario : Scenario
        The one that the life was traced in.
    life : Life
    """
    return {side: tuple(_side(scenario, life, getattr(life, side))) for side in SIDES}


def _side(scenario: Scenario, life: Life, moments: tuple[Moment, ...]) -> Iterator[Journey]:
    reaction = scenario.group("reaction")
    loyalty, expectation = life.person.loyalty, reaction.expectation_start
    frustration, last_week = 0.0, 0
    for week, group in groupby(moments, key=lambda moment: moment.week):
        own = tuple(group)
        events = [moment.event for moment in own]
        begun, before = "forgot" not in events, loyalty
        levels = [frustration] * len(own)
        prices = (0.0, 0.0, 0.0)
        if begun:
            faded = frustration * reaction.frustration_keep ** (week - 1 - last_week)
            levels = _levels(float(to_sixtyfourths(np.array([faded]))[0]), own)
            frustration, last_week = levels[-1], week - 1
            points = sum(moment.points for moment in own)
            gap = 1.0 - min(1.0, points / FULL) - expectation
            bonus = reaction.purchase_bonus * (1.0 - loyalty) if "bought" in events else 0.0
            gain = reaction.learning * (max(gap, 0.0) + bonus)
            loss = reaction.learning * reaction.loss_weight * reaction.sensitivity
            loyalty = min(max(loyalty + gain - loss * max(-gap, 0.0), 0.0), 1.0)
            expectation += reaction.expectation_speed * gap
            prices = _prices(scenario, life, week - 1, events)
        lost_to = _lost_to(scenario, life, own)
        yield Journey(week, own, begun, tuple(levels), before, loyalty, *prices, lost_to)


def _levels(start: float, moments: tuple[Moment, ...]) -> list[float]:
    levels, level = [], start
    for moment in moments:
        level += moment.points
        levels.append(level)
    return levels


def _prices(
    scenario: Scenario, life: Life, week: int, events: list[str]
) -> tuple[float, float, float]:
    """Price of the item, of what was added, and what was given back (rules 6 and 8)."""
    if "bought" not in events:
        return 0.0, 0.0, 0.0
    market = scenario.group("market")
    keys = _keys(scenario, life, week)
    factors = distributions.read(
        distributions.lognormal_table(market.basket_spread), draw(keys, NEED_CODE["value"])
    )
    value = to_sixtyfourths(life.person.basket * factors)
    in_hand = bool(draw(keys, NEED_CODE["promotion"])[0] < market.promotion_share)
    works = in_hand and "promotion_refused" not in events
    price = to_sixtyfourths(value * (1.0 - market.promotion_discount)) if works else value
    extra = to_sixtyfourths(value * market.pickup_extra_basket)
    return (
        float(price[0]),
        float(extra[0]) if "extra" in events else 0.0,
        float(price[0]) if "returned" in events else 0.0,
    )


def _lost_to(scenario: Scenario, life: Life, moments: tuple[Moment, ...]) -> str:
    """Friction that made the person give up (rule 5): the last one, or the empty shelf.

    Whom nobody helps may still leave because of the shelf: that is decided by the draw `reaction`.
    """
    end = next((moment for moment in moments if moment.event == "gave_up"), None)
    if end is None:
        return ""
    met = [moment.event for moment in moments if moment.event in FRICTIONS]
    reaction = draw(_keys(scenario, life, end.week - 1), NEED_CODE["reaction"])[0]
    if end.draw == float(reaction):
        return "phantom_stock" if "phantom_stock" in met else "stock_out"
    return met[-1]


def _keys(scenario: Scenario, life: Life, week: int) -> Keys:
    return week_keys(person_keys(scenario.seed, np.array([life.shopper], dtype=np.int64)), week)
