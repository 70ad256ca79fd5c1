"""``ensemble``: in what share of the believable worlds b beats a, and what decides it."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from simulations.commands.options import (
    add_workers,
    interval,
    presets,
    run_experiment,
    scenario_command,
    whole,
)
from simulations.experiments.ensemble import FEWEST_DRAWS, MOST_DRAWS, Ensemble, ensemble
from simulations.model.outcomes import OUTCOMES

NAMED = 5


def add(commands: Any) -> None:
    """Add the command to the parser.

    ``--format json`` prints what ``Ensemble.to_dict`` documents.
    """
    words = "how often b beats a in the plausible worlds that meet the fitted figures"
    command = scenario_command(commands, "ensemble", words, run)
    command.add_argument("--draws", default="400", metavar="N", help="worlds drawn")
    add_workers(command)


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    draws = whole("--draws", options.draws, FEWEST_DRAWS, MOST_DRAWS)
    return run_experiment(options, partial(ensemble, draws=draws), _table, "worlds")


def _table(result: Ensemble) -> str:
    lines = [
        f"{presets(result.scenario)} in {len(result.inputs)} believable worlds of "
        f"{result.shoppers} shoppers, {len(result.assumptions)} assumptions",
        f"{result.draws} worlds drawn, {result.kept.mean:.1%} kept "
        f"{interval(result.kept, '.1%')}: those that meet the fitted figures",
        f"{'outcome':24}{'b better':>9}   95 % interval  {'b - a: median':>14}   5 % to 95 % of "
        "worlds   spread by assumptions / by luck",
    ]
    for key, spread in result.spreads.items():
        share = spread.b_better
        lines.append(
            f"{key:24}{share.mean:9.1%}   {interval(share, '.1%')}"
            f"{spread.median:14.4g}   {spread.low:.4g} to {spread.high:.4g}"
            f"   {spread.assumptions:.3g} / {spread.luck:.3g}"
        )
    lines.append("what decides it (share of the variance of ranks that each explains alone):")
    for key in OUTCOMES:
        ranking = [entry for entry in result.ranking(key)[:NAMED] if entry["matters"]]
        words = [f"{entry['name']} {entry['share']['mean']:.0%}" for entry in ranking]
        lines.append(f"  {key}: " + (", ".join(words) or "none can be told from chance"))
    return "\n".join(lines) + "\n"
