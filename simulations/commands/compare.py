"""``compare``: two set-ups on the same people and the same luck."""

from __future__ import annotations

import argparse
import contextlib
import sys
from typing import Any

from simulations.commands.options import (
    add_workers,
    as_json,
    heading,
    interval,
    read_scenario,
    read_workers,
    scenario_command,
    unit_of,
    whole,
)
from simulations.engine.cluster import connect
from simulations.engine.comparison import Comparison, compare
from simulations.engine.progress import Bar
from simulations.model.outcomes import OUTCOMES
from simulations.scenario.knobs import KNOBS


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "two set-ups on the same people and the same luck"
    command = scenario_command(commands, "compare", words, run)
    processes = command.add_mutually_exclusive_group()
    add_workers(processes)
    processes.add_argument("--dask", metavar="ADDRESS", help="scheduler of a dask cluster")
    command.add_argument("--chunk", metavar="N", help="shoppers worked on at once")


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    scenario = read_scenario(options)
    workers = read_workers(options)
    chunk = None
    if options.chunk is not None:
        chunk = whole("--chunk", options.chunk, 1, max(1, int(KNOBS["shoppers"].high)))
    with contextlib.ExitStack() as stack:
        executor = None
        if options.dask is not None:
            executor = stack.enter_context(connect(options.dask))
            workers = executor.size
        bar = stack.enter_context(Bar(sys.stderr))
        result = compare(
            scenario, workers=workers, chunk_size=chunk, executor=executor, progress=bar.show
        )
    return as_json(result.to_dict()) if options.format == "json" else _table(result)


def _table(result: Comparison) -> str:
    scenario = result.scenario
    lines = [
        heading(scenario),
        f"{'per shopper and horizon':24}{'unit':>8}{'a':>12}{'b':>12}{'b - a':>12}   95 % interval",
    ]
    for key in OUTCOMES:
        a, b = result.a.outcomes[key], result.b.outcomes[key]
        gap = result.difference.outcomes[key]
        unit = unit_of(key, scenario)
        lines.append(
            f"{key:24}{unit:>8}{a.mean:12.4f}{b.mean:12.4f}{gap.mean:12.4f}   {interval(gap)}"
        )
    kinds = ", ".join(f"{name} {share:.1%}" for name, share in result.shopper_kinds.items())
    lines.append(f"shoppers of each kind: {kinds}")
    month = result.payback_month
    payback = "not within the horizon" if month is None else f"in month {month:.1f}"
    lines.append(f"b has paid back: {payback}")
    return "\n".join(lines) + "\n"
