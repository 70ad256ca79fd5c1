"""One week's journeys while they happen: the working state that the steps read and write."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulations import distributions
from simulations.choices import CHANNEL_CODES, choose
from simulations.knobs import FRICTIONS
from simulations.ledger import NOT_MISSING, NOWHERE, Event, LedgerWriter
from simulations.lives import Lives, World, to_sixtyfourths
from simulations.luck import NEED_CODE
from simulations.population import Population

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]

FRICTION_CODE = {kind: code for code, kind in enumerate(FRICTIONS)}


class Visit:
    """Journeys of one week: n shoppers (``rows`` of the chunk) under S set-ups."""

    # Set by the steps, in this order; all (S, n).
    discover: Codes
    evaluate: Codes
    buy: Codes
    channel: Codes
    changed_first: Flags
    changed_now: Flags
    reached_evaluate: Flags
    reached_buy: Flags
    remote: Flags
    changed_device: Flags
    on_phone: Flags
    in_hand: Flags
    promoted: Flags
    rescued: Flags
    collected: Flags
    bought: Flags
    extra: Flags
    returned: Flags
    store_visits: Floats
    online_sessions: Floats
    phone_sessions: Floats
    carts: Floats
    value: Floats
    price: Floats
    item_contribution: Floats
    extra_contribution: Floats
    revenue: Floats
    store_revenue: Floats
    contacts: Floats
    rough_hops: Floats
    support: Codes

    def __init__(
        self,
        world: World,
        people: Population,
        lives: Lives,
        writer: LedgerWriter,
        week: int,
        rows: Codes,
        luck: Floats,
        started: Flags,
    ) -> None:
        self.world, self.people, self.lives, self.writer = world, people, lives, writer
        self.week, self.rows, self._luck, self.started = week, rows, luck, started
        self.going = started.copy()
        self.single = ~lives.combines[:, rows]
        self.messaging = people.messaging[rows].astype(np.intp)
        self.impatience = people.impatience[rows]
        self.price_sensitivity = people.price_sensitivity[rows]
        self.privacy = people.privacy[rows]
        self.collects = people.collects[rows]
        self.crossing = people.crossing[rows]
        self.home = lives.home[:, rows]
        self.last_purchase = lives.last_purchase[:, rows]
        self.last_friction = lives.last_friction[:, rows]
        fading = world.fading[week - lives.last_week[:, rows]]
        self.frustration = to_sixtyfourths(lives.frustration[:, rows] * fading)
        self.points = np.zeros(started.shape)
        self.severe = np.zeros(started.shape, dtype=bool)
        self.lost_to = np.full(started.shape, NOWHERE, dtype=np.int64)
        self.missing = np.full(started.shape, NOT_MISSING, dtype=np.int64)
        self._pull: Floats | None = None

    def u(self, name: str) -> Floats:
        """The draw of this name for each shopper, the same under every set-up."""
        return self._luck[NEED_CODE[name]]

    def chance(self, kind: str) -> Floats:
        """Chance of a friction where it can happen, this week (S, 1)."""
        return self.world.setups.chance[kind][self.week]

    def count(self, name: str, mean: str) -> Floats:
        """One, and a geometric number of tries more, with this knob of the market as mean."""
        table = distributions.geometric_table(self.world.market[mean])
        extra = np.searchsorted(table, self.u(name), side="right")
        return 1.0 + extra.astype(np.float64)

    def pull_now(self) -> Floats:
        """Taste for each channel after habit and the last bad experience, (8, S, n)."""
        if self._pull is None:
            reaction = self.world.reaction
            habit = np.where(self.last_purchase == CHANNEL_CODES, reaction.inertia, 1.0)
            scar = np.where(self.last_friction == CHANNEL_CODES, reaction.avoidance, 1.0)
            self._pull = self.people.pull[:, None, self.rows] * habit * scar
        return self._pull

    def move_on(self, stage: str, current: Codes) -> Codes:
        """Channel of the next stage: keep to the current one, or cross over to another."""
        must = ~self.world.setups.serves[stage][current]
        crosses = must | (self.u(f"{stage}_change") < self.crossing)
        moving = crosses & ~self.single
        if not moving.any():
            return current
        return np.where(moving, choose(self, stage, self.u(f"{stage}_channel")), current)

    def friction(
        self,
        kind: str,
        where: Flags,
        chance: Floats | None = None,
        luck_name: str | None = None,
    ) -> Flags:
        """Let a friction happen with its chance; book it; some give up. Returns where it did."""
        name = luck_name or kind
        chance = self.chance(kind) if chance is None else chance
        happens = where & (self.u(name) < chance)
        if not happens.any():
            return happens
        raw = to_sixtyfourths(self.world.points[kind] * self.impatience)
        booked = np.where(happens, np.minimum(raw, 100.0 - self.frustration), 0.0)
        self.frustration = self.frustration + booked
        self.points = self.points + booked
        self.severe |= happens & (raw >= self.world.reaction.severe_points)
        self.last_friction = np.where(happens, self.channel, self.last_friction)
        side, place = np.nonzero(happens)
        code = FRICTION_CODE[kind]
        self.writer.friction(code, self.week, side, self.rows[place], booked[side, place])
        self.note(kind, happens, self.channel, self.u(name), chance, booked)
        if kind not in ("phantom_stock", "stock_out") and self.world.quit[kind] > 0.0:
            quits = self.quitting_chance(kind)
            draws = self.u(f"{name}.quit")
            self.give_up(kind, happens & (draws < quits), draws, quits)
        return happens

    def quitting_chance(self, kind: str) -> Floats:
        """Chance to give up because of a friction, at this much patience and frustration."""
        strain = 1.0 + self.frustration / 100.0
        return np.minimum(1.0, self.world.quit[kind] * self.impatience * strain)

    def give_up(self, kind: str, who: Flags, draws: Floats, chance: Floats) -> None:
        """End these journeys without a purchase."""
        self.going &= ~who
        self.lost_to[who] = FRICTION_CODE[kind]
        self.note("gave_up", who, self.channel, draws, chance)

    def close(self) -> None:
        """What stays after the journey: satisfaction, loyalty, who leaves; and the ledger."""
        self._remember()
        reached = self.reached_evaluate, self.reached_buy
        self.writer.journeys(
            self.rows,
            self.week,
            {
                "started": self.started,
                "frustration": self.frustration,
                "points": self.points,
                "severe": self.severe,
                "discover": np.where(self.started, self.discover, NOWHERE),
                "evaluate": np.where(reached[0], self.evaluate, NOWHERE),
                "buy": np.where(reached[1], self.buy, NOWHERE),
                "support": self.support,
                "bought": self.bought,
                "lost_to": self.lost_to,
                "missing": self.missing,
                "collected": self.bought & self.collected,
                "extra": self.extra,
                "returned": self.returned,
                "on_phone": self.on_phone,
                "revenue": self.revenue,
                "store_revenue": self.store_revenue,
                "contribution": self._contribution(),
                "store_visits": self.store_visits,
                "online_sessions": self.online_sessions,
                "phone_sessions": self.phone_sessions,
                "carts": self.carts,
                "contacts": self.contacts,
            },
        )

    def _contribution(self) -> Floats:
        costs = self.world.costs
        live = costs.contact_live_share
        each = live * costs.contact_live + (1.0 - live) * costs.contact_self
        earned = self.item_contribution + self.extra_contribution
        return to_sixtyfourths(earned - self.contacts * each)

    def _remember(self) -> None:
        reaction, lives, rows = self.world.reaction, self.lives, self.rows
        old = lives.loyalty[:, rows]
        expected = lives.expectation[:, rows]
        expected = np.where(np.isnan(expected), reaction.expectation_start, expected)
        gap = 1.0 - np.minimum(1.0, self.points / 100.0) - expected
        bonus = np.where(self.bought, reaction.purchase_bonus * (1.0 - old), 0.0)
        gain = reaction.learning * (np.maximum(gap, 0.0) + bonus)
        loss = reaction.learning * reaction.loss_weight * reaction.sensitivity
        loyalty = np.clip(old + gain - loss * np.maximum(-gap, 0.0), 0.0, 1.0)

        def keep(state: NDArray, new: NDArray) -> None:  # type: ignore[type-arg]
            state[:, rows] = np.where(self.started, new, state[:, rows])

        keep(lives.loyalty, loyalty)
        keep(lives.expectation, expected + reaction.expectation_speed * gap)
        keep(lives.frustration, self.frustration)
        keep(lives.last_week, np.full_like(lives.last_week[:, rows], self.week))
        keep(lives.last_friction, self.last_friction)
        keep(lives.last_purchase, np.where(self.bought, self.buy, self.last_purchase))
        self._leave(loyalty)

    def _leave(self, loyalty: Floats) -> None:
        reaction, lives = self.world.reaction, self.lives
        chance = reaction.leave_after_severe * reaction.sensitivity * self.impatience * self.severe
        tired = chance + reaction.leave_per_hop * self.rough_hops
        severe = self.started & (self.u("leave") < chance)
        handoffs = self.started & ~severe & (self.u("leave") < tired)
        floor = self.started & ~severe & ~handoffs & (loyalty < reaction.loyalty_floor)
        bond = 1.0 + reaction.churn_loyalty * (1.0 - 2.0 * loyalty)
        churn = np.minimum(1.0, self.people.churn[self.rows] * bond)
        moved = self.bought & ~severe & ~handoffs & ~floor & (self.u("churn_now") < churn)
        self.note("left_severe", severe, NOWHERE, self.u("leave"), chance)
        self.note("left_handoffs", handoffs, NOWHERE, self.u("leave"), tired)
        self.note("left_floor", floor, NOWHERE)
        self.note("left_churn", moved, NOWHERE, self.u("churn_now"), churn)
        side, place = np.nonzero(severe | handoffs | floor | moved)
        lives.active[side, self.rows[place]] = False
        lives.left_week[side, self.rows[place]] = self.week

    def note(
        self,
        name: str,
        who: Flags,
        channel: Codes | int,
        draws: Floats | None = None,
        chance: Floats | None = None,
        points: Floats | None = None,
    ) -> None:
        """Keep the moment, when moments are kept."""
        if not self.writer.keep_events:
            return
        shape = who.shape
        columns = [
            np.broadcast_to(np.nan if column is None else column, shape)
            for column in (draws, chance)
        ]
        channels = np.broadcast_to(channel, shape)
        booked = np.broadcast_to(0.0 if points is None else points, shape)
        for side, place in zip(*np.nonzero(who), strict=True):
            self.writer.events.append(
                Event(
                    side=int(side),
                    shopper=int(self.rows[place]),
                    week=self.week,
                    name=name,
                    channel=int(channels[side, place]),
                    points=float(booked[side, place]),
                    draw=float(columns[0][side, place]),
                    chance=float(columns[1][side, place]),
                )
            )

    @staticmethod
    def note_forgotten(
        writer: LedgerWriter, who: Flags, rows: Codes, week: int, draws: Floats, chance: Floats
    ) -> None:
        """Keep the needs for which nobody thought of the retailer."""
        for side, place in zip(*np.nonzero(who), strict=True):
            luck, limit = float(draws[place]), float(chance[side, place])
            shopper = int(rows[place])
            writer.events.append(
                Event(int(side), shopper, week, "forgot", NOWHERE, 0.0, luck, limit)
            )
