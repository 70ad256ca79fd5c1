"""``counter-case``: the nearest plausible world in which the other set-up wins."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from simulations.commands.options import add_scenario_options, as_json, new_command, read_scenario
from simulations.engine.estimates import Estimate
from simulations.engine.progress import Bar
from simulations.experiments.counter_case import Counter, CounterCase, counter_case
from simulations.model.outcomes import OUTCOMES

JUDGED = tuple(key for key, outcome in OUTCOMES.items() if outcome.better != "neither")


def add(commands: Any) -> None:
    """Add the command to the parser.

    ``--format json`` prints what ``CounterCase.to_dict`` documents.
    """
    words = "the nearest plausible world in which the other set-up wins"
    command = new_command(commands, "counter-case", words, run)
    add_scenario_options(command)
    command.add_argument("--outcome", default="profit", choices=JUDGED, metavar="KEY")


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    scenario = read_scenario(options)
    with Bar(sys.stderr, "worlds") as bar:
        result = counter_case(scenario, options.outcome, progress=bar.show)
    return as_json(result.to_dict()) if options.format == "json" else _table(result)


def _table(result: CounterCase) -> str:
    scenario = result.scenario
    now = "a tie" if result.now == "unclear" else f"{result.now} wins"
    lines = [
        f"{scenario.a.preset} (a) against {scenario.b.preset} (b) by {result.outcome}, "
        f"{result.shoppers} shoppers",
        f"now: {now}, b - a = {_interval(result.before)}",
    ]
    if not result.counters:
        lines.append("nobody to judge by: fewer than two shoppers")
    for counter in result.counters:
        lines += _counter(counter)
    return "\n".join(lines) + "\n"


def _counter(counter: Counter) -> list[str]:
    if counter.found:
        head = f"{counter.winner} wins at a distance of {counter.distance:.3g} half ranges:"
    else:
        head = f"{counter.winner} wins in no plausible world that was tried; the best one:"
    lines = [head]
    for change in counter.changes:
        one = change.assumption
        lines.append(
            f"  {one.name} {one.value:.4g} -> {change.after:.4g} {one.unit} "
            f"(plausible {one.low:.4g} to {one.high:.4g}; {one.evidence})"
        )
    lines.append(f"  then b - a = {_interval(counter.after)}")
    lines.append(f"  on fresh luck (seed {counter.fresh_seed}): {_interval(counter.fresh)}")
    return lines


def _interval(estimate: Estimate) -> str:
    return f"{estimate.mean:.4g} [{estimate.low:.4g}, {estimate.high:.4g}]"
