"""One journey after another: many shoppers under several set-ups at once.

Read it beside the rules (``RULES.md``, section 4): one function per step. Nobody influences
anybody, so everybody's first journey is lived at once, whatever its week, then everybody's second
one, and so on: fewer and larger steps than week by week, with the same lives. Arrays have the shape
(S, n): set-ups by shoppers with a journey. Nothing here depends on which set-up is which, and no
generator is advanced: draws are looked up by name (``luck.py``).
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
from simulations.model.bookkeeping import settle
from simulations.model.channel_choice import ONLINE, choose, scattered, spots_of
from simulations.model.fulfilment import add_something, deliver, get_help, take_back
from simulations.model.journey_state import Flags, Floats, Visit
from simulations.model.needs import Needs, next_thoughts
from simulations.model.population import Population, make_population
from simulations.model.relationship import remember, wake_up
from simulations.model.setups import make_setups
from simulations.model.shopper_state import Lives, World
from simulations.scenario.knobs import CHANNELS, STORE
from simulations.scenario.scenario import Scenario
from simulations.scenario.strategies import Strategy

WEBSITE = CHANNELS.index("website")
INTERACTIVE = np.array(
    [c in ("store", "website", "app", "social", "phone", "messaging") for c in CHANNELS]
)


def live(
    scenario: Scenario,
    strategies: Sequence[Strategy],
    shoppers: NDArray[np.int64],
    keep_events: bool = False,
) -> tuple[Population, Ledger]:
    """Simulate these shoppers over the horizon under each strategy, with common random numbers.

    Parameters
    ----------
    scenario : Scenario
        Market, people, horizon and seed. Its own two set-ups are not looked at.
    strategies : sequence of Strategy
        S set-ups.
    shoppers : int64 array (n,)
        Numbers of the shoppers; each lives the same life whoever the others are.
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
    lives = Lives.begin(people, setups, world.market.reach_effect)
    writer = LedgerWriter(len(strategies), keep_events)
    needs, rows = Needs.of(people, scenario.weeks), np.arange(len(people))
    while True:
        thoughts = next_thoughts(world, lives, needs, rows, writer)
        if not len(thoughts.places):
            ledger = writer.close(lives.loyalty, lives.left_week)
            return people, settle(world, people, ledger)
        visit = Visit(world, people, lives, writer, needs, thoughts)
        _journey(visit, thoughts.chance)
        rows = visit.rows


def _journey(visit: Visit, chance: Floats) -> None:
    """One journey of each of these people (rules, section 4), after a need and a thought."""
    visit.note("woke", visit.woke, NOWHERE)
    wake_up(visit)
    visit.note("thought", visit.started, NOWHERE, "think", chance)
    discover(visit)
    evaluate(visit)
    reach_buy(visit)
    meet_seams(visit)
    find_item(visit)
    choose_fulfilment(visit)
    check_out(visit)
    add_something(visit)
    deliver(visit)
    take_back(visit)
    get_help(visit)
    remember(visit)
    visit.close()


def discover(visit: Visit) -> None:
    """Choose the channel of *discover*; too many messages cause a friction (section 4, step 3).

    Parameters
    ----------
    visit : Visit
        Sets ``discover``: channel codes (S, n).
    """
    visit.discover = visit.home.copy()
    combining = spots_of(visit.started & ~visit.single)
    visit.discover.ravel()[combining] = choose(visit, "discover", combining)
    visit.channel = visit.discover
    visit.note("discover", visit.started, visit.discover)
    if visit.possible("over_contact"):
        pressure = visit.world.setups.pressure.take(visit.contact, axis=1)
        excess = np.minimum(1.0, np.maximum(0.0, pressure))
        visit.friction("over_contact", visit.going, visit.chance("over_contact") * excess)


