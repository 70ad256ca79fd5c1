"""A least-recently-used cache of answers, bounded in number and in bytes.

Answers are kept as their pickles: each asker gets one of their own, and the bytes can be counted.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any


class AnswerCache:
    """The last answers by key; safe to use from several threads.

    Parameters
    ----------
    most : int
        Answers kept; the one that nobody has asked for the longest goes first.
    most_bytes : int
        Bytes of all of them together.
    """

    def __init__(self, most: int, most_bytes: int) -> None:
        from threading import Lock

        self._lock: Any = Lock()
        self._most, self._most_bytes = most, most_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self.size = 0
        """Bytes of all answers."""

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> bytes | None:
        """Return the pickle of an answer, if there is one."""
        with self._lock:
            answer = self._kept.get(key)
            if answer is not None:
                self._kept.move_to_end(key)
            return answer

    def keep(self, key: str, answer: bytes) -> None:
        """Keep an answer as long as there is room; one that is too large alone is not kept."""
        with self._lock:
            self.size += len(answer) - len(self._kept.pop(key, b""))
            self._kept[key] = answer
            while len(self._kept) > self._most or self.size > self._most_bytes:
                _, oldest = self._kept.popitem(last=False)
                self.size -= len(oldest)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.size = 0
