"""Counts and money of the journeys (rules, section 4: counts, and the money of steps 6 to 9).

Neither changes what people do next, so both are computed for all journeys at once, after the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.ledger import DELAYED, RESCUED, Ledger
from simulations.model import distributions, luck
from simulations.model.channel_choice import ONLINE
from simulations.model.luck import NEED_CODE
from simulations.model.population import Population
from simulations.model.shopper_state import World, to_sixtyfourths
from simulations.scenario.knobs import CHANNELS, STORE

Floats = NDArray[np.float64]
Columns = dict[str, NDArray[Any]]

APP = CHANNELS.index("app")


def add_bookkeeping(world: World, people: Population, ledger: Ledger) -> Ledger:
    """Add the counts and the money of its journeys to a ledger.

    Parameters
    ----------
    world : World
        Of S set-ups.
    people : Population
        The n shoppers of the ledger.
    ledger : Ledger
        Of J journeys, with ``LIVED_COLUMNS``.

    Returns
    -------
    Ledger
        With those columns too: arrays (S, J); counts from 0, money in the scenario's currency.
    """
    book = _Book(world, people, ledger)
    return replace(ledger, journeys={**ledger.journeys, **book.counts(), **book.money()})


class _Book:
    """The journeys of a ledger, with their draws."""

    def __init__(self, world: World, people: Population, ledger: Ledger) -> None:
        self.world, self.people, self.ledger = world, people, ledger
        self.journeys: Mapping[str, NDArray[Any]] = ledger.journeys
        self.keys = luck.week_keys(people.keys.take(ledger.shopper), ledger.week)

    def u(self, name: str) -> Floats:
        """Draws of this name, (J,)."""
        return luck.draw(self.keys, NEED_CODE[name])

    def count(self, name: str, mean: str) -> Floats:
        """1 + a geometric number, with a knob of the market as mean, (J,)."""
        return distributions.geometric(self.u(name), self.world.market[mean])

    def counts(self) -> Columns:
        """Visits, sessions, carts, and the device of purchase."""
        journeys, market = self.journeys, self.world.market
        evaluate, buy = journeys["evaluate"], journeys["buy"]  # NOWHERE: the last one, not online
        first, then = ONLINE.take(evaluate), ONLINE.take(buy)
        starts_on_phone = self.u("device") < market.mobile_share
        phone_first = (evaluate == APP) | starts_on_phone
        phone_then = ((buy == APP) | starts_on_phone) & ~journeys["changed_device"]
        more = first & then & (phone_first != phone_then)
        sessions = self.count("sessions", "online_sessions")
        visits = ((evaluate == STORE) | (buy == STORE)) * self.count("visits", "store_visits")
        visits += (journeys["missing"] == DELAYED) & (buy == STORE)
        carts = then * self.count("carts", "carts_per_attempt")
        if market.research_cart > 0.0:  # begun where one only looked, left behind
            left = first & (buy >= 0) & ~then
            carts += left & (self.u("research_cart") < market.research_cart)
        return {
            "on_phone": then & phone_then,
            "store_visits": visits + journeys["collected"],
            "online_sessions": (first | then) * sessions + more,
            "phone_sessions": np.where(first, phone_first, phone_then & then) * sessions
            + (more & phone_then),
            "carts": carts,
        }

    def money(self) -> Columns:
        """Revenue and contribution: of the item and what was added, less returns and help."""
        journeys, market, costs = self.journeys, self.world.market, self.world.costs
        bought, returned = journeys["bought"], journeys["returned"]
        remote, rescued = journeys["buy"] != STORE, journeys["missing"] == RESCUED
        basket = self.people.basket.take(self.ledger.shopper)
        value = to_sixtyfourths(basket * distributions.read(self.world.values, self.u("value")))
        reduced = to_sixtyfourths(value * (1.0 - market.promotion_discount))
        price = np.where(journeys["promoted"], reduced, value)
        margin = np.where(remote, costs.margin_delivery, costs.margin_store)
        margin = np.where(journeys["collected"], costs.margin_pickup, margin)
        margin = np.where(rescued, costs.margin_ship_from_store, margin)
        handed_over = remote | rescued
        margin = margin + np.where(handed_over, self.world.setups.fulfilment_margin, 0.0)
        good = self.world.setups.good["unified_price"].take(self.ledger.week, axis=1)
        given_up = market.price_discrimination * good
        earned = value * margin - (value - price) - value * given_up
        earned = np.where(returned, -(value * market.return_cost), np.where(bought, earned, 0.0))
        more = to_sixtyfourths(value * market.pickup_extra_basket)
        extra = np.where(journeys["extra"], more, 0.0)
        paid, refund = np.where(bought, price, 0.0), np.where(returned, price, 0.0)
        live = costs.contact_live_share
        each = live * costs.contact_live + (1.0 - live) * costs.contact_self
        earned += np.where(journeys["extra"], more * costs.margin_store, 0.0)
        return {
            "price": paid,
            "extra_price": extra,
            "refund": refund,
            "revenue": paid + extra - refund,
            "store_revenue": np.where(remote, 0.0, paid - refund) + extra,
            "contribution": to_sixtyfourths(earned - journeys["contacts"] * each),
        }