def evaluate(visit: Visit) -> None:
    """Choose the channel of *evaluate* and its frictions (rules, section 4, step 4).

    Parameters
    ----------
    visit : Visit
        Sets ``evaluate`` (channel codes), ``changed_first`` and ``reached_evaluate``: arrays (S,
        n).
    """
    visit.reached_evaluate = visit.going.copy()
    visit.evaluate = visit.move_on("evaluate", visit.discover)
    visit.channel = visit.evaluate
    visit.changed_first = visit.going & (visit.evaluate != visit.discover)
    visit.note("evaluate", visit.going, visit.evaluate)
    visit.friction("contradictory_information", visit.changed_first)
    told = visit.changed_first & INTERACTIVE[visit.discover]
    visit.friction("repeat_information", visit.going & told)


def reach_buy(visit: Visit) -> None:
    """Choose the channel of *buy* and the device (rules, section 4, step 5).

    Parameters
    ----------
    visit : Visit
        Sets ``buy``, ``changed_now``, ``remote`` and ``reached_buy``: arrays (S, n).
    """
    visit.reached_buy = visit.going.copy()
    visit.buy = visit.move_on("buy", visit.evaluate)
    visit.channel = visit.buy
    visit.changed_now = visit.going & (visit.buy != visit.evaluate)
    visit.remote = visit.buy != STORE
    visit.note("buy_stage", visit.going, visit.buy)
    choose_device(visit)


def choose_device(visit: Visit) -> None:
    """Decide who moves from phone to computer (rules, section 4, step 5: device).

    Parameters
    ----------
    visit : Visit
        Sets ``changed_device``: bool array (S, n).
    """
    market = visit.world.market
    on_website = visit.reached_buy & (visit.evaluate == WEBSITE) & (visit.buy == WEBSITE)
    moves = on_website & ~visit.single & (visit.u("device") < market.mobile_share)
    visit.changed_device = moves & (visit.u("device_at_buy") < market.desk_finish)
    visit.note("changed_device", visit.changed_device, visit.buy, "device_at_buy")


def meet_seams(visit: Visit) -> None:
    """Let frictions happen that a change of channel or device causes (rules, section 4, step 5).

    Parameters
    ----------
    visit : Visit
        Sets ``promoted``, where a promotion works: bool array (S, n).
    """
    market, setups = visit.world.market, visit.world.setups
    judge(visit)
    visit.friction("repeat_information", visit.going & visit.changed_now, luck_name="repeat_at_buy")
    if visit.possible("privacy_unease"):
        uneasy = visit.going & visit.changed_now & visit.privacy
        shared = visit.now(setups.effect["shared_history"])
        visit.friction("privacy_unease", uneasy, visit.chance("privacy_unease") * shared)
    if visit.possible("price_gap"):
        changed = visit.going & (visit.changed_first | visit.changed_now)
        noticed = np.minimum(1.0, market.price_noticed * 2.0 * visit.price_sensitivity)
        visit.friction("price_gap", changed, visit.chance("price_gap") * noticed)
    in_hand = visit.going & (visit.u("promotion") < market.promotion_share)
    elsewhere = in_hand & (visit.buy != visit.discover)
    refused = visit.friction("promotion_refused", elsewhere)
    visit.promoted = in_hand & ~refused
    filled = (visit.changed_now & ONLINE[visit.evaluate]) | visit.changed_device
    visit.friction("cart_lost", visit.going & filled)


def judge(visit: Visit) -> None:
    """Let things be hard to judge where no channel of the journey shows them well (step 5).

    Parameters
    ----------
    visit : Visit
        Only frictions change.
    """
    if not visit.possible("hard_to_judge"):
        return
    market, kind = visit.world.market, visit.u("item_kind")
    to_touch = kind < market.item_touch
    to_search = ~to_touch & (kind < market.item_touch + market.item_search)
    untouched = (visit.evaluate != STORE) & (visit.buy != STORE)
    unsearched = ~ONLINE[visit.evaluate] & ~ONLINE[visit.buy]
    misfit = (to_touch & untouched) | (to_search & unsearched)
    visit.friction("hard_to_judge", visit.going & misfit)


