"""The rooms of this server: one database, pictures of rooms for who looks often, and limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

import streamlit as st

from content.words import Words
from explainer.view.server import runs
from explainer.workshop import islands, scoring
from explainer.workshop.errors import StorageError, WorkshopError
from explainer.workshop.limits import Limit
from explainer.workshop.rooms import Opened, Rooms
from explainer.workshop.snapshot import Snapshot
from explainer.workshop.storage import Storage, database_url
from explainer.workshop.templates import ISLANDS, runs_needed

Bodies = Mapping[str, Mapping[str, Any]]

CACHE_SECONDS = 0.5
"""Seconds for which a picture of a room serves everybody who looks."""
MOST_SNAPSHOTS = 400
MOST_KNOWN_CODES = 4_000
"""Codes of rooms that this server remembers having shown."""
ISLANDS_SECONDS = 2.0
"""That playing the decisions of islands takes, roughly."""
RETRY = 3.0
"""Seconds between two looks of a page at a database that did not answer."""
GUESSES = (60, 600.0)
"""Wrong codes from one address, and in how many seconds: a class may mistype one each."""
OPENINGS = (30, 3600.0)


class Workshops:
    """What all visitors share; the database is opened with the first room.

    Parameters
    ----------
    clock : callable, optional
        Says the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        from threading import RLock

        self._lock: Any = RLock()
        self._clock = clock
        self._rooms: Rooms | None = None
        self._snapshots: dict[str, tuple[float, Snapshot]] = {}
        self._known_codes: dict[str, None] = {}
        self.guesses = Limit(*GUESSES, clock)
        self.openings = Limit(*OPENINGS, clock)

    @property
    def rooms(self) -> Rooms:
        """The rooms, or StorageError; what failed is tried again by the next one who asks."""
        with self._lock:
            if self._rooms is None:
                self._rooms = Rooms(Storage(database_url()))
            return self._rooms

    def open(self, template: str, country: str, language: str, address: str) -> Opened:
        """Open a room, or raise WorkshopError."""
        if self.openings.reached(address):
            raise WorkshopError("too_many_rooms")
        opened = self.rooms.open(template, country, language)
        self.openings.note(address)
        return opened

    def enter(self, code: str, address: str) -> Snapshot:
        """Return the room of a code that somebody typed or followed.

        A code that was right once is no guess: when a room ends, all its phones ask once more.

        Raises
        ------
        WorkshopError
            ``unknown_room``; ``too_many_guesses`` for whoever tries many, even for a right one.
        """
        if self.guesses.reached(address):
            raise WorkshopError("too_many_guesses")
        try:
            return self.see(code)
        except WorkshopError as error:
            if error.code == "unknown_room" and not self.is_known_code(code):
                self.guesses.note(address)
            raise

    def see(self, code: str, *, fresh: bool = False) -> Snapshot:
        """Return a room as it was at most ``CACHE_SECONDS`` seconds ago, or as it is now."""
        with self._lock:
            taken, snapshot = self._snapshots.get(code, (-1.0, None))
            if snapshot is not None and not fresh and self._clock() - taken < CACHE_SECONDS:
                return snapshot
        try:
            room = self.rooms.see(code)
        except WorkshopError:
            self.forget(code)
            raise
        with self._lock:
            self._snapshots.pop(code, None)
            self._snapshots[code] = (self._clock(), room)
            self._known_codes[code] = None
            for kept, most in (
                (self._snapshots, MOST_SNAPSHOTS),
                (self._known_codes, MOST_KNOWN_CODES),
            ):
                while len(kept) > most:
                    del kept[next(iter(kept))]
        return room

    def is_known_code(self, code: str) -> bool:
        """Return whether a room of this code was ever shown by this server."""
        return code in self._known_codes

    def forget(self, code: str) -> None:
        """Drop the cached snapshot of a room."""
        with self._lock:
            self._snapshots.pop(code, None)


WORKSHOPS = Workshops()
"""The ones of this server; not to be replaced."""


def address() -> str:
    """Return where a visitor comes from, for limits alone."""
    return st.context.ip_address or "here"


def missing_runs(room: Snapshot) -> tuple[str, ...]:
    """Return which runs a room waits for."""
    done = {run for run, _ in room.results}
    return tuple(run for run in runs_needed(room.template, room.stage) if run not in done)


def awaited_runs(room: Snapshot) -> tuple[str, ...]:
    """Return the missing runs without which a room has nothing to show at its step."""
    return tuple(run for run in missing_runs(room) if run != ISLANDS)


def simulate_missing(room: Snapshot, words: Words, wanted: tuple[str, ...]) -> Snapshot:
    """Simulate some of the missing runs, once for all screens of a room, and return it with them.

    They are scheduled with all other runs. A screen shows what it has before it waits for the next.
    """
    for run in wanted:
        results = _decided(room) if run == ISLANDS else _compared(room, run, words)
        WORKSHOPS.rooms.keep_results(room.code, run, results)
        room = WORKSHOPS.see(room.code, fresh=True)
    return room


def _compared(room: Snapshot, run: str, words: Words) -> Bodies:
    compared = {
        team: runs.result(scenario, words)
        for team, scenario in scoring.scenarios(room, run).items()
    }
    return scoring.bodies(room, run, compared)


def _decided(room: Snapshot) -> Bodies:
    first, plan = scoring.first_scenario(room), islands.plan_of(room)
    key = f"islands {first.to_json()} {sorted(plan.items())}"
    return islands.body(room, runs.long_answer(key, ISLANDS_SECONDS, islands.play, first, plan))


@st.fragment(run_every=RETRY)
def reload_when_back(code: str) -> None:
    """Draw the page anew as soon as the database answers again."""
    try:
        WORKSHOPS.see(code, fresh=True)
    except StorageError:
        return
    except WorkshopError:
        pass
    st.rerun()
