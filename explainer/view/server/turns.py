"""Whose turn it is on a busy server: results one after the other, and before everything else.

Scripts of several visitors share one interpreter. Left alone, twenty that begin together all end
together, after twenty times as long. Here each result is shown in the order in which it was asked
for, and the rest of a page gives way while somebody waits for a result.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

PATIENCE = 4.0
"""Seconds after its own result during which the rest of a page gives way."""
STEP = 1.0
"""Seconds that one step of heavy work gives way at most."""
LONGEST = 10.0
"""Seconds after which somebody goes ahead although it is not their turn: nobody waits for ever."""
LOOK = 0.2
"""Seconds between two looks at whether anybody still waits for the result."""


def nobody_looks() -> None:
    """Wait on, whatever happens: what those do who have no session."""


class Turns:
    """A line, as at a counter; safe to use from several threads.

    Whoever waits stands in it, and leaves it however the wait or the turn ends: by an exception,
    by a stopped script, or because it took too long. So no place in it can be lost.
    """

    def __init__(self) -> None:
        from threading import Condition, Event, local  # not in every browser

        self._empty: Any = Condition()
        self._own: Any = local()  # of the run of a page
        self._place = Event  # set when it is its turn: only the next one wakes up
        self._line: deque[Any] = deque()

    @property
    def waiting(self) -> int:
        """How many stand in line, with the one whose turn it is."""
        return len(self._line)

    @contextmanager
    def result(self, look: Callable[[], object] = nobody_looks) -> Iterator[None]:
        """Wait for one's turn, ``LONGEST`` at most, and let the next one in at the end.

        Parameters
        ----------
        look : callable
            Called from time to time during the wait and once before the turn; an exception of
            it, such as that of a script that was stopped, gives up the place in line.
        """
        if getattr(self._own, "inside", False):  # a turn within one's own turn
            yield
            return
        place, end = self._place(), monotonic() + LONGEST
        try:
            with self._empty:
                self._line.append(place)
                self._line[0].set()
            while not place.wait(LOOK) and monotonic() < end:
                look()
            look()
            self._own.inside = True
            yield
        finally:
            self._own.inside, self._own.until = False, monotonic() + PATIENCE
            with self._empty:
                self._line.remove(place)
                if self._line:
                    self._line[0].set()
                else:
                    self._empty.notify_all()

    def give_way(self, patience: float | None = None) -> bool:
        """Wait until nobody wants a result; return whether that was so in time.

        Parameters
        ----------
        patience : float, optional
            Seconds to wait at most; without it what is left of ``PATIENCE`` since this run of the
            page has had its own result. A run does not wait while it is its own turn.
        """
        if getattr(self._own, "inside", False):
            return False
        if patience is None:
            patience = max(0.0, getattr(self._own, "until", 0.0) - monotonic())
        with self._empty:
            return bool(self._empty.wait_for(lambda: not self._line, patience))
