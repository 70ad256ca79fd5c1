"""``python -m simulations``."""

import os
import signal
import sys

INTERRUPTED = 130
SECONDS_TO_END = 5


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _end(_number: int, _frame: object) -> None:
    from multiprocessing.util import _run_finalizers  # type: ignore[attr-defined]  # no stub has it

    _run_finalizers(0)  # semaphores of the workers: left behind, they are complained of afterwards
    os._exit(INTERRUPTED)


def run() -> int:
    """Run the command line; whoever ends it, by keyboard or by signal, leaves nothing behind.

    Returns
    -------
    int
        Exit code; 130 when interrupted.
    """
    for name in ("SIGTERM", "SIGHUP"):  # no SIGHUP on Windows
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    try:
        from simulations.commands.cli import main

        code = main()
    except KeyboardInterrupt:
        print("simulations: interrupted", file=sys.stderr)
        code = INTERRUPTED
    if code == INTERRUPTED and hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, _end)
        signal.alarm(SECONDS_TO_END)  # the workers are gone; no thread of theirs may hold us up
    return code


if __name__ == "__main__":
    sys.exit(run())
