"""Processor time to open a life from a crowd of 5,000: `python -m tests.benchmarks.lives`."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from explainer.view.lives.twin_lives import life_text
from simulations import Scenario
from simulations.people.search import find_crowd, find_lives

BUDGET = 300.0
TIMES = 9


def milliseconds(work: Callable[[int], object], times: int = TIMES) -> list[float]:
    """Processor milliseconds of several runs of the same work, each with its number."""
    result = []
    for number in range(times):
        start = time.process_time()
        work(number)
        result.append(1000.0 * (time.process_time() - start))
    return result


def main() -> int:
    """Print the measurements; return 1 when opening a life is over its budget."""
    scenario = Scenario()
    crowd = find_crowd(scenario)  # imports and first use are not what is measured
    lives = find_lives(crowd)
    canonical = scenario.to_json()
    untold = life_text.__wrapped__  # type: ignore[attr-defined]  # without the memory of the page
    people = [int(number) for number in crowd.who("better")]
    untold(canonical, people[0], "es", "")

    search = milliseconds(lambda _: find_lives(find_crowd(scenario)))
    opened = milliseconds(lambda number: untold(canonical, people[number], "es", ""), 40)
    life_text(canonical, people[0], "es", "")
    again = milliseconds(lambda _: life_text(canonical, people[0], "es", ""))
    both = min(search) + statistics.median(opened)
    print(f"search {len(crowd)} people and choose {len(lives)} lives: {min(search):.0f} ms")
    print(f"open a life: median {statistics.median(opened):.0f} ms, slowest {max(opened):.0f} ms")
    print(f"open it again: {min(again):.1f} ms")
    print(f"a page never seen before: {both:.0f} ms, at most {BUDGET:.0f} ms")
    return 0 if both <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
