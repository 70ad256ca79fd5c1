"""``luck``: the difference under many lucks, with luck shared by both set-ups and without."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from simulations.commands.options import (
    add_workers,
    run_experiment,
    scenario_command,
    unit_of,
    whole,
)
from simulations.experiments.luck_strip import (
    FEWEST_SEEDS,
    MOST_SEEDS,
    SEEDS,
    LuckStrip,
    luck_strip,
)


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "the difference under many lucks, with luck shared by both set-ups and without"
    command = scenario_command(commands, "luck", words, run)
    command.add_argument("--seeds", default=str(SEEDS), metavar="N", help="how many lucks")
    add_workers(command)


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    seeds = whole("--seeds", options.seeds, FEWEST_SEEDS, MOST_SEEDS)
    return run_experiment(options, partial(luck_strip, seeds=seeds), _table, "seeds")


def _table(result: LuckStrip) -> str:
    scenario = result.scenario
    lines = [
        f"{len(result.seeds)} seeds from {result.seeds[0]}: {scenario.shoppers} shoppers, "
        f"{scenario.weeks} weeks, {scenario.country}, {scenario.category}",
        f"{'b - a from run to run':24}{'unit':>8}{'mean':>12}{'sd, shared':>12}{'sd, own':>12}"
        f"{'own/shared':>12}{'least':>12}{'most':>12}",
    ]
    for key, strip in result.strips.items():
        unit = unit_of(key, scenario)
        factor = "-" if strip.factor is None else f"{strip.factor:.1f}"
        lines.append(
            f"{key:24}{unit:>8}{strip.mean:12.4f}{strip.paired_sd:12.4f}{strip.unpaired_sd:12.4f}"
            f"{factor:>12}{min(strip.paired):12.4f}{max(strip.paired):12.4f}"
        )
    return "\n".join(lines) + "\n"
