"""After the decision to buy: delivery, returns and help (rules, section 4, steps 6 to 9)."""

from __future__ import annotations

import numpy as np

from simulations.engine.ledger import NOWHERE
from simulations.model import distributions
from simulations.model.channel_choice import flat_indices
from simulations.model.journey_state import JourneyState
from simulations.model.stage_choice import choose
from simulations.scenario.knobs import STORE


def add_extra_purchase(state: JourneyState) -> None:
    """Decide who buys something more when collecting an order (rules, section 4, step 6).

    Parameters
    ----------
    state : JourneyState
        Sets ``collected`` to purchases that are, and ``extra``: bool arrays (S, n).
    """
    state.collected = state.extra = state.bought & state.collected
    if not state.collected.any():
        return
    state.extra = state.collected & (state.u("extra") < state.world.market.pickup_extra_share)
    state.note("extra", state.extra, state.buy, "extra")


def deliver(state: JourneyState) -> None:
    """Note how the purchase gets home, and late deliveries (rules, section 4, step 7).

    Parameters
    ----------
    state : JourneyState
        Sets ``waited``: who waits for a delivery, bool array (S, n).
    """
    home = state.bought & ~state.remote & ~state.rescued
    delivered = state.bought & ~home & ~state.collected
    state.note("carried_home", home, state.buy)
    state.note("collected", state.collected, state.buy)
    state.note("delivered", delivered, state.buy)
    state.waited = delivered
    if not delivered.any():
        return
    late = np.minimum(1.0, state.chance("late_delivery") * state.world.market.delivery_days)
    days = distributions.geometric(state.u("days_late"), state.world.market.late_days)
    felt = 1.0 - (1.0 - state.world.market.late_first) ** days
    state.friction("late_delivery", delivered, late, weight=felt)


def return_items(state: JourneyState) -> None:
    """Decide who returns the purchase, and whose return the store refuses (section 4, step 8).

    Parameters
    ----------
    state : JourneyState
        Sets ``returned``: bool array (S, n).
    """
    market = state.world.market
    rate = np.where(state.remote, market.return_online, market.return_store)
    state.returned = state.bought & (state.u("return") < rate)
    state.note("returned", state.returned, state.buy, "return", rate)
    if not state.returned.any():
        return
    store_open = state.world.setups.open[STORE] > 0.0
    brings = state.returned & state.remote & ~state.single & store_open
    brings &= state.u("return_in_store") < 0.5
    state.friction("return_refused", brings)


def ask_for_help(state: JourneyState) -> None:
    """Simulate help after the sale and its hand-offs (rules, section 4, step 9).

    Parameters
    ----------
    state : JourneyState
        Sets ``support`` (channel codes), ``contacts`` (0 to 3) and ``rough_hops`` (0 to 2).
    """
    market, setups = state.world.market, state.world.setups
    rate = np.where(state.remote, market.help_online, market.help_store)
    more = market.complexity * state.in_week(setups.burden) * ~state.single
    rate = np.minimum(1.0, rate * (1.0 + more))
    asks = state.bought & (state.u("help") < rate)
    state.contacts = np.zeros(asks.shape)
    state.rough_hops = np.zeros(asks.shape)
    state.support = np.full(asks.shape, NOWHERE, dtype=np.int64)
    if not asks.any():
        return
    channel = state.channel = state.home.copy()
    combining = flat_indices(asks & ~state.single)
    channel.ravel()[combining] = choose(state, "support", combining)
    state.support = np.where(asks, channel, NOWHERE)
    state.note("support", asks, channel, "help", rate)
    shared = state.in_week(setups.good["shared_history"]) + state.in_week(
        setups.effect["shared_goals"]
    )
    relief = 1.0 - market.hop_relief * shared / 2.0
    passed_on = asks & ~state.single & setups.several
    second = passed_on & (state.u("hop_second") < market.hop_second * relief)
    third = second & (state.u("hop_third") < market.hop_third * relief)
    state.contacts = asks * 1.0 + second + third
    state.friction("slow_answer", asks)
    rough = state.friction("repeat_in_support", second)
    rough = rough | state.friction("case_lost", second)
    rough = rough | state.friction("nobody_owns_case", second)
    state.rough_hops = rough * (state.contacts - 1.0)
