"""After the decision to buy: money, delivery, returns and help (rules, section 4, steps 6 to 9)."""

from __future__ import annotations

import numpy as np

from simulations.engine.ledger import NOWHERE
from simulations.model import distributions
from simulations.model.channel_choice import choose, spots_of
from simulations.model.journey_state import Visit
from simulations.model.shopper_state import to_sixtyfourths
from simulations.scenario.knobs import STORE


def pay(visit: Visit) -> None:
    """Book revenue and contribution of the purchase (rules, section 4, step 6).

    Parameters
    ----------
    visit : Visit
        Sets its value, price, extra purchase, revenue and contribution: money, arrays (S, n).
        Collecting an order is a visit to the store.
    """
    world, bought = visit.world, visit.bought
    market, costs = world.market, world.costs
    factor = distributions.read(world.values, visit.u("value"))
    visit.value = to_sixtyfourths(visit.people.basket.take(visit.rows) * factor)
    reduced = to_sixtyfourths(visit.value * (1.0 - market.promotion_discount))
    visit.price = np.where(visit.promoted, reduced, visit.value)
    margin = np.where(visit.remote, costs.margin_delivery, costs.margin_store)
    margin = np.where(visit.collected, costs.margin_pickup, margin)
    margin = np.where(visit.rescued, costs.margin_ship_from_store, margin)
    handed_over = visit.remote | visit.rescued
    margin = margin + np.where(handed_over, world.setups.fulfilment_margin, 0.0)
    given_up = market.price_discrimination * visit.now(world.setups.good["unified_price"])
    discount = visit.value - visit.price
    earned = visit.value * margin - discount - visit.value * given_up
    visit.item_contribution = np.where(bought, earned, 0.0)
    visit.revenue = np.where(bought, visit.price, 0.0)
    visit.store_revenue = np.where(visit.remote, 0.0, visit.revenue)
    visit.extra = bought & visit.collected & (visit.u("extra") < market.pickup_extra_share)
    more = to_sixtyfourths(visit.value * market.pickup_extra_basket)
    visit.note("extra", visit.extra, visit.buy, "extra")
    visit.extra_price = np.where(visit.extra, more, 0.0)
    visit.store_visits = visit.store_visits + (bought & visit.collected)
    visit.revenue += visit.extra_price
    visit.store_revenue += visit.extra_price
    visit.extra_contribution = np.where(visit.extra, more * costs.margin_store, 0.0)


def deliver(visit: Visit) -> None:
    """Note how the purchase gets home, and late deliveries (rules, section 4, step 7).

    Parameters
    ----------
    visit : Visit
        Sets ``waited``: who waits for a delivery, bool array (S, n).
    """
    home = visit.bought & ~visit.remote & ~visit.rescued
    collected = visit.bought & visit.collected
    delivered = visit.bought & ~home & ~collected
    visit.note("carried_home", home, visit.buy)
    visit.note("collected", collected, visit.buy)
    visit.note("delivered", delivered, visit.buy)
    late = np.minimum(1.0, visit.chance("late_delivery") * visit.world.market.delivery_days)
    visit.waited = delivered
    days = visit.count("days_late", "late_days")
    felt = 1.0 - (1.0 - visit.world.market.late_first) ** days
    visit.friction("late_delivery", delivered, late, weight=felt)


def take_back(visit: Visit) -> None:
    """Book returns and the friction of a refused return in the store (rules, section 4, step 8).

    Parameters
    ----------
    visit : Visit
        Sets ``returned`` and takes the money off: revenue, store revenue, contribution.
    """
    market = visit.world.market
    rate = np.where(visit.remote, market.return_online, market.return_store)
    visit.returned = visit.bought & (visit.u("return") < rate)
    visit.note("returned", visit.returned, visit.buy, "return", rate)
    visit.revenue -= np.where(visit.returned, visit.price, 0.0)
    visit.store_revenue -= np.where(visit.returned & ~visit.remote, visit.price, 0.0)
    handling = visit.value * market.return_cost
    visit.item_contribution = np.where(visit.returned, -handling, visit.item_contribution)
    store_open = visit.world.setups.open[STORE] > 0.0
    brings = visit.returned & visit.remote & ~visit.single & store_open
    brings &= visit.u("return_in_store") < 0.5
    visit.friction("return_refused", brings)


def get_help(visit: Visit) -> None:
    """Simulate help after the sale and its hand-offs (rules, section 4, step 9).

    Parameters
    ----------
    visit : Visit
        Sets ``support`` (channel codes), ``contacts`` (0 to 3) and ``rough_hops`` (0 to 2).
    """
    market, setups = visit.world.market, visit.world.setups
    rate = np.where(visit.remote, market.help_online, market.help_store)
    more = market.complexity * visit.now(setups.burden) * ~visit.single
    rate = np.minimum(1.0, rate * (1.0 + more))
    asks = visit.bought & (visit.u("help") < rate)
    visit.contacts = np.zeros(asks.shape)
    visit.rough_hops = np.zeros(asks.shape)
    visit.support = np.full(asks.shape, NOWHERE, dtype=np.int64)
    if not asks.any():
        return
    channel = visit.channel = visit.home.copy()
    combining = spots_of(asks & ~visit.single)
    channel.ravel()[combining] = choose(visit, "support", combining)
    visit.support = np.where(asks, channel, NOWHERE)
    visit.note("support", asks, channel, "help", rate)
    shared = visit.now(setups.good["shared_history"]) + visit.now(setups.effect["shared_goals"])
    relief = 1.0 - market.hop_relief * shared / 2.0
    passed_on = asks & ~visit.single & setups.several
    second = passed_on & (visit.u("hop_second") < market.hop_second * relief)
    third = second & (visit.u("hop_third") < market.hop_third * relief)
    visit.contacts = asks * 1.0 + second + third
    visit.friction("slow_answer", asks)
    rough = visit.friction("repeat_in_support", second)
    rough = rough | visit.friction("case_lost", second)
    rough = rough | visit.friction("nobody_owns_case", second)
    visit.rough_hops = rough * (visit.contacts - 1.0)


def settle(visit: Visit) -> None:
    """Take the cost of contacts off what was earned (rules, section 4, step 9).

    Parameters
    ----------
    visit : Visit
        Sets ``contribution``: money, array (S, n).
    """
    costs = visit.world.costs
    live = costs.contact_live_share
    each = live * costs.contact_live + (1.0 - live) * costs.contact_self
    earned = visit.item_contribution + visit.extra_contribution
    visit.contribution = to_sixtyfourths(earned - visit.contacts * each)
