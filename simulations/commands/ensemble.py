"""``ensemble``: in what share of the believable worlds b beats a, and what decides it."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from simulations.commands.options import (
    add_scenario_options,
    add_workers,
    answer,
    new_command,
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
    command = new_command(commands, "ensemble", words, run)
    add_scenario_options(command)
    command.add_argument("--draws", default="400", metavar="N", help="worlds drawn")
    add_workers(command)


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    draws = whole("--draws", options.draws, FEWEST_DRAWS, MOST_DRAWS)
    return answer(options, partial(ensemble, draws=draws), _table, "worlds")


def _table(result: Ensemble) -> str:
    scenario = result.scenario
    lines = [
        f"{scenario.a.preset} (a) against {scenario.b.preset} (b) in {len(result.inputs)} "
        f"believable worlds of {result.shoppers} shoppers, {len(result.assumptions)} assumptions",
        f"{result.draws} worlds drawn, {result.kept.mean:.1%} kept "
        f"[{result.kept.low:.1%}, {result.kept.high:.1%}]: those that meet the fitted figures",
        f"{'outcome':24}{'b better':>9}   95 % interval  {'b - a: median':>14}   5 % to 95 % of "
        "worlds   spread by assumptions / by luck",
    ]
    for key, spread in result.spreads.items():
        share = spread.b_better
        lines.append(
            f"{key:24}{share.mean:9.1%}   [{share.low:.1%}, {share.high:.1%}]"
            f"{spread.median:14.4g}   {spread.low:.4g} to {spread.high:.4g}"
            f"   {spread.assumptions:.3g} / {spread.luck:.3g}"
        )
    lines.append("what decides it (share of the variance of ranks that each explains alone):")
    for key in OUTCOMES:
        named = [one for one in result.ranking(key)[:NAMED] if one["matters"]]
        words = [f"{one['name']} {one['share']['mean']:.0%}" for one in named]
        lines.append(f"  {key}: " + (", ".join(words) or "none can be told from chance"))
    return "\n".join(lines) + "\n"
