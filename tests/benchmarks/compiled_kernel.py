"""The engine's kernel as a compiled loop, one shopper after the other: a bound on its speed.

It does what ``execution.run_chunk`` does and gives the same tallies: traits, every week under both
set-ups, totals of each life, moments of all outcomes (everybody and by generation), frictions,
steps towards a purchase and revenue by channel, sums by week, funnel, causes, money by channel. It
keeps no journeys: nothing needs them once they are counted. What it shares with the engine is made
before the clock starts (see ``make_rules``).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from simulations import Scenario
from simulations.engine.tally import BLOCK, Tally
from tests.benchmarks import compiled_journey as journey
from tests.benchmarks.compiled_outcomes import (
    empty_sums,
    empty_weeks,
    tally_life,
    tally_pair,
    tally_week,
    to_tally,
)
from tests.benchmarks.compiled_people import WHO, meet
from tests.benchmarks.compiled_relationship import (
    LIFE,
    add_up,
    begin_life,
    contribution_of,
    deliver,
    get_help,
    pay,
    remember,
    take_back,
)
from tests.benchmarks.compiled_rules import LUCK, Rules, draw, moment_key

discover, evaluate, reach_buy = journey.discover, journey.evaluate, journey.reach_buy
meet_seams, find_item = journey.meet_seams, journey.find_item
choose_fulfilment, check_out, begin = journey.choose_fulfilment, journey.check_out, journey.begin


def run_compiled(scenario: Scenario, rules: Rules, start: int, stop: int) -> list[Tally]:
    """Tallies of shoppers ``start`` to ``stop``, one for each block."""
    tallies = []
    for first in range(start, stop, BLOCK):
        sums, by_week = empty_sums(), empty_weeks(scenario.weeks)
        last = min(first + BLOCK, stop)
        live_block(scenario.seed, first, last, rules.knobs, rules.calendar, sums, by_week, NO_LIVES)
        tallies.append(to_tally(sums, by_week))
    return tallies


def lives_of(scenario: Scenario, rules: Rules, stop: int) -> Any:
    """Totals of the first shoppers, as records (shoppers, 2) of ``LIFE``."""
    kept, sums, by_week = np.zeros((stop, 2), LIFE), empty_sums(), empty_weeks(scenario.weeks)
    live_block(scenario.seed, 0, stop, rules.knobs, rules.calendar, sums, by_week, kept)
    return kept


NO_LIVES = np.zeros((0, 2), LIFE)


@njit
def live_block(seed, first, last, knobs_, calendar, sums_, by_week, kept):
    """Let shoppers ``first`` to ``last`` live under both set-ups; add them to the sums."""
    # Records are passed on rather than arrays: they are plain pointers, without reference counts.
    who, knobs, sums = np.zeros(1, WHO)[0], knobs_[0], sums_[0]
    lives, journeys = np.zeros(2, LIFE), np.zeros(2, journey.JOURNEY)
    a, b, ja, jb = lives[0], lives[1], journeys[0], journeys[1]
    for shopper in range(first, last):
        meet(who, seed, shopper, knobs, calendar[0, 0], calendar[0, 1])
        begin_life(a, who, knobs, len(by_week))
        begin_life(b, who, knobs, len(by_week))
        for week in range(len(by_week)):
            moment = moment_key(who.key, week)
            if draw(moment, LUCK.need) < who.need_rate:
                this_week = by_week[week]
                live_week(ja, who, a, calendar[week, 0], knobs, moment, week, 0, sums, this_week)
                live_week(jb, who, b, calendar[week, 1], knobs, moment, week, 1, sums, this_week)
                tally_week(ja, jb, this_week)
        tally_pair(who, a, b, knobs.setup_costs, sums, by_week)
        if len(kept):
            kept[shopper, 0], kept[shopper, 1] = a, b


@njit
def live_week(j, who, life, now, knobs, moment, week, side, sums, this_week):
    """One need under one set-up."""
    j.started = life.active and thinks(who, life, now, moment, side)
    if not j.started:
        j.frustration, j.bought = 0.0, 0
        return
    live_journey(j, who, life, now, knobs, moment, week, side)
    earned = contribution_of(j, knobs)
    remember(j, who, life, knobs, moment, week)
    add_up(j, life, week, earned)
    tally_life(j, side, earned, sums, this_week)


@njit
def thinks(who, life, now, moment, side):
    """Step 1: does the person think of the retailer?"""
    remembered = min(1.0, life.loyalty * now.mood[who.messaging])
    chance = 1.0 - (1.0 - remembered) * (1.0 - now.impulse[who.messaging])
    return draw(moment, LUCK.think) < chance * who.reach[side]


@njit
def live_journey(j, who, life, now, knobs, moment, week, side):
    """Steps 2 to 9, in their order."""
    begin(j, life, knobs, week, who.combines[side])
    discover(j, who, life, now, knobs, moment, side)
    if j.going:
        evaluate(j, who, life, now, knobs, moment)
    if j.going:
        reach_buy(j, who, now, knobs, moment)
        meet_seams(j, who, life, now, knobs, moment)
    if j.going:
        find_item(j, who, life, now, knobs, moment)
    if j.going:
        choose_fulfilment(j, who, life, now, knobs, moment)
    if j.going:
        check_out(j, knobs, moment)
    if j.bought:
        pay(j, who, now, knobs, moment)
        deliver(j, who, life, now, knobs, moment)
        take_back(j, who, life, now, knobs, moment)
        get_help(j, who, life, now, knobs, moment, side)
