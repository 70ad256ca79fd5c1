"""Run a command beside processes that burn every core: `python -m tests.busy COMMAND ...`.

A check that holds only on an idle machine tells about the machine and not about the site.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys


def burn() -> None:
    """Keep one core busy until the process is ended."""
    while True:
        sum(range(10_000))


def main(command: list[str]) -> int:
    """Run the command beside one burning process a core; return its exit code."""
    if not command:
        print("usage: python -m tests.busy COMMAND ...", file=sys.stderr)
        return 2
    burners = [
        multiprocessing.Process(target=burn, daemon=True) for _ in range(os.cpu_count() or 1)
    ]
    for burner in burners:
        burner.start()
    try:
        return subprocess.run(command, check=False).returncode
    finally:
        for burner in burners:
            burner.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
