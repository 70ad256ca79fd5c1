"""Servers as processes of ours: how one is ended, and who runs one that refuses to be root."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from typing import Any


def end(process: subprocess.Popen[Any], how: int = signal.SIGTERM, seconds: float = 10) -> None:
    """Ask a process to end, and end it at once if it does not in time.

    Parameters
    ----------
    process : Popen
    how : int
        The signal that asks.
    seconds : float
        How long it may take.
    """
    process.send_signal(how)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def unprivileged(names: Sequence[str]) -> str | None:
    """Return the first of these users whom the system knows; None when we are not root.

    Raises
    ------
    StopIteration
        If we are root and it knows none of them.
    """
    if os.geteuid() != 0:
        return None
    import pwd  # not there on Windows

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in names if name in known)
