"""``credit``: what each thing that differs between two set-ups adds to their difference."""

from __future__ import annotations

import argparse
from typing import Any

from simulations.commands.options import (
    add_scenario_options,
    add_workers,
    answer,
    new_command,
    unit_of,
)
from simulations.experiments.credit import Credit, credit
from simulations.model.outcomes import OUTCOMES


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "share of each capability in every difference between two set-ups (Shapley values)"
    command = new_command(commands, "credit", words, run)
    add_scenario_options(command)
    add_workers(command)


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    return answer(options, credit, _table, "lives")


def _table(result: Credit) -> str:
    scenario = result.scenario
    lines = [
        f"{scenario.a.preset} (a) against {scenario.b.preset} (b): {scenario.shoppers} shoppers, "
        f"{scenario.weeks} weeks, seed {scenario.seed}, {scenario.country}, {scenario.category}",
        f"{'difference b - a per shopper and horizon, and who it is due to':62}   95 % interval",
    ]
    for key in OUTCOMES:
        whole_gap = result.difference[key]
        lines.append("")
        lines.append(
            _line(
                f"{key} ({unit_of(key, scenario)})", whole_gap.mean, whole_gap.low, whole_gap.high
            )
        )
        shares = sorted(result.shares[key].items(), key=lambda item: -abs(item[1].mean))
        lines.extend(_line(f"  {name}", e.mean, e.low, e.high) for name, e in shares)
    return "\n".join(lines) + "\n"


def _line(name: str, mean: float, low: float, high: float) -> str:
    return f"{name:44}{mean:18.4f}   [{low:.4f}, {high:.4f}]"
