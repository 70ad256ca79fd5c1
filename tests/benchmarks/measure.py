"""Measurements of the engine: processor time in pairs of one run, and memory of fresh processes."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulations import Scenario
from simulations.engine.chunks import run_chunks
from tests.benchmarks.mesa_agents import live_with_agents

SIZES = (5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
NEED_RATES = (1.75, 3.5, 7.0, 14.0, 28.0)  # needs per shopper and year
MEMORY_SIZES = (20_000, 100_000, 500_000)


@dataclass(frozen=True)
class Pair:
    """Processor seconds of the engine and of another way, measured in turns.

    ``ratio`` is how many times longer the slower of the two takes, the median of the turns.
    """

    shoppers: int
    engine: float
    other: float
    ratio: float


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call, without looking through what earlier calls left behind."""
    gc.collect()  # Mesa holds on to every model there has been; freezing spares both sides that
    gc.freeze()
    start = time.process_time()
    work()
    return time.process_time() - start


def run_engine(scenario: Scenario) -> None:
    """The kernel: every life and every sum that results need, without stating the results."""
    for _ in run_chunks(scenario):
        pass


def against_agents(shoppers: int, turns: int) -> Pair:
    """How many times longer the same lives take as Mesa agents."""
    scenario = Scenario({"shoppers": shoppers})
    times = [
        (seconds(lambda: run_engine(scenario)), seconds(lambda: live_with_agents(scenario)))
        for _ in range(turns)
    ]
    return Pair(
        scenario.shoppers,
        statistics.median(engine for engine, _ in times),
        statistics.median(agents for _, agents in times),
        statistics.median(agents / engine for engine, agents in times),
    )


def warm_up() -> None:
    """Fill tables and import: none of it is what is measured."""
    scenario = Scenario({"shoppers": 1000})
    run_engine(scenario)
    live_with_agents(scenario.with_values({"shoppers": 20}))


def cost_by_shoppers(turns: int = 2) -> tuple[dict[int, float], float]:
    """Processor seconds by number of shoppers, and the slope of both logarithms (1: linear)."""
    worlds = {size: Scenario({"shoppers": size}) for size in SIZES}
    times: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(turns):
        for size, world in worlds.items():
            times[size].append(seconds(lambda world=world: run_engine(world)))
    result = {size: statistics.median(seconds) for size, seconds in times.items()}
    slope = np.polyfit(np.log(list(result)), np.log(list(result.values())), 1)[0]
    return result, float(slope)


def cost_by_needs(turns: int = 2) -> dict[float, float]:
    """Processor seconds of 20,000 shoppers by needs per shopper and year."""
    worlds = {r: Scenario({"shoppers": 20_000, "population.need_rate": r}) for r in NEED_RATES}
    times: dict[float, list[float]] = {rate: [] for rate in worlds}
    for _ in range(turns):
        for rate, world in worlds.items():
            times[rate].append(seconds(lambda world=world: run_engine(world)))
    return {rate: statistics.median(seconds) for rate, seconds in times.items()}


def peak_by_shoppers(sizes: tuple[int, ...] = MEMORY_SIZES) -> dict[int, float]:
    """Most megabytes that a fresh process holds while it compares this many shoppers."""
    command = [sys.executable, "-m", "tests.benchmarks.memory"]
    return {
        size: float(
            subprocess.run([*command, str(size)], check=True, capture_output=True, text=True).stdout
        )
        for size in sizes
    }


def yardsticks() -> float:
    """Processor time of ``compare(Scenario())`` in yardsticks, in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.yardstick"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
