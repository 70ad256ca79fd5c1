"""Measure the engine, then the page: `make bench` (`--million` for the large run).

Prints the tables, writes them to ``simulations/SPEED.md`` and ``explainer/SPEED.md``, and returns
1 when a limit is missed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import simulations
from simulations import Scenario
from tests.benchmarks import measure, page_crowd, page_latency
from tests.benchmarks.table import Figures, checks, document

DOCUMENT = Path(simulations.__file__).parent / "SPEED.md"


def main() -> int:
    """Measure everything, write and print it; return 1 when a limit is missed."""
    return max(_engine(), page_latency.main(), page_crowd.main())


def _engine() -> int:
    measure.warm_up()
    yardsticks = measure.yardsticks()
    by_shoppers, slope = measure.cost_by_shoppers()
    result = Figures(
        agents=(measure.against_agents(5_000, turns=1), measure.against_agents(50_000, turns=1)),
        by_shoppers=by_shoppers,
        slope=slope,
        by_needs=measure.cost_by_needs(),
        memory=measure.peak_by_shoppers(),
        yardsticks=yardsticks,
        million=_million() if "--million" in sys.argv[1:] else None,
    )
    text = document(result)
    DOCUMENT.write_text(text, encoding="utf-8")
    print(text)
    missed = [check.what for check in checks(result) if not check.met]
    for what in missed:
        print(f"limit missed: {what}", file=sys.stderr)
    return 1 if missed else 0


def _million() -> tuple[float, float]:
    scenario = Scenario({"shoppers": 1_000_000})
    seconds = measure.seconds(lambda: measure.run_engine(scenario))
    return seconds, measure.peak_by_shoppers((1_000_000,))[1_000_000]


if __name__ == "__main__":
    sys.exit(main())
