"""Servers as processes of ours: waiting for one, ending it, and who runs it instead of root."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import Any


def end_process(
    process: subprocess.Popen[Any], signal_number: int = signal.SIGTERM, seconds: float = 10
) -> None:
    """Ask a process to end, and end it at once if it does not in time.

    Parameters
    ----------
    signal_number : int
        The signal that asks.
    seconds : float
        How long it may take.
    """
    process.send_signal(signal_number)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def is_ready_in_time(
    process: subprocess.Popen[Any], ready: Callable[[], bool], seconds: float, pause: float = 0.1
) -> bool:
    """Wait until a process is ready; return False if it ended, or took too long.

    Parameters
    ----------
    ready : callable
        Asked again and again.
    seconds : float
        How long it may take.
    pause : float
        Seconds between two questions.
    """
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline or process.poll() is not None:
            return False
        time.sleep(pause)
    return True


def unprivileged(names: Sequence[str]) -> str | None:
    """Return the first of these users whom the system knows; None when we are not root.

    Raises `StopIteration` if we are root and it knows none of them.
    """
    if os.geteuid() != 0:
        return None
    import pwd  # not there on Windows

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in names if name in known)
