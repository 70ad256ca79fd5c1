"""Most memory of a comparison of this many shoppers: ``python -m tests.benchmarks.memory N``."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from simulations import Scenario, compare


def main() -> None:
    """Compare, and print megabytes."""
    compare(Scenario({"shoppers": int(sys.argv[1])}))
    print(f"{peak_megabytes():.1f}")


def peak_megabytes() -> float:
    """Most memory this program has held."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux: getrusage would count what the parent held when it started us
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1_000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    main()
