"""Processor time of ``compare(Scenario())`` in yardsticks, for a fresh process to print.

Fresh, because the yardstick is mostly about asking for memory: a process that has already held
and freed a lot is given it several times faster, and would make the engine look slow.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np

from simulations import Scenario, compare

TURNS = 9


def yardstick() -> None:
    """A fixed amount of NumPy work, so that machines can be compared."""
    generator = np.random.default_rng(1)
    for _ in range(30):
        np.exp(generator.random(1_000_000, dtype=np.float32))


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Print the ratio of the least of several of each."""
    scenario = Scenario()
    compare(scenario)
    yardstick()
    times = [(seconds(lambda: compare(scenario)), seconds(yardstick)) for _ in range(TURNS)]
    ratio = min(own for own, _ in times) / min(other for _, other in times)
    sys.stdout.write(f"{ratio}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
