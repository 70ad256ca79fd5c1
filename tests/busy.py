"""Run a command beside processes that burn every core: `python -m tests.busy COMMAND ...`.

A check that holds only on an idle machine tells about the machine and not about the site.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

BURN = "while True: sum(range(10_000))"


@contextmanager
def burning(processes: int) -> Iterator[None]:
    """Keep so many cores busy."""
    burners = [subprocess.Popen([sys.executable, "-c", BURN]) for _ in range(processes)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


def main(command: list[str]) -> int:
    """Run the command beside one burning process a core; return its exit code."""
    if not command:
        print("usage: python -m tests.busy COMMAND ...", file=sys.stderr)
        return 2
    with burning(os.cpu_count() or 1):
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
