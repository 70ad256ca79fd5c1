"""Whose turn it is on a busy server: one page is made at a time, results before everything else.

Scripts of several visitors share one interpreter. Left alone, twenty that begin together all end
together, after twenty times as long, and the thread that sends what they have made waits behind
them all. Here there is one place at which pages are made, as at a counter. Who has it leaves it at
the end, while it waits for a worker, and between the parts of a page for anybody who comes before:
results in the order in which they were asked for, then the rest of pages whose result is shown.
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
"""Seconds after which a run that has not left its place is taken to hang, and loses it."""
LOOK = 0.2
"""Seconds between two looks at whether anybody still waits for the result."""


def nobody_looks() -> None:
    """Wait on, whatever happens: what those do who have no session."""


@dataclass(slots=True, eq=False)
class _Run:
    """A run of a page: when it is due, and since when it has the place."""

    due: float
    look: Callable[[], object]
    called: Any
    """Event: set when it is its turn, so that nobody else wakes up."""
    since: float = 0.0
    first: bool = True
    """Its result is not shown yet."""
    away: bool = False

    def __lt__(self, other: _Run) -> bool:
        return self.due < other.due


class Scheduler:
    """One place and a line before it; safe to use from several threads.

    Whoever waits stands in the line, and leaves it however the wait or the turn ends: by an
    exception, by a stopped script, or because it took too long. So the place cannot be lost.
    """

    def __init__(self) -> None:
        from threading import Event, Lock, local  # not in every browser

        self._lock: Any = Lock()
        self._thread: Any = local()  # of the thread that makes a page
        self._event = Event
        self._holder: _Run | None = None
        self._line: list[_Run] = []

    @property
    def waiting(self) -> int:
        """How many stand in line, with the one whose turn it is."""
        return len(self._line) + (self._holder is not None)

    @contextmanager
    def run(self, look: Callable[[], object] = nobody_looks, after: float = 0.0) -> Iterator[None]:
        """Make a page, when it is its turn; within a run of one's own, go on.

        Parameters
        ----------
        look : callable
            Called from time to time during each wait and once after it; an exception of it,
            such as that of a script that was stopped, gives up the place in line.
        after : float
            Seconds by which it lets others go first who come later.
        """
        if self._mine() is not None:
            yield
            return
        run = self._thread.run = _Run(monotonic() + after, look, self._event())
        try:
            self._wait(run)
            yield
        finally:
            self._thread.run = None
            self._leave(run)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Leave the place to others while waiting for what is done elsewhere, then come back.

        An exception does not wait: what it ends has nothing more to make.
        """
        run = self._mine()
        if run is None or run.away:
            yield
            return
        self._leave(run)
        run.away = True
        yield
        run.away = False
        self._wait(run)

    def shown(self) -> None:
        """Say that the own result is shown: what follows comes after the results of others."""
        run = self._mine()
        if run is not None:
            run.first, run.due = False, monotonic() + PATIENCE

    def yield_turn(self) -> bool:
        """Let those go first who come before; return whether anybody did.

        A run whose result is not shown yet goes on.
        """
        run = self._mine()
        if run is None or run.first or run.away:
            return False
        with self._lock:
            if self._holder is run and not (self._line and self._line[0] < run):
                return False
        self._leave(run)
        self._wait(run)
        return True

    def step(self) -> None:
        """Let everybody go first who is there, between two steps of heavy work."""
        self.shown()
        self.yield_turn()

    def _mine(self) -> _Run | None:
        run: _Run | None = getattr(self._thread, "run", None)
        return run

    def _wait(self, run: _Run) -> None:
        run.called.clear()
        with self._lock:
            insort(self._line, run)
            self._next()
        while not run.called.wait(LOOK):
            run.look()
            with self._lock:
                if self._holder is not None and monotonic() - self._holder.since > LONGEST:
                    self._holder = None
                    self._next()
        run.look()

    def _leave(self, run: _Run) -> None:
        with self._lock:
            if self._holder is run:
                self._holder = None
            elif run in self._line:
                self._line.remove(run)
            self._next()

    def _next(self) -> None:
        if self._holder is None and self._line:
            self._holder = self._line.pop(0)
            self._holder.since = monotonic()
            self._holder.called.set()
