"""``move``: one knob moved alone, on the same people with the same luck."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from typing import Any

from simulations.commands.options import (
    add_workers,
    as_json,
    interval,
    read_scenario,
    read_workers,
    scenario_command,
    unit_of,
)
from simulations.engine.progress import Bar
from simulations.experiments.one_knob import READY_CHANGES, KnobChange, change_knob, ready_change
from simulations.model.outcomes import OUTCOMES
from simulations.scenario.knobs import SIDES
from simulations.scenario.problems import Problem, ScenarioError


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "one knob moved alone, on the same people with the same luck"
    command = scenario_command(commands, "move", words, run)
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--knob", metavar="NAME", help="SIDE.channels: the side's own knob")
    which.add_argument("--ready", metavar="NAME", help="a move that has been measured somewhere")
    which.add_argument("--list", action="store_true", help="the moves that are ready")
    command.add_argument("--to", metavar="VALUE", help="where the knob goes")
    command.add_argument("--side", choices=SIDES, help="the set-up that is measured")
    add_workers(command)


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    if options.list:
        return _ready_list(options.format == "json")
    scenario = read_scenario(options)
    workers = read_workers(options)
    knob, to, side = options.knob, options.to, options.side
    if options.ready is not None:
        ready = ready_change(options.ready)
        side = side or ready.side
        knob, to = ready.knob, ready.after if to is None else to
        scenario = scenario.with_values({knob.replace("SIDE", side): ready.before})
    if to is None:
        raise ScenarioError((Problem("--to", "missing"),))
    with Bar(sys.stderr) as bar:
        result = change_knob(scenario, knob, to, side=side, workers=workers, progress=bar.show)
    return as_json(result.to_dict()) if options.format == "json" else _table(result)


def _ready_list(as_data: bool) -> str:
    if as_data:
        called = {"before": "from", "after": "to"}
        rows = [asdict(change) for change in READY_CHANGES.values()]
        return as_json([{called.get(k, k): value for k, value in row.items()} for row in rows])
    lines = []
    for change in READY_CHANGES.values():
        lines.append(f"{change.name:18}{change.knob}: {change.before} -> {change.after}")
        lines.append(f"    {change.meaning} (side {change.side}; compare with {change.evidence})")
    return "\n".join(lines) + "\n"


def _table(result: KnobChange) -> str:
    start, to = (
        ",".join(sorted(value)) if isinstance(value, frozenset) else value
        for value in (result.start, result.to)
    )
    lines = [
        f"{result.knob}: {start} -> {to}, side {result.side}, {result.scenario.shoppers} shoppers",
        f"{'per shopper and horizon':24}{'unit':>8}{'before':>12}{'after':>12}{'change':>12}"
        f"   {'95 % interval':26}relative",
    ]
    for key in OUTCOMES:
        gap, relative = result.difference[key], result.relative[key]
        unit = unit_of(key, result.scenario)
        share = "" if relative is None else f"{relative.mean:+.1%} {interval(relative, '+.1%')}"
        lines.append(
            f"{key:24}{unit:>8}{result.before[key].mean:12.4f}{result.after[key].mean:12.4f}"
            f"{gap.mean:12.4f}   {interval(gap):26}{share}".rstrip()
        )
    return "\n".join(lines) + "\n"
