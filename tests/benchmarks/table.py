"""The table of what was measured, as text for ``simulations/SPEED.md``."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass

import mesa
import numpy as np

from tests.benchmarks.measure import Pair

AGENTS_AT_LEAST = 100.0
SLOPE_AT_MOST = 1.05  # 1 is linear; below, the fixed cost of a run is shared by more
MEMORY_AT_MOST = 1.5  # times, from the smallest to the largest number of shoppers
YARDSTICKS_AT_MOST = 1.2
MILLION_AT_MOST = 1000.0  # megabytes

METHOD = """
Two set-ups over 52 weeks with the default scenario. Seconds are processor seconds. The two ways
of a ratio take turns in one process; the ratio is the median over the turns.

- **The engine** is measured with everything that results need: traits, lives, ledger, and the
  tallies of all outcomes, for everybody and by generation, with what intervals need. Stating the
  results (a fixed cost per run) is left out, except in the yardstick line.
- **Agents**: one Mesa agent per shopper and set-up, one step per week, written from the rules as a
  modeller would write them (`mesa_agents.py`). They only add up each shopper's totals: no moments,
  no sums by week. Draws are the same numbers as the engine's, so that the lives are the same.

The agents are checked against the engine in `tests/benchmarks/test_same_model.py`.

Two more copies of the rules were measured once and retired, because every new rule had to be
written there too (last in commit 818a6b0, where their code still is): a compiled Numba loop that
keeps no ledger, 3.9 times faster than the engine at 50,000 shoppers and 8.8 times at 5,000; and
Mesa agents tuned by hand, 31 times slower than the engine at 20,000.
"""


@dataclass(frozen=True)
class Figures:
    """Everything that one run measures."""

    agents: tuple[Pair, ...]
    by_shoppers: dict[int, float]
    slope: float
    by_needs: dict[float, float]
    memory: dict[int, float]
    yardsticks: float
    million: tuple[float, float] | None


@dataclass(frozen=True)
class Check:
    """One figure with its limit."""

    what: str
    figure: str
    limit: str
    met: bool

    @property
    def verdict(self) -> str:
        """Whether the limit is met, where there is one."""
        if self.limit == "no limit":
            return ""
        return "met" if self.met else "**missed**"


def checks(result: Figures) -> list[Check]:
    """Hold each figure against its limit; of several sizes, the largest counts."""
    agents = result.agents[-1]
    sizes = list(result.memory)
    growth = result.memory[sizes[-1]] / result.memory[sizes[0]]
    lines = [
        Check(
            f"agents : engine, {agents.shoppers:,} shoppers",
            f"{agents.ratio:.0f} ×",
            f"at least {AGENTS_AT_LEAST:.0f} ×",
            agents.ratio >= AGENTS_AT_LEAST,
        ),
        Check(
            "slope of cost against shoppers (logarithms)",
            f"{result.slope:.2f}",
            f"at most {SLOPE_AT_MOST} (1 is linear)",
            result.slope <= SLOPE_AT_MOST,
        ),
        Check(
            f"memory, {sizes[-1]:,} against {sizes[0]:,} shoppers",
            f"{growth:.2f} ×",
            f"at most {MEMORY_AT_MOST} ×",
            growth <= MEMORY_AT_MOST,
        ),
        Check(
            "`compare(Scenario())` in yardsticks",
            f"{result.yardsticks:.2f}",
            f"at most {YARDSTICKS_AT_MOST:.2f}",
            result.yardsticks <= YARDSTICKS_AT_MOST,
        ),
    ]
    if result.million:
        seconds, peak = result.million
        lines.append(
            Check(
                "memory of a million shoppers",
                f"{peak:.0f} MB ({seconds:.0f} s)",
                f"at most {MILLION_AT_MOST:.0f} MB",
                peak <= MILLION_AT_MOST,
            )
        )
    return lines


def document(result: Figures) -> str:
    """The whole text of ``simulations/SPEED.md``."""
    parts = [
        "# Speed and memory",
        "Written by `make bench`; do not edit. The figures are those of one run on "
        f"{cores()}, Python {platform.python_version()}, NumPy {np.__version__}, "
        f"Mesa {mesa.__version__}.",
        rows(
            ("", "measured", "limit", ""),
            [(c.what, c.figure, c.limit, c.verdict) for c in checks(result)],
        ),
        "## How it was measured\n" + METHOD.rstrip(),
        "## In pairs",
        rows(
            ("shoppers", "other", "engine s", "other s", "engine µs per shopper", "ratio"),
            [_pair(p, "agents", "agents : engine") for p in result.agents],
        ),
        "## Cost against shoppers",
        rows(
            ("shoppers", "seconds", "µs per shopper"),
            [(f"{n:,}", f"{s:.3f}", f"{s / n * 1e6:.1f}") for n, s in result.by_shoppers.items()],
        ),
        "## Cost against needs (20,000 shoppers)",
        rows(
            ("needs per shopper and year", "seconds", "µs per shopper"),
            [(f"{r:g}", f"{s:.3f}", f"{s / 20_000 * 1e6:.1f}") for r, s in result.by_needs.items()],
        ),
        "## Memory against shoppers (a fresh process each)",
        rows(
            ("shoppers", "most MB held"),
            [(f"{n:,}", f"{mb:.0f}") for n, mb in result.memory.items()],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _pair(pair: Pair, other: str, direction: str) -> tuple[str, ...]:
    return (
        f"{pair.shoppers:,}",
        other,
        f"{pair.engine:.3f}",
        f"{pair.other:.3f}",
        f"{pair.engine / pair.shoppers * 1e6:.1f}",
        f"{pair.ratio:.1f} × ({direction})",
    )


def rows(head: tuple[str, ...], lines: list[tuple[str, ...]]) -> str:
    """Write a Markdown table."""
    lines = [head, tuple("---" for _ in head), *lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def cores() -> str:
    """Say how many processor cores this machine has."""
    count = os.cpu_count() or 1
    return f"{count} processor core{'s' if count > 1 else ''}"
