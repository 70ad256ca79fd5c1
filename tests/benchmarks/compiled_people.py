"""Rule 2 compiled: one shopper's traits."""

from __future__ import annotations

import numpy as np
from numba import njit

from simulations import CHANNELS
from simulations.model.population import ONLINE_ONLY, SEVERAL, STORE_ONLY
from tests.benchmarks.compiled_rules import (
    CHANNEL,
    TRAIT,
    draw,
    moment_key,
    person_key,
    quantile,
)

CHANNEL_COUNT = len(CHANNELS)
WHO = np.dtype(
    [
        ("key", "u8"),
        *((name, "i8") for name in ("generation", "habit", "messaging", "collects", "privacy")),
        *((name, "f8") for name in ("crossing", "need_rate", "basket", "impatience")),
        *((name, "f8") for name in ("price_sensitivity", "loyalty", "churn", "home_draw")),
        ("pull", "f8", (CHANNEL_COUNT,)),
        ("weights", "f8", (CHANNEL_COUNT,)),  # scratch for choices
        ("combines", "i8", (2,)),
        ("home", "i8", (2,)),
        ("reach", "f8", (2,)),
    ]
)


@njit
def meet(who, seed, shopper, knobs, at_a, at_b):
    """Write the traits of a shopper into the record ``who``."""
    who.key = person_key(seed, shopper)
    moment = moment_key(who.key, -1)
    e = draw(moment, TRAIT.engagement)
    tilt = 2.0 * e - 1.0
    _belong(who, moment, tilt, knobs)
    score = knobs.engagement_crossing * e
    score += (1.0 - knobs.engagement_crossing) * draw(moment, TRAIT.crossing)
    who.crossing = min(1.0, knobs.crossing_rate * 2.0 * score)
    rate = knobs.need_rate / 52.0 * quantile(knobs.rates, draw(moment, TRAIT.rate))
    who.need_rate = min(1.0, rate * (1.0 + knobs.engagement_need * tilt))
    basket = knobs.basket_mean * quantile(knobs.baskets, draw(moment, TRAIT.basket))
    who.basket = basket * (1.0 + knobs.engagement_basket * tilt)
    who.impatience = 1.5 - _around(knobs.patience, 0.5, draw(moment, TRAIT.patience))
    who.price_sensitivity = _around(knobs.price_sensitivity, 0.5, draw(moment, TRAIT.price))
    who.loyalty = _around(knobs.loyalty_start, 0.3, e)
    who.churn = quantile(knobs.churns, draw(moment, TRAIT.churn))
    who.messaging = draw(moment, TRAIT.messaging) < knobs.whatsapp_use
    who.collects = draw(moment, TRAIT.pickup) < knobs.pickup_taste
    who.privacy = draw(moment, TRAIT.privacy) < knobs.privacy_share
    for c in range(CHANNEL_COUNT):
        u = min(max(draw(moment, TRAIT.taste_store + c), 1e-6), 1.0 - 1e-6)
        pull = (u / (1.0 - u)) ** knobs.taste_spread
        who.pull[c] = pull * knobs.digital[who.generation] if knobs.is_digital[c] else pull
    if not who.messaging:
        who.pull[CHANNEL.messaging] = 0.0
    _settle(who, at_a, knobs, moment, 0)
    _settle(who, at_b, knobs, moment, 1)


@njit
def _settle(who, now, knobs, moment, side):
    who.combines[side] = _combines(who, now, draw(moment, TRAIT.nudge))
    who.reach[side] = _reach(who, now, knobs)
    if not who.combines[side]:
        who.home[side] = _home(who, now, knobs, draw(moment, TRAIT.home))


@njit
def _around(middle, width, luck):
    return min(max(middle + width * (luck - 0.5), 0.0), 1.0)


@njit
def _belong(who, moment, tilt, knobs):
    g, luck = 0, draw(moment, TRAIT.generation)
    while g < 3 and knobs.generation_limits[g] <= luck:
        g += 1
    online, store = knobs.online_only[g], knobs.store_only[g]
    typical = knobs.typical_crossing[g]
    several = typical + knobs.engagement_crossing * typical * (1.0 - typical) * tilt
    part = online / (online + store) if online + store > 0.0 else 0.5
    luck = draw(moment, TRAIT.habit)
    who.generation = g
    if luck < several:
        who.habit = SEVERAL
    else:
        who.habit = ONLINE_ONLY if luck < several + (1.0 - several) * part else STORE_ONLY


@njit
def _combines(who, now, luck):
    """By habit, or because the set-up got the shopper to."""
    if who.habit == SEVERAL:
        return True
    return luck < (now.nudge_to_store if who.habit == ONLINE_ONLY else now.nudge_to_online)


@njit
def _reach(who, now, knobs):
    """What is left of the chance to think of a retailer with closed channels."""
    there, total = 0.0, 0.0
    for c in range(CHANNEL_COUNT):
        if who.habit == SEVERAL or _fits(who.habit, c):
            liked = who.pull[c] * knobs.taste_buy[c]
            total += liked
            there += liked * now.open[c]
    return 1.0 - knobs.reach_effect * (1.0 - there / total) if total > 0.0 else 1.0


@njit
def _home(who, now, knobs, luck):
    """The one channel of somebody who keeps to one."""
    weights, own = who.weights, 0.0
    for c in range(CHANNEL_COUNT):
        weights[c] = who.pull[c] * knobs.taste_buy[c] * now.open[c]
        if _fits(who.habit, c):
            own += weights[c]
    if own > 0.0:
        for c in range(CHANNEL_COUNT):
            if not _fits(who.habit, c):
                weights[c] = 0.0
    return pick(weights, luck, knobs.serves_buy, now)


@njit
def _fits(habit, c):
    if habit == STORE_ONLY:
        return c == CHANNEL.store
    if habit == ONLINE_ONLY:
        return c in (CHANNEL.website, CHANNEL.app)
    return False


@njit
def pick(weights, luck, serves, now):
    """Choose by weight; all zero: alike among the open channels that serve."""
    total = weights.sum()
    if total == 0.0:
        for c in range(CHANNEL_COUNT):
            weights[c] = now.open[c] * serves[c]
        total = weights.sum()
    limit, passed, chosen = luck * total, 0.0, 0
    for c in range(CHANNEL_COUNT - 1):
        passed += weights[c]
        chosen += passed <= limit
    return chosen
