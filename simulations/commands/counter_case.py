"""``counter-case``: the nearest plausible world in which the other set-up wins."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from simulations.commands.options import (
    as_json,
    interval,
    presets,
    read_scenario,
    scenario_command,
)
from simulations.engine.estimates import Estimate
from simulations.engine.progress import Bar
from simulations.experiments.counter_case import Counter, CounterCase, counter_case
from simulations.model.outcomes import JUDGED


def add(commands: Any) -> None:
    """Add the command to the parser.

    ``--format json`` prints what ``CounterCase.to_dict`` documents.
    """
    words = "the nearest plausible world in which the other set-up wins"
    command = scenario_command(commands, "counter-case", words, run)
    command.add_argument("--outcome", default="profit", choices=JUDGED, metavar="KEY")


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    scenario = read_scenario(options)
    with Bar(sys.stderr, "worlds") as bar:
        result = counter_case(scenario, options.outcome, progress=bar.show)
    return as_json(result.to_dict()) if options.format == "json" else _table(result)


def _table(result: CounterCase) -> str:
    winner = result.current_winner
    verdict = "a tie" if winner == "unclear" else f"{winner} wins"
    lines = [
        f"{presets(result.scenario)} by {result.outcome}, {result.shoppers} shoppers",
        f"now: {verdict}, b - a = {_estimate(result.before)}",
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
        knob = change.assumption
        lines.append(
            f"  {knob.name} {knob.value:.4g} -> {change.after:.4g} {knob.unit} "
            f"(plausible {knob.low:.4g} to {knob.high:.4g}; {knob.evidence})"
        )
    lines.append(f"  then b - a = {_estimate(counter.after)}")
    lines.append(f"  on fresh luck (seed {counter.fresh_seed}): {_estimate(counter.fresh)}")
    return lines


def _estimate(estimate: Estimate) -> str:
    return f"{estimate.mean:.4g} {interval(estimate, '.4g')}"
