"""Schedule page runs on a busy server: one at a time, results before the rest of a page.

Scripts of several visitors share one interpreter. Left alone, twenty that begin together all end
together, after twenty times as long, and the thread that sends what they have made waits behind
them all. Here one run at a time holds the slot. It gives it up at its end, while it waits for a
worker, and between the parts of a page for any run that is due earlier: results in the order in
which they were asked for, then the rest of pages whose result is shown.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

PATIENCE = 8.0
"""Seconds by which the rest of a page, or a step of heavy work, comes after a result."""
LONGEST = 10.0
"""Seconds after which a run that still holds the slot is taken to hang, and loses it."""
POLL_SECONDS = 0.2
"""Seconds between two checks of whether anybody still waits for the result."""


def no_check() -> None:
    """Check nothing: for runs without a session."""


@dataclass(slots=True, eq=False)
class _Run:
    """A run of a page: when it is due, and since when it holds the slot."""

    due: float
    check: Callable[[], object]
    called: Any
    """Event: set when it is its turn, so that nobody else wakes up."""
    since: float = 0.0
    first: bool = True
    """Its result is not shown yet."""
    away: bool = False
    """It waits for work that is done elsewhere."""

    def __lt__(self, other: _Run) -> bool:
        return self.due < other.due


class Scheduler:
    """One slot and a queue for it; safe to use from several threads.

    A run leaves the queue or the slot however it ends: by an exception, by a stopped script, or
    because it took too long. So the slot cannot be lost.
    """

    def __init__(self) -> None:
        from threading import Event, Lock, local  # not in every browser

        self._lock: Any = Lock()
        self._thread: Any = local()  # of the thread that makes a page
        self._event = Event
        self._holder: _Run | None = None
        self._queue: list[_Run] = []

    @property
    def waiting(self) -> int:
        """Runs in the queue, and the one that holds the slot."""
        return len(self._queue) + (self._holder is not None)

    @contextmanager
    def run(self, check: Callable[[], object] = no_check, after: float = 0.0) -> Iterator[None]:
        """Hold the slot while a page is made; does nothing within a run that holds it.

        Parameters
        ----------
        check : callable
            Called from time to time during each wait and once after it; an exception of it,
            such as that of a script that was stopped, takes the run out of the queue.
        after : float
            Seconds added to the time at which the run is due.
        """
        if self._current() is not None:
            yield
            return
        run = self._thread.run = _Run(monotonic() + after, check, self._event())
        try:
            self._wait(run)
            yield
        finally:
            self._thread.run = None
            self._leave(run)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Give up the slot while waiting for work that is done elsewhere, then queue again.

        After an exception it does not queue again: the run ends.
        """
        run = self._current()
        if run is None or run.away:
            yield
            return
        self._leave(run)
        run.away = True
        yield
        run.away = False
        self._wait(run)

    def result_shown(self) -> None:
        """Note that the result of this run is shown: the rest comes after the results of others."""
        run = self._current()
        if run is not None:
            run.first, run.due = False, monotonic() + PATIENCE

    def yield_turn(self) -> bool:
        """Let runs go first that are due earlier; return whether any did.

        A run whose result is not shown yet goes on.
        """
        run = self._current()
        if run is None or run.first or run.away:
            return False
        with self._lock:
            if self._holder is run and not (self._queue and self._queue[0] < run):
                return False
        self._leave(run)
        self._wait(run)
        return True

    def step(self) -> None:
        """Let every waiting run go first, between two steps of heavy work."""
        self.result_shown()
        self.yield_turn()

    def _current(self) -> _Run | None:
        return getattr(self._thread, "run", None)

    def _wait(self, run: _Run) -> None:
        run.called.clear()
        with self._lock:
            insort(self._queue, run)
            self._next()
        while not run.called.wait(POLL_SECONDS):
            run.check()
            with self._lock:
                if self._holder is not None and monotonic() - self._holder.since > LONGEST:
                    self._holder = None
                    self._next()
        run.check()

    def _leave(self, run: _Run) -> None:
        with self._lock:
            if self._holder is run:
                self._holder = None
            elif run in self._queue:
                self._queue.remove(run)
            self._next()

    def _next(self) -> None:
        if self._holder is None and self._queue:
            self._holder = self._queue.pop(0)
            self._holder.since = monotonic()
            self._holder.called.set()
