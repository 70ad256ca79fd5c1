"""One journey after another: many shoppers under several set-ups at once.

Read it beside the rules (``RULES.md``, section 4): one function per step. Shoppers do not influence
each other, so everybody's first journey is simulated at once, whatever its week, then everybody's
second one, and so on: fewer and larger steps than week by week, with the same results. Arrays have
the shape (S, n): set-ups by shoppers with a journey. Nothing here depends on which set-up is which,
and no generator is advanced: draws are looked up by name (``luck.py``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from simulations.engine.ledger import (
    DELAYED,
    LOST,
    NOT_CONVINCED,
    NOWHERE,
    RESCUED,
    SUBSTITUTED,
    Ledger,
    LedgerWriter,
)
from simulations.model.bookkeeping import add_bookkeeping
from simulations.model.channel_choice import ONLINE, flat_indices, scattered
from simulations.model.fulfilment import add_extra_purchase, ask_for_help, deliver, return_items
from simulations.model.journey_state import Flags, Floats, JourneyState
from simulations.model.needs import Needs, next_thoughts
from simulations.model.population import Population, make_population
from simulations.model.relationship import reactivate, update_relationship
from simulations.model.setups import make_setups
from simulations.model.shopper_state import ShopperState, World
from simulations.model.stage_choice import choose, next_channels
from simulations.scenario.knobs import CHANNELS, STORE
from simulations.scenario.scenario import Scenario
from simulations.scenario.strategies import Strategy

WEBSITE = CHANNELS.index("website")
INTERACTIVE = np.array(
    [c in ("store", "website", "app", "social", "phone", "messaging") for c in CHANNELS]
)


def simulate(
    scenario: Scenario,
    strategies: Sequence[Strategy],
    shoppers: NDArray[np.int64],
    keep_events: bool = False,
) -> tuple[Population, Ledger]:
    """Simulate these shoppers over the horizon under each strategy, with common random numbers.

    Parameters
    ----------
    scenario : Scenario
        Market, people, horizon and seed. Its own two set-ups are not used.
    strategies : sequence of Strategy
        S set-ups.
    shoppers : int64 array (n,)
        Numbers of the shoppers; the results of each do not depend on the others.
    keep_events : bool
        Whether to keep every moment (slow; for a few people).

    Returns
    -------
    population : Population
        Traits of the n shoppers.
    ledger : Ledger
        What happened to them, (S, n) and flat columns.
    """
    people = make_population(scenario, shoppers)
    setups = make_setups(scenario, strategies)
    world = World(scenario, setups)
    states = ShopperState.begin(people, setups, world.market.reach_effect)
    writer = LedgerWriter(len(strategies), keep_events)
    needs, rows = Needs.of(people, scenario.weeks), np.arange(len(people))
    while True:
        thoughts = next_thoughts(world, states, needs, rows, writer)
        if not len(thoughts.need_indices):
            ledger = writer.close(states.loyalty, states.left_week)
            return people, add_bookkeeping(world, people, ledger)
        state = JourneyState(world, people, states, writer, needs, thoughts)
        _journey(state, thoughts.chance)
        rows = state.rows


def _journey(state: JourneyState, chance: Floats) -> None:
    """One journey of each of these people (rules, section 4), after a need and a thought."""
    state.note("woke", state.woke, NOWHERE)
    reactivate(state)
    state.note("thought", state.started, NOWHERE, "think", chance)
    _discover(state)
    _evaluate(state)
    _reach_buy(state)
    _channel_change_frictions(state)
    _find_item(state)
    _choose_fulfilment(state)
    _check_out(state)
    add_extra_purchase(state)
    deliver(state)
    return_items(state)
    ask_for_help(state)
    update_relationship(state)
    state.close()


def _discover(state: JourneyState) -> None:
    """Choose the channel of *discover*; too many messages cause a friction (section 4, step 3)."""
    state.discover = state.home.copy()
    combining = flat_indices(state.started & ~state.single)
    state.discover.ravel()[combining] = choose(state, "discover", combining)
    state.channel = state.discover
    state.note("discover", state.started, state.discover)
    if state.possible("over_contact"):
        pressure = state.world.setups.pressure.take(state.message_column, axis=1)
        excess = np.minimum(1.0, np.maximum(0.0, pressure))
        state.friction("over_contact", state.going, state.chance("over_contact") * excess)


def _evaluate(state: JourneyState) -> None:
    """Choose the channel of *evaluate* and its frictions (rules, section 4, step 4)."""
    state.reached_evaluate = state.going.copy()
    state.evaluate = next_channels(state, "evaluate", state.discover)
    state.channel = state.evaluate
    state.changed_at_evaluate = state.going & (state.evaluate != state.discover)
    state.note("evaluate", state.going, state.evaluate)
    state.friction("contradictory_information", state.changed_at_evaluate)
    retailer_informed = state.changed_at_evaluate & INTERACTIVE[state.discover]
    state.friction("repeat_information", state.going & retailer_informed)


def _reach_buy(state: JourneyState) -> None:
    """Choose the channel of *buy* and the device (rules, section 4, step 5)."""
    state.reached_buy = state.going.copy()
    state.buy = next_channels(state, "buy", state.evaluate)
    state.channel = state.buy
    state.changed_at_buy = state.going & (state.buy != state.evaluate)
    state.remote = state.buy != STORE
    state.note("buy_stage", state.going, state.buy)
    _choose_device(state)


def _choose_device(state: JourneyState) -> None:
    """Decide who moves from phone to computer (rules, section 4, step 5: device)."""
    market = state.world.market
    on_website = state.reached_buy & (state.evaluate == WEBSITE) & (state.buy == WEBSITE)
    moves = on_website & ~state.single & (state.u("device") < market.mobile_share)
    state.changed_device = moves & (state.u("device_at_buy") < market.desk_finish)
    state.note("changed_device", state.changed_device, state.buy, "device_at_buy")


def _channel_change_frictions(state: JourneyState) -> None:
    """Let frictions happen that a change of channel or device causes (rules, section 4, step 5)."""
    market, setups = state.world.market, state.world.setups
    _hard_to_judge(state)
    state.friction(
        "repeat_information", state.going & state.changed_at_buy, luck_name="repeat_at_buy"
    )
    if state.possible("privacy_unease"):
        uneasy = state.going & state.changed_at_buy & state.privacy
        shared = state.in_week(setups.effect["shared_history"])
        state.friction("privacy_unease", uneasy, state.chance("privacy_unease") * shared)
    if state.possible("price_gap"):
        changed = state.going & (state.changed_at_evaluate | state.changed_at_buy)
        noticed = np.minimum(1.0, market.price_noticed * 2.0 * state.price_sensitivity)
        state.friction("price_gap", changed, state.chance("price_gap") * noticed)
    in_hand = state.going & (state.u("promotion") < market.promotion_share)
    elsewhere = in_hand & (state.buy != state.discover)
    refused = state.friction("promotion_refused", elsewhere)
    state.promoted = in_hand & ~refused
    filled = (state.changed_at_buy & ONLINE[state.evaluate]) | state.changed_device
    state.friction("cart_lost", state.going & filled)


def _hard_to_judge(state: JourneyState) -> None:
    """Let an item be hard to judge where no channel of the journey shows it well (step 5)."""
    if not state.possible("hard_to_judge"):
        return
    market, kind = state.world.market, state.u("item_kind")
    to_touch = kind < market.item_touch
    to_search = ~to_touch & (kind < market.item_touch + market.item_search)
    untouched = (state.evaluate != STORE) & (state.buy != STORE)
    unsearched = ~ONLINE[state.evaluate] & ~ONLINE[state.buy]
    misfit = (to_touch & untouched) | (to_search & unsearched)
    state.friction("hard_to_judge", state.going & misfit)


def _find_item(state: JourneyState) -> None:
    """Decide whether the item is missing, who gets it all the same, how others react (step 5)."""
    market, setups = state.world.market, state.world.setups
    phantom = state.friction("phantom_stock", state.going & state.changed_at_buy)
    stock_out = state.friction("stock_out", state.going & ~phantom)
    missing = phantom | stock_out
    state.rescued = np.zeros_like(missing)
    if not missing.any():
        return
    by_stock = market.rescue_by_stock * state.in_week(setups.good["shared_stock"])
    by_goals = market.rescue_by_goals * state.in_week(setups.effect["shared_goals"])
    chance = 1.0 - (1.0 - by_stock) * (1.0 - by_goals)
    state.rescued = missing & (state.u("rescue") < chance)
    state.missing[state.rescued] = RESCUED
    state.note("rescued", state.rescued, state.buy, "rescue", chance)
    alone = missing & ~state.rescued
    state.missing[alone] = LOST  # until they react; whom the friction drives away stays lost
    can_help = setups.several
    state.friction("nobody_helps", alone & can_help, state.chance("nobody_helps") * can_help)
    _react(state, alone & state.going, phantom)


def _react(state: JourneyState, alone: Flags, phantom: Flags) -> None:
    """Reactions to a missing item without help: give up, wait, or take another one."""
    flat = flat_indices(alone)
    if not len(flat):
        return
    saw_it, reaction = phantom.take(flat), state.u_at("reaction", flat)
    quits = np.where(
        saw_it,
        state.quitting_chance("phantom_stock", flat),
        state.quitting_chance("stock_out", flat),
    )
    lost = reaction < quits
    for kind, affected in (("phantom_stock", lost & saw_it), ("stock_out", lost & ~saw_it)):
        state.give_up(kind, flat[affected], "reaction", quits[affected])
    limit = quits + state.world.market.stock_delay
    delayed = ~lost & (reaction < limit)
    state.missing.ravel()[flat] = np.where(lost, LOST, np.where(delayed, DELAYED, SUBSTITUTED))
    if state.writer.keep_events:
        limits = scattered(limit, flat, alone.shape)
        state.note("came_back", state.missing == DELAYED, state.buy, "reaction", limits)
        state.note("substitute", state.missing == SUBSTITUTED, state.buy, "reaction")


def _choose_fulfilment(state: JourneyState) -> None:
    """Decide who collects the order, and the frictions of collecting (rules, section 4, step 5)."""
    store_open = state.world.setups.open[STORE] > 0.0
    wanted = state.going & state.collects & ~state.single & state.remote & store_open
    refused = state.friction("no_pickup", wanted)
    state.collected = wanted & ~refused
    state.friction("pickup_failed", state.collected & state.going)


def _check_out(state: JourneyState) -> None:
    """Decide who buys and who was not convinced (rules, section 4, step 5: checkout)."""
    market = state.world.market
    waiting = 1.0 - market.delivery_effect * (market.delivery_days - 1.0)
    waiting = min(2.0, max(0.0, waiting))
    intent = market.purchase_intent * np.where(state.promoted, 1.0 + market.promotion_lift, 1.0)
    intent = intent * np.where(state.remote & ~state.collected, waiting, 1.0)
    informed = state.changed_at_evaluate | state.changed_at_buy
    intent = intent * np.where(informed, 1.0 + market.research_gain, 1.0)
    shared = state.in_week(state.world.setups.effect["shared_goals"])
    intent = intent * np.where(state.remote, 1.0, 1.0 - market.own_sale * shared)
    intent = np.minimum(1.0, intent)
    state.bought = state.going & (state.u("checkout") < intent)
    state.note("bought", state.bought, state.buy, "checkout", intent)
    unsure = state.going & ~state.bought
    state.note("not_convinced", unsure, state.buy, "checkout", intent)
    state.lost_to[unsure] = NOT_CONVINCED
    state.going = state.bought
