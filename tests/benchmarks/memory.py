"""Most memory of a comparison of this many shoppers: ``python -m tests.benchmarks.memory N``."""

from __future__ import annotations

import resource
import sys

from simulations import Scenario, compare


def main() -> None:
    """Compare, and print megabytes; macOS counts in bytes, Linux in kilobytes."""
    compare(Scenario({"shoppers": int(sys.argv[1])}))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{peak / (1_000_000 if sys.platform == 'darwin' else 1_000):.1f}")


if __name__ == "__main__":
    main()
