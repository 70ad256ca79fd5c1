"""After the decision to buy: delivery, returns and help (rules, section 4, steps 6 to 9)."""

from __future__ import annotations

import numpy as np

from simulations.engine.ledger import NOWHERE
from simulations.model import distributions
from simulations.model.channel_choice import choose, spots_of
from simulations.model.journey_state import Visit
from simulations.scenario.knobs import STORE


def add_something(visit: Visit) -> None:
    """Decide who takes something more when collecting an order (rules, section 4, step 6).

    Parameters
    ----------
    visit : Visit
        Sets ``collected`` to purchases that are, and ``extra``: bool arrays (S, n).
    """
    visit.collected = visit.extra = visit.bought & visit.collected
    if not visit.collected.any():
        return
    visit.extra = visit.collected & (visit.u("extra") < visit.world.market.pickup_extra_share)
    visit.note("extra", visit.extra, visit.buy, "extra")


def deliver(visit: Visit) -> None:
    """Note how the purchase gets home, and late deliveries (rules, section 4, step 7).

    Parameters
    ----------
    visit : Visit
        Sets ``waited``: who waits for a delivery, bool array (S, n).
    """
    home = visit.bought & ~visit.remote & ~visit.rescued
    delivered = visit.bought & ~home & ~visit.collected
    visit.note("carried_home", home, visit.buy)
    visit.note("collected", visit.collected, visit.buy)
    visit.note("delivered", delivered, visit.buy)
    visit.waited = delivered
    if not delivered.any():
        return
    late = np.minimum(1.0, visit.chance("late_delivery") * visit.world.market.delivery_days)
    days = distributions.geometric(visit.u("days_late"), visit.world.market.late_days)
    felt = 1.0 - (1.0 - visit.world.market.late_first) ** days
    visit.friction("late_delivery", delivered, late, weight=felt)


def take_back(visit: Visit) -> None:
    """Decide who returns the purchase, and whose return the store refuses (section 4, step 8).

    Parameters
    ----------
    visit : Visit
        Sets ``returned``: bool array (S, n).
    """
    market = visit.world.market
    rate = np.where(visit.remote, market.return_online, market.return_store)
    visit.returned = visit.bought & (visit.u("return") < rate)
    visit.note("returned", visit.returned, visit.buy, "return", rate)
    if not visit.returned.any():
        return
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
