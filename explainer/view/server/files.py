"""Files of visitors, made for them or brought by them: gone when the visit is over.

There is one of a kind for each visit. None keeps a name by which another program could open it,
and none stays when the process ends, however it ends.

Streamlit keeps a visit for two minutes after its line broke, in case the browser comes back, and
forgets it when it happens to look. Files are too large to wait for that.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from time import monotonic
from typing import Any, BinaryIO

from streamlit.runtime.scriptrunner import get_script_run_ctx

MOST_BYTES, MOST_UPLOADED = 400_000_000, 192_000_000
"""Of all files together that are made, or brought; those untouched the longest go first."""
GRACE = 60.0
"""Seconds that a file outlives the connection of its visitor."""
CHECK_SECONDS = 15.0
"""Seconds between two checks for abandoned files."""


@dataclass(slots=True)
class _Kept:
    file: Any
    size: int
    last_alive: float


class Files:
    """Unnamed files by visit; safe to use from several threads.

    Parameters
    ----------
    alive : callable
        Whether a visit is still connected.
    most : int
        Bytes of all files together.
    """

    def __init__(self, alive: Callable[[str], bool] | None = None, most: int = MOST_BYTES) -> None:
        from threading import Lock

        self._lock: Any = Lock()
        self._most = most
        self._alive = alive or _alive
        self._kept: dict[str, _Kept] = {}
        self._timer: Any = None

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(kept.size for kept in self._kept.values())

    def keep(self, visit: str, file: Any, size: int) -> None:
        """Keep an open file until it is replaced or dropped, or its visit is over."""
        with self._lock:
            self._drop(visit)
            self._kept[visit] = _Kept(file, size, monotonic())
            self._make_room()
            self._check_later()

    def add(self, visit: str, data: bytes) -> bool:
        """Append to a visit's file; return whether the file is there and the disk has room."""
        with self._lock:
            kept = self._kept.pop(visit, None)
            if kept is None:
                return False
            self._kept[visit] = kept  # the last one that was touched
            kept.size += len(data)
            self._make_room()
            try:
                kept.file.write(data)
                kept.file.flush()
            except OSError:  # no room on the disk
                self._drop(visit)
                return False
            return True

    def read(self, visit: str) -> bytes:
        """Return the whole file of a visit; empty if there is none any more."""
        with self._lock:
            kept = self._kept.get(visit)
            if kept is None:
                return b""
            kept.file.seek(0)
            return kept.file.read()

    def reopen(self, visit: str) -> BinaryIO | None:
        """Return a second handle of a visit's file, which outlives the first; None without one."""
        with self._lock:
            kept = self._kept.get(visit)
            return None if kept is None else os.fdopen(os.dup(kept.file.fileno()), "rb")

    def has(self, visit: str) -> bool:
        """Whether there is a file of this visit."""
        return visit in self._kept

    def drop(self, visit: str) -> None:
        """Close the file of a visit, if there is one."""
        with self._lock:
            self._drop(visit)

    def drop_abandoned(self) -> None:
        """Close the files of visits that lost their connection a while ago."""
        now = monotonic()
        with self._lock:
            for visit, kept in list(self._kept.items()):
                if self._alive(visit):
                    kept.last_alive = now
                elif now - kept.last_alive > GRACE:
                    self._drop(visit)

    def _make_room(self) -> None:
        while self.size > self._most and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def _drop(self, visit: str) -> None:
        kept = self._kept.pop(visit, None)
        if kept is not None:
            kept.file.close()

    def _check_later(self) -> None:
        """Check again after a while, whether or not anybody visits the site; called locked."""
        from sys import platform

        if platform == "emscripten" or self._timer is not None:
            return  # one visitor, whose browser ends with the visit
        from threading import Timer

        def check() -> None:
            self.drop_abandoned()
            with self._lock:
                self._timer = None
                if self._kept:
                    self._check_later()

        self._timer = Timer(CHECK_SECONDS, check)
        self._timer.daemon = True
        self._timer.start()


def new_file() -> Any:
    """Return a file with a name, for a worker to find it."""
    return NamedTemporaryFile(prefix="explainer-", suffix=".csv", delete=False)


def unnamed_file() -> Any:
    """Return a file without a name, which only this process can open, or give to a worker."""
    return TemporaryFile(prefix="explainer-")


def unlink(file: Any) -> None:
    """Take the name off an open file: it goes when it is closed, or with the process."""
    with suppress(OSError):  # gone already, or a system that cannot
        Path(file.name).unlink()


def current_visit() -> str:
    """Return the id of this visit, as Streamlit names it."""
    context = get_script_run_ctx()
    return context.session_id if context is not None else ""


def _alive(visit: str) -> bool:
    from streamlit import runtime

    return runtime.exists() and runtime.get_instance().is_active_session(visit)
