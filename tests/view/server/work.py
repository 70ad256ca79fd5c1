"""Work for workers, which find it by its name."""

import os
import signal
import time
from pathlib import Path


def doubled(number, *, progress):
    progress(1, 2)
    return number * 2


def noted(path, *, progress):
    """Say in a file that it was begun."""
    with Path(path).open("a") as file:
        file.write("x")
    time.sleep(0.5)
    progress(1, 1)
    return os.getpid()


def endless(path, *, progress):
    """Tell its progress until it is stopped."""
    Path(path).touch()
    for done in range(10**6):
        time.sleep(0.02)
        progress(done, 10**6)


def deaf(path, **_):
    """Never listen."""
    Path(path).touch()
    time.sleep(600)


def killed_once(path, **_):
    """Be killed the first time, as by a system without memory."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def killed(**_):
    os.kill(os.getpid(), signal.SIGKILL)


def niceness(**_):
    return os.nice(0)


def wrong(**_):
    raise LookupError("nothing there")


def lengths(file, times, **_):
    """Return how many bytes a file has, so many times."""
    file.seek(0)
    return times * len(file.read())


def fill(size, **_):
    """Hold so many bytes for a moment."""
    return len(bytearray(size))
