"""Processor time and memory of the engine: `make bench` (`--million` for the large run)."""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from simulations import Scenario, compare


def yardstick() -> float:
    """Processor seconds of a fixed amount of NumPy work, so that machines can be compared."""
    generator = np.random.default_rng(1)
    start = time.process_time()
    for _ in range(30):
        np.exp(generator.random(1_000_000, dtype=np.float32))
    return time.process_time() - start


def cost(scenario: Scenario) -> float:
    """Processor seconds of one comparison."""
    start = time.process_time()
    compare(scenario)
    return time.process_time() - start


def peak_megabytes() -> float:
    """Most memory this process has held; macOS counts in bytes, Linux in kilobytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1_000_000 if sys.platform == "darwin" else peak / 1_000


def main() -> int:
    """Print the measurements; return 1 when one is over its budget."""
    scenario = Scenario()
    compare(scenario)  # imports and first use are not what is measured
    yardstick()
    ratio = min(cost(scenario) for _ in range(5)) / min(yardstick() for _ in range(5))
    print(f"compare(Scenario()): {ratio:.2f} yardsticks of processor time, at most 1.20")
    good = ratio <= 1.2
    if "--million" in sys.argv[1:]:
        seconds = cost(scenario.with_values({"shoppers": 1_000_000}))
        peak = peak_megabytes()
        print(f"a million shoppers: {seconds:.0f} s, {peak:.0f} MB, at most 1000 MB")
        good = good and peak < 1000
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
