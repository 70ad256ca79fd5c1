"""Journeys while they happen: the working state that the steps read and write."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulations.engine.ledger import NOT_MISSING, NOWHERE, LedgerWriter
from simulations.model import luck
from simulations.model.channel_choice import FlatIndices, current_pull, flat_indices, scattered
from simulations.model.luck import NEED_CODE, NEED_DRAWS
from simulations.model.needs import Needs, Thoughts
from simulations.model.population import SEVERAL, Population
from simulations.model.shopper_state import ShopperState, World, to_sixtyfourths
from simulations.scenario.knobs import FRICTIONS

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]

# Draws that most journeys need, those of the frictions first; of many journeys, the others are
# made only where needed.
MANY = 1000
DRAWN_OF_MANY = (
    *FRICTIONS,
    *("discover_channel", "evaluate_change", "evaluate_channel", "buy_change", "buy_channel"),
    *("promotion", "checkout", "help", "return", "churn_now", "device", "device_at_buy"),
    *("repeat_at_buy", "item_kind"),
)
DRAWN = (*DRAWN_OF_MANY, *(name for name in NEED_DRAWS if name not in DRAWN_OF_MANY))

FRICTION_CODE = {kind: code for code, kind in enumerate(FRICTIONS)}


class JourneyState:
    """One journey each of n shoppers under S set-ups; all arrays that the steps set are (S, n).

    ``rows`` (n,) are positions in the chunk, ``week`` (n,) is the week of each one's journey,
    ``flat`` (k,) indices of the flat view of (S, n), channels codes of ``CHANNELS`` (−1: none).
    Kinds are in ``FRICTIONS``, names of draws in ``NEED_DRAWS``; draws and chances are 0 to 1 (nan:
    none), points 0 to 100.
    """

    discover: Codes
    evaluate: Codes
    buy: Codes
    channel: Codes
    changed_at_evaluate: Flags
    changed_at_buy: Flags
    reached_evaluate: Flags
    reached_buy: Flags
    remote: Flags
    changed_device: Flags
    promoted: Flags
    rescued: Flags
    collected: Flags
    bought: Flags
    extra: Flags
    returned: Flags
    contacts: Floats
    rough_hops: Floats
    support: Codes
    loyalty_before: Floats
    loyalty: Floats
    waited: Flags
    left: Flags

    def __init__(
        self,
        world: World,
        people: Population,
        shoppers: ShopperState,
        writer: LedgerWriter,
        needs: Needs,
        thoughts: Thoughts,
    ) -> None:
        self.world, self.people, self.shoppers, self.writer = world, people, shoppers, writer
        rows = self.rows = needs.shopper.take(thoughts.need_indices)
        keys = self.keys = needs.keys.take(thoughts.need_indices)
        week = self.week = needs.week.take(thoughts.need_indices)
        self.message_column = needs.message_column.take(thoughts.need_indices)
        started = self.started = thoughts.started
        self.woke = thoughts.woke
        names = DRAWN_OF_MANY if len(rows) > MANY else DRAWN
        drawn = luck.draw_each(keys, np.array([NEED_CODE[name] for name in names]))
        self._luck = dict(zip(names, drawn, strict=True))
        self.going = started.copy()
        lasting = (people.habit.take(rows) == SEVERAL) | (week < world.setups.nudge_weeks)
        self.single = ~(shoppers.combines.take(rows, axis=1) & lasting)
        self.impatience = people.impatience.take(rows)
        self._chances = world.chances.take(week, axis=2)
        # Where the draw is below the chance: most frictions need no further look in few journeys.
        self._strikes: Flags = drawn[: len(FRICTIONS), None] < self._chances
        self._possible = np.asarray(self._strikes.any(axis=(1, 2))).tolist()
        self._raw = to_sixtyfourths(world.points[:, None] * self.impatience)
        self._nowhere = np.zeros(started.shape, dtype=bool)
        self.price_sensitivity = people.price_sensitivity.take(rows)
        self.privacy = people.privacy.take(rows)
        self.collects = people.collects.take(rows)
        self.crossing = people.crossing.take(rows)
        self.home = shoppers.home.take(rows, axis=1)
        # As of the start of the journey: they weigh on every choice in it.
        self.last_purchase = shoppers.last_purchase.take(rows, axis=1)
        self.last_friction = shoppers.last_friction.take(rows, axis=1)
        self.pull = current_pull(
            people.pull.take(rows, axis=1), self.last_purchase, self.last_friction, world.reaction
        )
        fading = world.fading.take(week - shoppers.last_week.take(rows, axis=1))
        self.frustration = to_sixtyfourths(shoppers.frustration.take(rows, axis=1) * fading)
        self.points = np.zeros(started.shape)
        self.severe = np.zeros(started.shape, dtype=bool)
        self.lost_to = np.full(started.shape, NOWHERE, dtype=np.int64)
        self.missing = np.full(started.shape, NOT_MISSING, dtype=np.int64)

    def u(self, name: str) -> Floats:
        """Return the draw of this name for each shopper, the same under every set-up.

        Parameters
        ----------
        name : str

        Returns
        -------
        float array (n,)
        """
        if name not in self._luck:
            self._luck[name] = luck.draw(self.keys, NEED_CODE[name])
        return self._luck[name]

    def u_at(self, name: str, flat: FlatIndices) -> Floats:
        """Return the draw of this name for some of the journeys only.

        Parameters
        ----------
        name : str
        flat : int array (k,)

        Returns
        -------
        float array (k,)
        """
        row = flat % len(self.rows)
        if name in self._luck:
            return self._luck[name].take(row)
        return luck.draw(self.keys.take(row), NEED_CODE[name])

    def chance(self, kind: str) -> Floats:
        """Return the chance of a friction where it can happen, this week (rules, section 3).

        Parameters
        ----------
        kind : str

        Returns
        -------
        float array (S, n)
        """
        chances: Floats = self._chances[FRICTION_CODE[kind]]
        return chances

    def in_week(self, by_week: Floats) -> Floats:
        """Return the column of the week of each journey.

        Parameters
        ----------
        by_week : float array (S, W)

        Returns
        -------
        float array (S, n)
        """
        return by_week.take(self.week, axis=1)

    def possible(self, kind: str) -> bool:
        """Return whether the draws let a friction happen to any of these shoppers at full chance.

        Parameters
        ----------
        kind : str

        Returns
        -------
        bool
        """
        return bool(self._possible[FRICTION_CODE[kind]])

    def friction(
        self,
        kind: str,
        where: Flags,
        chance: Floats | None = None,
        luck_name: str | None = None,
        weight: Floats | None = None,
    ) -> Flags:
        """Let a friction happen where it can, and book it; some give up (section 4: a friction).

        Parameters
        ----------
        kind, luck_name : str, by default the same
        where : bool array (S, n)
        chance : float array (S, 1) or (S, n), by default ``self.chance(kind)``
        weight : float array (n,), share of its points that are felt, by default all

        Returns
        -------
        bool array (S, n)
        """
        name, code = luck_name or kind, FRICTION_CODE[kind]
        if chance is not None or luck_name is not None:
            chance = self.chance(kind) if chance is None else chance
            happens = where & (self.u(name) < chance)
        elif self._possible[code]:
            happens = where & self._strikes[code]
        else:
            return self._nowhere
        flat = flat_indices(happens)
        if not len(flat):
            return happens
        side, row = np.divmod(flat, len(self.rows))
        raw = self._raw[code].take(row)
        if weight is not None:
            felt = self.world.points[code] * self.impatience.take(row)
            raw = to_sixtyfourths(felt * weight.take(row))
        booked = self._book(raw, flat)
        self.writer.friction(code, side, self.rows.take(row), self.week.take(row), booked)
        if self.writer.keep_events:
            chance = self.chance(kind) if chance is None else chance
            self.note_at(kind, flat, self.channel, name, chance, booked)
        if kind not in ("phantom_stock", "stock_out") and self.world.quit[kind] > 0.0:
            limit = self.quitting_chance(kind, flat)
            quits = self.u_at(f"{name}.quit", flat) < limit
            self.give_up(kind, flat[quits], f"{name}.quit", limit[quits])
        return happens

    def _book(self, raw: Floats, flat: FlatIndices) -> Floats:
        """Add points to the frustration of these people, up to 100; return what was added."""
        before = self.frustration.take(flat)
        booked = np.minimum(raw, 100.0 - before)
        self.frustration.ravel()[flat] = before + booked
        self.points.ravel()[flat] += booked
        self.severe.ravel()[flat] |= raw >= self.world.reaction.severe_points
        self.last_friction.ravel()[flat] = self.channel.take(flat)
        return booked

    def quitting_chance(self, kind: str, flat: FlatIndices) -> Floats:
        """Return the chance to give up because of a friction (rules, section 4: a friction).

        Parameters
        ----------
        kind : str
        flat : int array (k,)

        Returns
        -------
        float array (k,)
        """
        strain = 1.0 + self.frustration.take(flat) / 100.0
        impatience = self.impatience.take(flat % len(self.rows))
        return np.minimum(1.0, self.world.quit[kind] * impatience * strain)

    def give_up(self, kind: str, flat: FlatIndices, luck_name: str, chance: Floats) -> None:
        """End these journeys without a purchase because of a friction.

        Parameters
        ----------
        kind, luck_name : str
        flat : int array (k,)
        chance : float array (k,)
        """
        self.going.ravel()[flat] = False
        self.lost_to.ravel()[flat] = FRICTION_CODE[kind]
        if self.writer.keep_events:
            self.note_at(
                "gave_up",
                flat,
                self.channel,
                luck_name,
                scattered(chance, flat, self.started.shape),
            )

    def close(self) -> None:
        """Write the journeys into the ledger."""
        reached = self.reached_evaluate, self.reached_buy
        columns = {
            "started": self.started,
            "frustration": np.where(self.started, self.frustration, 0.0),
            "points": self.points,
            "severe": self.severe,
            "discover": np.where(self.started, self.discover, NOWHERE),
            "evaluate": np.where(reached[0], self.evaluate, NOWHERE),
            "buy": np.where(reached[1], self.buy, NOWHERE),
            "support": self.support,
            "bought": self.bought,
            "lost_to": self.lost_to,
            "missing": self.missing,
            "collected": self.collected,
            "promoted": self.promoted,
            "changed_device": self.changed_device,
            "extra": self.extra,
            "returned": self.returned,
            "contacts": self.contacts,
            "left": self.left,
            "woke": self.woke,
        }
        if self.writer.keep_events:
            columns |= {"loyalty_before": self.loyalty_before, "loyalty": self.loyalty}
        self.writer.journeys(self.rows, self.week, columns)

    def note(
        self,
        name: str,
        who: Flags,
        channel: Codes | int,
        luck_name: str | None = None,
        chance: Floats | float = np.nan,
    ) -> None:
        """Keep a moment of these people as an event, when events are kept (see `note_at`).

        Parameters
        ----------
        name, luck_name : str
        who : bool array (S, n)
        channel, chance : arrays (S, 1) or (S, n), or numbers
        """
        if self.writer.keep_events:
            self.note_at(name, flat_indices(who), channel, luck_name, chance)

    def note_at(
        self,
        name: str,
        flat: FlatIndices,
        channel: Codes | int,
        luck_name: str | None = None,
        chance: Floats | float = np.nan,
        points: Floats | None = None,
    ) -> None:
        """Keep a moment of some journeys as an event, when events are kept.

        Parameters
        ----------
        name, luck_name : str
        flat : int array (k,)
        channel, chance : arrays (S, 1) or (S, n), or numbers
        points : float array (k,), optional
        """
        if not self.writer.keep_events:
            return
        shape, nothing = self.started.shape, np.full(len(flat), np.nan)
        side, row = np.divmod(flat, shape[1])
        columns = (
            side,
            self.rows[row],
            self.week[row],
            np.broadcast_to(channel, shape)[side, row],
            np.zeros(len(flat)) if points is None else points,
            self.frustration[side, row],
            nothing if luck_name is None else self.u_at(luck_name, flat),
        )
        chances = np.broadcast_to(chance, shape)[:, row]
        self.writer.moments(name, columns, chances)