def find_item(visit: Visit) -> None:
    """Decide whether the item is missing, who is rescued, and how others react (section 4, step 5).

    Parameters
    ----------
    visit : Visit
        Sets ``rescued`` (bool) and ``missing`` (``NOT_MISSING`` to ``SUBSTITUTED``): arrays (S, n).
    """
    market, setups = visit.world.market, visit.world.setups
    phantom = visit.friction("phantom_stock", visit.going & visit.changed_now)
    stock_out = visit.friction("stock_out", visit.going & ~phantom)
    missing = phantom | stock_out
    visit.rescued = np.zeros_like(missing)
    if not missing.any():
        return
    by_stock = market.rescue_by_stock * visit.now(setups.good["shared_stock"])
    by_goals = market.rescue_by_goals * visit.now(setups.effect["shared_goals"])
    chance = 1.0 - (1.0 - by_stock) * (1.0 - by_goals)
    visit.rescued = missing & (visit.u("rescue") < chance)
    visit.missing[visit.rescued] = RESCUED
    visit.note("rescued", visit.rescued, visit.buy, "rescue", chance)
    alone = missing & ~visit.rescued
    visit.missing[alone] = LOST  # until they react; whom the friction drives away stays lost
    can_help = setups.several
    visit.friction("nobody_helps", alone & can_help, visit.chance("nobody_helps") * can_help)
    _react(visit, alone & visit.going, phantom)


def _react(visit: Visit, alone: Flags, phantom: Flags) -> None:
    """What people do whom nobody helps to the item: give up, wait, or take another one."""
    spots = spots_of(alone)
    if not len(spots):
        return
    saw_it, reaction = phantom.take(spots), visit.few_u("reaction", spots)
    quits = np.where(
        saw_it,
        visit.quitting_chance("phantom_stock", spots),
        visit.quitting_chance("stock_out", spots),
    )
    lost = reaction < quits
    for kind, own in (("phantom_stock", lost & saw_it), ("stock_out", lost & ~saw_it)):
        visit.give_up(kind, spots[own], "reaction", quits[own])
    limit = quits + visit.world.market.stock_delay
    delayed = ~lost & (reaction < limit)
    visit.missing.ravel()[spots] = np.where(lost, LOST, np.where(delayed, DELAYED, SUBSTITUTED))
    if visit.writer.keep_events:
        limits = scattered(limit, spots, alone.shape)
        visit.note("came_back", visit.missing == DELAYED, visit.buy, "reaction", limits)
        visit.note("substitute", visit.missing == SUBSTITUTED, visit.buy, "reaction")


def choose_fulfilment(visit: Visit) -> None:
    """Decide who collects the order, and the frictions of collecting (rules, section 4, step 5).

    Parameters
    ----------
    visit : Visit
        Sets ``collected``: bool array (S, n).
    """
    store_open = visit.world.setups.open[STORE] > 0.0
    wanted = visit.going & visit.collects & ~visit.single & visit.remote & store_open
    refused = visit.friction("no_pickup", wanted)
    visit.collected = wanted & ~refused
    visit.friction("pickup_failed", visit.collected & visit.going)


def check_out(visit: Visit) -> None:
    """Decide who buys and who was not convinced (rules, section 4, step 5: checkout).

    Parameters
    ----------
    visit : Visit
        Sets ``bought``: bool array (S, n); journeys without a purchase end.
    """
    market = visit.world.market
    waiting = 1.0 - market.delivery_effect * (market.delivery_days - 1.0)
    waiting = min(2.0, max(0.0, waiting))
    intent = market.purchase_intent * np.where(visit.promoted, 1.0 + market.promotion_lift, 1.0)
    intent = intent * np.where(visit.remote & ~visit.collected, waiting, 1.0)
    informed = visit.changed_first | visit.changed_now
    intent = intent * np.where(informed, 1.0 + market.research_gain, 1.0)
    shared = visit.now(visit.world.setups.effect["shared_goals"])
    intent = intent * np.where(visit.remote, 1.0, 1.0 - market.own_sale * shared)
    intent = np.minimum(1.0, intent)
    visit.bought = visit.going & (visit.u("checkout") < intent)
    visit.note("bought", visit.bought, visit.buy, "checkout", intent)
    unsure = visit.going & ~visit.bought
    visit.note("not_convinced", unsure, visit.buy, "checkout", intent)
    visit.lost_to[unsure] = NOT_CONVINCED
    visit.going = visit.bought
