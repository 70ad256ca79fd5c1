"""Who needs something in which week, and who then thinks of the retailer (section 4, step 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.ledger import NOWHERE, LedgerWriter
from simulations.model import luck
from simulations.model.luck import NEED_CODE
from simulations.model.population import Population
from simulations.model.shopper_state import ShopperState, World

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]

AT_ONCE = 2**17  # shoppers × weeks whose needs are drawn at once: bounds memory, changes nothing
AHEAD = 8  # needs of a shopper that are looked at before the next look


@dataclass(slots=True)
class Needs:
    """All N needs of n shoppers: one shopper after the other, each in the order of the weeks.

    Attributes
    ----------
    shopper, week : int64 arrays (N,)
        Place in the chunk, and week from 0.
    contact : int64 array (N,)
        Place of the week and of what reaches the shopper in ``Setups.mood`` and its like.
    keys : uint64 array (N,)
        Where the luck of the need starts.
    think : float array (N,)
        The draw that decides whether the shopper thinks of the retailer.
    next, end : int64 arrays (n,)
        Place of each shopper's next need, and of the first one of the shopper after.
    """

    shopper: Codes
    week: Codes
    contact: Codes
    keys: luck.Keys
    think: Floats
    next: Codes
    end: Codes

    @staticmethod
    def of(people: Population, weeks: int) -> Needs:
        """Return the needs of these shoppers; set-ups do not change them.

        Parameters
        ----------
        people : Population
            n shoppers.
        weeks : int
            Horizon, from 0.

        Returns
        -------
        Needs
        """
        horizon, found = np.arange(weeks), []
        step = max(1, AT_ONCE // max(weeks, 1))
        for start in range(0, max(len(people), 1), step):
            own = slice(start, start + step)
            keys = luck.week_keys(people.keys[own, None], horizon)
            need = luck.draw(keys, NEED_CODE["need"]) < people.need_rate[own, None]
            need &= people.arrival[own, None] <= horizon
            flat = need.ravel().nonzero()[0]
            place, week = np.divmod(flat, max(weeks, 1))
            found.append((place + start, week, keys.ravel().take(flat)))
        shopper, week, keys = (np.concatenate(parts) for parts in zip(*found, strict=True))
        end = np.searchsorted(shopper, np.arange(len(people)), side="right")
        return Needs(
            shopper=shopper,
            week=week,
            contact=2 * week + people.messaging.take(shopper),
            keys=keys,
            think=luck.draw(keys, NEED_CODE["think"]),
            next=np.concatenate([[0], end[:-1]]),
            end=end,
        )


@dataclass(frozen=True, slots=True)
class Thoughts:
    """The k needs with which people think of the retailer, one for each of k people.

    Attributes
    ----------
    places : int64 array (k,)
        In ``Needs``.
    started, woke : bool arrays (S, k)
        Under which set-ups; and where the person had left before.
    chance : float array (S, k)
    """

    places: Codes
    started: Flags
    woke: Flags
    chance: Floats


def next_thoughts(
    world: World, shoppers: ShopperState, needs: Needs, rows: Codes, writer: LedgerWriter
) -> Thoughts:
    """Find the next need with which each of these people thinks of the retailer, if there is one.

    Nothing else changes a life between two journeys, so that the needs before it can be passed
    over. Their ``Needs.next`` moves behind it.

    Parameters
    ----------
    world : World
    shoppers : ShopperState
        Of everybody in the chunk.
    needs : Needs
    rows : int64 array (m,)
        Places of the people in the chunk.
    writer : LedgerWriter
        Told who forgot.

    Returns
    -------
    Thoughts
        Of those m people who think of the retailer again, under one set-up at least.
    """
    found = []
    while True:
        rows = rows[needs.next.take(rows) < needs.end.take(rows)]
        if not len(rows):
            break
        places = needs.next.take(rows)[:, None] + np.arange(AHEAD)
        there = places < needs.end.take(rows)[:, None]
        places = np.minimum(places, len(needs.week) - 1)
        chance, active = _chances(world, shoppers, needs, rows, places)
        thought = (needs.think.take(places) < chance) & there
        someone = thought.any(axis=0)
        thinks, ahead = someone.any(axis=1), someone.argmax(axis=1)
        if writer.keep_events:
            passed = there & (np.arange(AHEAD) <= np.where(thinks, ahead, AHEAD)[:, None])
            _forget(shoppers, needs, writer, places, chance, passed & active & ~thought)
        needs.next[rows] += np.where(thinks, ahead + 1, AHEAD)
        who = thinks.nonzero()[0]
        ahead = ahead.take(who)
        started = thought[:, who, ahead]
        woke = started & ~active[:, who, 0]
        found.append((places[who, ahead], started, woke, chance[:, who, ahead]))
        rows = rows[~thinks]
    if not found:
        nobody = np.zeros((len(shoppers.active), 0), dtype=bool)
        return Thoughts(np.zeros(0, dtype=np.int64), nobody, nobody, nobody.astype(np.float64))
    return Thoughts(*(np.concatenate(parts, axis=-1) for parts in zip(*found, strict=True)))


def _chances(
    world: World, shoppers: ShopperState, needs: Needs, rows: Codes, places: Codes
) -> tuple[Floats, Flags]:
    """Chance to think of the retailer (S, k, AHEAD), and who has not left (S, k, 1)."""

    def own(state: NDArray[Any]) -> NDArray[Any]:
        return state.take(rows, axis=1)[:, :, None]

    contact = needs.contact.take(places)
    mood = world.setups.mood.take(contact, axis=1)
    impulse = world.setups.impulse.take(contact, axis=1)
    remembered = np.minimum(1.0, own(shoppers.loyalty) * mood)
    chance = (1.0 - (1.0 - remembered) * (1.0 - impulse)) * own(shoppers.reach)
    active = own(shoppers.active)
    if not active.all():
        slept = needs.week.take(places) - own(shoppers.left_week) >= world.reaction.sleep_weeks
        chance = np.where(active, chance, chance * slept * world.reaction.wake)
    return chance, active


def _forget(
    shoppers: ShopperState,
    needs: Needs,
    writer: LedgerWriter,
    places: Codes,
    chance: Floats,
    forgot: Flags,
) -> None:
    side, who, ahead = np.nonzero(forgot)
    place = places[who, ahead]
    shopper = needs.shopper[place]
    columns = (
        side,
        shopper,
        needs.week[place],
        np.full(len(side), NOWHERE),
        np.zeros(len(side)),
        shoppers.frustration[side, shopper],
        needs.think[place],
    )
    writer.moments("forgot", columns, chance[:, who, ahead])
