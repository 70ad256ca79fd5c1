"""``credit``: what each thing that differs between two set-ups adds to their difference."""

from __future__ import annotations

import argparse
from typing import Any

from simulations.commands.options import (
    add_workers,
    heading,
    interval,
    run_experiment,
    scenario_command,
    unit_of,
)
from simulations.engine.estimates import Estimate
from simulations.experiments.credit import Credit, credit
from simulations.model.outcomes import OUTCOMES


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "share of each capability in every difference between two set-ups (Shapley values)"
    add_workers(scenario_command(commands, "credit", words, run))


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    return run_experiment(options, credit, _table, "lives")


def _table(result: Credit) -> str:
    lines = [
        heading(result.scenario),
        f"{'difference b - a per shopper and horizon, and who it is due to':62}   95 % interval",
    ]
    for key in OUTCOMES:
        unit = unit_of(key, result.scenario)
        lines += ["", _line(f"{key} ({unit})", result.difference[key])]
        shares = sorted(result.shares[key].items(), key=lambda item: -abs(item[1].mean))
        lines.extend(_line(f"  {name}", share) for name, share in shares)
    return "\n".join(lines) + "\n"


def _line(name: str, estimate: Estimate) -> str:
    return f"{name:44}{estimate.mean:18.4f}   {interval(estimate)}"
