"""``break-even``: the difference over a grid of two knobs, and the line on which it is 0."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from simulations.commands.options import add_workers, run_experiment, scenario_command, whole
from simulations.experiments.break_even import (
    FEWEST_STEPS,
    MOST_STEPS,
    BreakEven,
    Range,
    break_even,
)
from simulations.model.outcomes import OUTCOMES

MARKS = {"a": "a", "b": "b", "unclear": "."}


def add(commands: Any) -> None:
    """Add the command to the parser.

    ``--format json`` prints what ``BreakEven.to_dict`` documents.
    """
    words = "the difference between two set-ups over two knobs, and where it turns"
    command = scenario_command(commands, "break-even", words, run)
    for axis in ("x", "y"):
        command.add_argument(f"--{axis}", required=True, metavar="KNOB")
        ends = ("LOW", "HIGH")
        command.add_argument(f"--{axis}-range", nargs=2, metavar=ends, help="else the plausible")
    command.add_argument("--steps", default="9", metavar="N", help="values along each knob")
    command.add_argument("--outcome", default="profit", choices=tuple(OUTCOMES), metavar="KEY")
    add_workers(command)


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    steps = whole("--steps", options.steps, FEWEST_STEPS, MOST_STEPS)
    experiment = partial(
        break_even,
        x=options.x,
        y=options.y,
        outcome=options.outcome,
        steps=steps,
        x_range=_range(options.x_range),
        y_range=_range(options.y_range),
    )
    return run_experiment(options, experiment, _table, "worlds")


def _range(ends: list[str] | None) -> Range | None:
    # The knob itself reads the numbers, so that a wrong one is named with its legal range.
    return None if ends is None else (ends[0], ends[1])


def _table(result: BreakEven) -> str:
    scenario, x, y = result.scenario, result.x, result.y
    lines = [
        f"{result.outcome}: who wins, {scenario.a.preset} (a) or {scenario.b.preset} (b), "
        "and b - a per shopper",
        f"down: {y.name} [{y.unit}]; across: {x.name} [{x.unit}]",
        " " * 11 + "".join(f"{value:>11.4g}" for value in x.values),
    ]
    for row in reversed(range(len(y.values))):
        cells = [
            f"{mean:>9.3g} {MARKS[who]}"
            for mean, who in zip(result.mean[row], result.winner[row], strict=True)
        ]
        lines.append(f"{y.values[row]:>11.4g}" + "".join(cells))
    lines.append("zero line: " + ("none in this range" if not result.zero_line else ""))
    lines += [
        "  " + " ".join(f"({across:.4g}, {up:.4g})" for across, up in line)
        for line in result.zero_line
    ]
    shares = ", ".join(f"{who} {share:.0%}" for who, share in result.shares.items())
    lines.append(f"points that each wins: {shares}")
    return "\n".join(lines) + "\n"
