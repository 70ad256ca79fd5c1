"""A progress line on a terminal, for work that takes longer than a second."""

from __future__ import annotations

import time
from typing import TextIO

FIRST_AFTER = 1.0  # seconds
EVERY = 0.5


class Bar:
    """Writes one line of progress again and again to a stream, and clears it at the end.

    On a stream that is no terminal it writes a full line each time instead.

    Parameters
    ----------
    stream : text stream or None
        None writes nothing.
    unit : str
        What is counted, in the plural.
    """

    def __init__(self, stream: TextIO | None, unit: str = "shoppers") -> None:
        self._stream = stream
        self._unit = unit
        self._next = time.monotonic() + FIRST_AFTER
        self._end = "\r" if stream is not None and stream.isatty() else "\n"
        self._written = False

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._stream is not None and self._written and self._end == "\r":
            self._stream.write(" " * 60 + "\r")
            self._stream.flush()

    def show(self, done: int, total: int) -> None:
        """Write how far the work is, at most twice a second and not within the first second.

        Parameters
        ----------
        done : int
            From 0 to `total`.
        total : int
        """
        time_now = time.monotonic()
        if self._stream is None or time_now < self._next:
            return
        self._next = time_now + EVERY
        self._written = True
        share = done / max(total, 1)
        self._stream.write(f"{share:6.1%} of {total} {self._unit} ({done} done){self._end}")
        self._stream.flush()
