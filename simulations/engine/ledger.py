"""The ledger: everything that happened to a chunk of shoppers, as flat columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.counting import spread

Array = NDArray[np.generic]

NOWHERE = -1
NOT_CONVINCED = -2  # in ``lost_to``: nothing went wrong, the person did not want it enough

# In ``missing``: what came of an item that was not there.
NOT_MISSING, RESCUED, LOST, DELAYED, SUBSTITUTED = range(5)

LIVED_COLUMNS: Mapping[str, type] = {
    "started": np.bool_,
    "frustration": np.float64,
    "points": np.float64,
    "severe": np.bool_,
    "discover": np.int8,
    "evaluate": np.int8,
    "buy": np.int8,
    "support": np.int8,
    "changed_device": np.bool_,
    "promoted": np.bool_,
    "bought": np.bool_,
    "lost_to": np.int8,
    "missing": np.int8,
    "collected": np.bool_,
    "extra": np.bool_,
    "returned": np.bool_,
    "contacts": np.float64,
    "left": np.bool_,
    "woke": np.bool_,
}
"""What people did, written down as it happens."""

TRACED_COLUMNS: Mapping[str, type] = {"loyalty_before": np.float64, "loyalty": np.float64}
"""Kept beside the events, for the few people who are traced."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What happened to n shoppers under S set-ups.

    Attributes
    ----------
    shopper, week : int64 arrays (J,)
        For each journey that began under at least one set-up: position of the shopper in the
        chunk, and the week. In the order of the weeks, then of the shoppers.
    journeys : dict of column to array (S, J)
        ``LIVED_COLUMNS``, those of ``model.bookkeeping``, and with events ``TRACED_COLUMNS``; where
        ``started`` is false, flags are false and numbers are 0. Channels and ``lost_to`` (place in
        ``FRICTIONS``) are codes, ``NOWHERE`` where there is none; ``missing`` says what came of an
        item that was not there; ``on_phone`` is about reaching *buy* online; ``woke`` and ``left``
        say that the person had left before the journey, and leaves after it.
    friction_kind, friction_side, friction_shopper, friction_week : int64 arrays (F,)
    friction_points : float array (F,)
        Frustration booked by each friction.
    loyalty : float array (S, n)
        At the end of the horizon.
    left_week : int64 array (S, n)
        Week in which the person left; −1 for those who stayed or came back.
    events : list of Event or None
        Every moment in the order in which it happened, when asked for.
    """

    shopper: NDArray[np.int64]
    week: NDArray[np.int64]
    journeys: Mapping[str, Array]
    friction_kind: NDArray[np.int64]
    friction_side: NDArray[np.int64]
    friction_shopper: NDArray[np.int64]
    friction_week: NDArray[np.int64]
    friction_points: NDArray[np.float64]
    loyalty: NDArray[np.float64]
    left_week: NDArray[np.int64]
    events: list[Event] | None


@dataclass(frozen=True, slots=True)
class Event:
    """One moment in one life.

    Attributes
    ----------
    side : int
        Position of the set-up.
    shopper : int
        Position in the chunk.
    week : int
        From 0.
    name : str
    channel : int
        Position in ``CHANNELS``; −1 where there is none.
    points, frustration : float
        Frustration booked, and its level afterwards, 0 to 100.
    draw : float
        The luck that decided it, 0 to 1; nan where nothing was drawn.
    chances : tuple of float
        Probability that the draw was compared with under each set-up; nan where there was none.
    """

    side: int
    shopper: int
    week: int
    name: str
    channel: int
    points: float
    frustration: float
    draw: float
    chances: tuple[float, ...]


@dataclass(slots=True)
class LedgerWriter:
    """Collects the columns of a ledger, journeys of one life in their order.

    Arrays are kept, not copied: whoever adds them must not change them afterwards.

    Attributes
    ----------
    sides : int
        Number of set-ups.
    keep_events : bool
        Whether every moment is kept.
    shopper, week : list of int64 array (J,)
        What each call of ``journeys`` has added.
    columns : list of mapping of str to array (S, J)
        The same, by name.
    frictions : list of int and four arrays (k,)
        What each call of ``friction`` has added.
    events : list of Event
    """

    sides: int
    keep_events: bool = False
    shopper: list[Array] = field(default_factory=list)
    week: list[Array] = field(default_factory=list)
    columns: list[Mapping[str, Array]] = field(default_factory=list)
    frictions: list[tuple[int, Array, Array, Array, Array]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def journeys(self, shoppers: Array, weeks: Array, columns: Mapping[str, Array]) -> None:
        """Add J journeys.

        Parameters
        ----------
        shoppers : int64 array (J,)
            Positions in the chunk.
        weeks : int64 array (J,)
            From 0.
        columns : mapping of str to array (S, J)
            Those of ``LIVED_COLUMNS``, and with events of ``TRACED_COLUMNS``.
        """
        self.shopper.append(shoppers)
        self.week.append(weeks)
        self.columns.append(columns)

    def friction(self, kind: int, side: Array, shopper: Array, week: Array, points: Array) -> None:
        """Add the k frictions of one kind that happened at one moment.

        Parameters
        ----------
        kind : int
            Position in ``FRICTIONS``.
        side : int array (k,)
            Position of the set-up.
        shopper : int array (k,)
            Position in the chunk.
        week : int array (k,)
            From 0.
        points : float array (k,)
            Frustration booked, 0 to 100.
        """
        self.frictions.append((kind, side, shopper, week, points))

    def moments(self, name: str, columns: Sequence[Array], chances: Array) -> None:
        """Add k moments of one kind to the events.

        Parameters
        ----------
        name : str
            Name of the event.
        columns : sequence of arrays (k,)
            Side, shopper, week, channel, points, level of frustration and draw of each.
        chances : float array (S, k)
            What the draw was compared with under each set-up; nan for nothing.
        """
        rows = zip(*(column.tolist() for column in columns), chances.T.tolist(), strict=True)
        for side, shopper, week, channel, points, level, draw, by_setup in rows:
            event = Event(side, shopper, week, name, channel, points, level, draw, tuple(by_setup))
            self.events.append(event)

    def close(self, loyalty: NDArray[np.float64], left_week: NDArray[np.int64]) -> Ledger:
        """Return the finished ledger of n shoppers.

        Parameters
        ----------
        loyalty : float array (S, n)
            At the end of the horizon, 0 to 1.
        left_week : int64 array (S, n)
            Week from 0 in which the person left for good; −1 for those who stayed.

        Returns
        -------
        Ledger
        """
        lengths = np.array([len(f[1]) for f in self.frictions], dtype=np.int64)
        kinds = np.array([f[0] for f in self.frictions], dtype=np.int64)
        shopper, week = _join(self.shopper, np.int64), _join(self.week, np.int64)
        order = np.argsort(week * loyalty.shape[1] + shopper, kind="stable")
        kept = {**LIVED_COLUMNS, **(TRACED_COLUMNS if self.keep_events else {})}
        return Ledger(
            shopper=shopper.take(order),
            week=week.take(order),
            journeys={
                name: _join([c[name] for c in self.columns], kind, self.sides).take(order, axis=1)
                for name, kind in kept.items()
            },
            friction_kind=spread(kinds, lengths),
            friction_side=_join([f[1] for f in self.frictions], np.int64),
            friction_shopper=_join([f[2] for f in self.frictions], np.int64),
            friction_week=_join([f[3] for f in self.frictions], np.int64),
            friction_points=_join([f[4] for f in self.frictions], np.float64),
            loyalty=loyalty,
            left_week=left_week,
            events=self.events if self.keep_events else None,
        )


def _join(parts: list[Array], kind: type, sides: int | None = None) -> NDArray[Any]:
    if not parts:
        return np.zeros((0,) if sides is None else (sides, 0), dtype=kind)
    return np.concatenate(parts, axis=-1).astype(kind, copy=False)
