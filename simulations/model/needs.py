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
AHEAD = 8  # needs of a shopper that are tried in one pass


@dataclass(slots=True)
class Needs:
    """All N needs of n shoppers: one shopper after the other, each in the order of the weeks.

    Attributes
    ----------
    shopper, week : int64 arrays (N,)
        Position in the chunk, and week from 0.
    message_column : int64 array (N,)
        Column of ``Setups.pressure``, ``mood`` and ``impulse`` for this week and shopper.
    keys : uint64 array (N,)
        Keys of the draws of each need.
    think : float array (N,)
        The draw that decides whether the shopper thinks of the retailer.
    next_index, end_index : int64 arrays (n,)
        Index of each shopper's next need, and one past the last.
    """

    shopper: Codes
    week: Codes
    message_column: Codes
    keys: luck.Keys
    think: Floats
    next_index: Codes
    end_index: Codes

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
        horizon, blocks = np.arange(weeks), []
        step = max(1, AT_ONCE // max(weeks, 1))
        for start in range(0, max(len(people), 1), step):
            block = slice(start, start + step)
            keys = luck.week_keys(people.keys[block, None], horizon)
            need = luck.draw(keys, NEED_CODE["need"]) < people.need_rate[block, None]
            need &= people.arrival[block, None] <= horizon
            flat = need.ravel().nonzero()[0]
            row, week = np.divmod(flat, max(weeks, 1))
            blocks.append((row + start, week, keys.ravel().take(flat)))
        shopper, week, keys = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
        end = np.searchsorted(shopper, np.arange(len(people)), side="right")
        return Needs(
            shopper=shopper,
            week=week,
            message_column=2 * week + people.messaging.take(shopper),
            keys=keys,
            think=luck.draw(keys, NEED_CODE["think"]),
            next_index=np.concatenate([[0], end[:-1]]),
            end_index=end,
        )


@dataclass(frozen=True, slots=True)
class Thoughts:
    """The k needs with which people think of the retailer, one for each of k people.

    Attributes
    ----------
    need_indices : int64 array (k,)
        Positions in ``Needs``.
    started, woke : bool arrays (S, k)
        Under which set-ups; and where the person had left before.
    chance : float array (S, k)
    """

    need_indices: Codes
    started: Flags
    woke: Flags
    chance: Floats


def next_thoughts(
    world: World, shoppers: ShopperState, needs: Needs, rows: Codes, writer: LedgerWriter
) -> Thoughts:
    """Find the next need with which each of these people thinks of the retailer, if there is one.

    Nothing else changes a shopper between two journeys, so the needs before it can be skipped:
    ``Needs.next_index`` is set behind it.

    Parameters
    ----------
    world : World
    shoppers : ShopperState
        Of everybody in the chunk.
    needs : Needs
    rows : int64 array (m,)
        Positions of the people in the chunk.
    writer : LedgerWriter
        Takes the events of who forgot.

    Returns
    -------
    Thoughts
        Of those m people who think of the retailer again, under one set-up at least.
    """
    batches = []
    while True:
        rows = rows[needs.next_index.take(rows) < needs.end_index.take(rows)]
        if not len(rows):
            break
        candidates = needs.next_index.take(rows)[:, None] + np.arange(AHEAD)
        exists = candidates < needs.end_index.take(rows)[:, None]
        candidates = np.minimum(candidates, len(needs.week) - 1)
        chance, active = _chances(world, shoppers, needs, rows, candidates)
        thought = (needs.think.take(candidates) < chance) & exists
        someone = thought.any(axis=0)
        thinks, ahead = someone.any(axis=1), someone.argmax(axis=1)
        if writer.keep_events:
            passed = exists & (np.arange(AHEAD) <= np.where(thinks, ahead, AHEAD)[:, None])
            _forget(shoppers, needs, writer, candidates, chance, passed & active & ~thought)
        needs.next_index[rows] += np.where(thinks, ahead + 1, AHEAD)
        who = thinks.nonzero()[0]
        ahead = ahead.take(who)
        started = thought[:, who, ahead]
        woke = started & ~active[:, who, 0]
        batches.append((candidates[who, ahead], started, woke, chance[:, who, ahead]))
        rows = rows[~thinks]
    if not batches:
        nobody = np.zeros((len(shoppers.active), 0), dtype=bool)
        return Thoughts(np.zeros(0, dtype=np.int64), nobody, nobody, nobody.astype(np.float64))
    return Thoughts(*(np.concatenate(parts, axis=-1) for parts in zip(*batches, strict=True)))


def _chances(
    world: World, shoppers: ShopperState, needs: Needs, rows: Codes, candidates: Codes
) -> tuple[Floats, Flags]:
    """Chance to think of the retailer (S, k, AHEAD), and who has not left (S, k, 1)."""

    def per_person(state: NDArray[Any]) -> NDArray[Any]:
        return state.take(rows, axis=1)[:, :, None]

    message_column = needs.message_column.take(candidates)
    mood = world.setups.mood.take(message_column, axis=1)
    impulse = world.setups.impulse.take(message_column, axis=1)
    remembered = np.minimum(1.0, per_person(shoppers.loyalty) * mood)
    chance = (1.0 - (1.0 - remembered) * (1.0 - impulse)) * per_person(shoppers.reach)
    active = per_person(shoppers.active)
    if not active.all():
        slept = (
            needs.week.take(candidates) - per_person(shoppers.left_week)
            >= world.reaction.sleep_weeks
        )
        chance = np.where(active, chance, chance * slept * world.reaction.wake)
    return chance, active


def _forget(
    shoppers: ShopperState,
    needs: Needs,
    writer: LedgerWriter,
    candidates: Codes,
    chance: Floats,
    forgot: Flags,
) -> None:
    side, who, ahead = np.nonzero(forgot)
    need = candidates[who, ahead]
    shopper = needs.shopper[need]
    columns = (
        side,
        shopper,
        needs.week[need],
        np.full(len(side), NOWHERE),
        np.zeros(len(side)),
        shoppers.frustration[side, shopper],
        needs.think[need],
    )
    writer.moments("forgot", columns, chance[:, who, ahead])
