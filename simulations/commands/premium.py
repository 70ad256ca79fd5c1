"""``premium``: do customers of several channels spend more because they combine channels?"""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from simulations.commands.options import (
    add_workers,
    interval,
    run_experiment,
    scenario_command,
)
from simulations.experiments.methods.gaps import Gap
from simulations.experiments.premium import METRICS, Premium, premium
from simulations.scenario.knobs import SIDES

REASONS = {
    "none_in_several": "no customer was seen in several channels",
    "none_in_one": "no customer was seen in one channel only",
    "no_overlap": "nobody to compare with",
    "equal_by_definition": "equal by definition",
    "nobody": "no people",
}


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "customers of several channels: better customers, or were they already?"
    command = scenario_command(commands, "premium", words, run)
    command.add_argument("--side", choices=SIDES, default="a", help="whose customers")
    add_workers(command)


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    return run_experiment(options, partial(premium, side=options.side), _table)


def _table(result: Premium) -> str:
    share = "" if result.several_share is None else f", {result.several_share:.1%} of them several"
    lines = [
        f"set-up {result.side}: {result.customers} customers{share} channels",
        f"{'several channels against one':40}{'metric':20}{'several':>12}{'one':>12}"
        "   several / one - 1 [95 % interval]",
    ]
    rows = {
        "as the records show it": result.naive,
        "at equal numbers of purchases": result.equal_purchases,
        "at equal traits": result.equal_traits,
        "the same people, made to": result.causal,
    }
    for name, placebo in result.placebo.items():
        rows[f"placebo {name}"] = placebo.naive
        rows[f"placebo {name}, equal purchases"] = placebo.equal_purchases
    for words, gaps in rows.items():
        lines += [_line(words, key, gaps[key]) for key in METRICS if key in gaps]
    return "\n".join(lines) + "\n"


def _line(words: str, metric: str, gap: Gap) -> str:
    start = f"{words:40}{metric:20}"
    if gap.several is None or gap.one is None:
        return f"{start}{'':24}   {REASONS[gap.reason]}"
    levels = f"{gap.several:12.4f}{gap.one:12.4f}"
    if gap.relative is None:
        return f"{start}{levels}"
    return f"{start}{levels}   {gap.relative.mean:+.1%} {interval(gap.relative, '+.1%')}"
