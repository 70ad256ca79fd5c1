"""``cases``: the shipped worlds, recomputed, and whether each still holds."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from simulations.commands.options import add_format, as_json, interval, new_command
from simulations.engine.progress import Bar
from simulations.experiments.cases import Checked, check, load_cases
from simulations.scenario.problems import plain_number


def add(commands: Any) -> None:
    """Add the command to the parser.

    ``--format json`` prints a list of what ``Checked.to_dict`` documents.
    """
    words = "shipped worlds in which another set-up wins than one may expect, recomputed"
    add_format(new_command(commands, "cases", words, run))


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    cases = load_cases()
    results = []
    with Bar(sys.stderr, "worlds") as bar:
        for done, case in enumerate(cases.values(), start=1):
            results.append(check(case))
            bar.show(done, len(cases))
    if options.format == "json":
        return as_json([result.to_dict() for result in results])
    return "\n".join(_lines(result) for result in results)


def _lines(result: Checked) -> str:
    case, gap = result.case, result.difference
    scenario = case.scenario
    changes = ", ".join(f"{name}={plain_number(value)}" for name, value in case.changes.items())
    holds = "holds" if result.holds else "does not hold"
    lines = [
        f"{case.name}: {case.meaning}",
        f"  {scenario.a.preset} (a), {scenario.b.preset} (b), {scenario.country}, "
        f"{scenario.category}, {changes}",
        f"  {case.winner} is better by {case.outcome}: {holds}; "
        f"b - a = {gap.mean:.4g} {interval(gap, '.4g')}",
    ]
    if case.smallest:
        value = "no value" if result.smallest is None else f"{result.smallest:.3g}"
        lines.append(f"  smallest {case.smallest} that does it: {value}")
    return "\n".join(lines) + "\n"
