"""How often one address may do what costs others: guess codes, open rooms.

A class sits behind one address, so that only what fails is counted against guessing, and enough of
it is allowed for sixty people who mistype. Nothing of an address is kept on disk.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic
from typing import Any

MOST_ADDRESSES = 20_000


class Limit:
    """So many times within a while, for each address; safe to use from several threads.

    Parameters
    ----------
    seconds : float
        Length of the while.
    clock : callable, optional
        Says the time in seconds.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        from threading import Lock

        self.most, self.seconds = most, seconds
        self._clock = clock
        self._lock: Any = Lock()
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def reached(self, address: str) -> bool:
        """Return whether an address has used up what it may."""
        with self._lock:
            return len(self._recent(address)) >= self.most

    def note(self, address: str) -> None:
        """Count one time more."""
        with self._lock:
            recent = self._recent(address)
            recent.append(self._clock())
            if len(recent) > self.most:
                recent.popleft()
            self._times[address] = recent
            self._times.move_to_end(address)
            while len(self._times) > MOST_ADDRESSES:
                self._times.popitem(last=False)

    def _recent(self, address: str) -> deque[float]:
        times = self._times.get(address) or deque()
        since = self._clock() - self.seconds
        while times and times[0] <= since:
            times.popleft()
        return times
