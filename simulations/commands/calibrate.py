"""``targets`` and ``calibrate``: how near the model comes to its targets, and a new fit to them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from simulations.calibration.fit import fit
from simulations.calibration.parameter_file import write_defaults
from simulations.calibration.report import explanation, reached, write_report
from simulations.calibration.targets import Row, check
from simulations.commands.options import (
    add_format,
    add_workers,
    as_json,
    new_command,
    read_workers,
    whole,
)
from simulations.engine.progress import Bar

MOST_SEEDS = 1000
MOST_SHOPPERS = 1_000_000
MOST_ROUNDS = 1000


def add(commands: Any) -> None:
    """Add both commands to the parser."""
    words = "what the model reaches of each target, on seeds that no fit has seen"
    one = new_command(commands, "targets", words, _targets)
    add_format(one)
    _add_size(one, seeds="8")
    one.add_argument("--write", action="store_true", help="keep the figures and the report")
    words = "fit the free parameters to the targets; write the parameter file and the report"
    two = new_command(commands, "calibrate", words, _calibrate)
    add_format(two)
    _add_size(two, seeds="2")
    two.add_argument("--rounds", default="10", metavar="N", help="most steps of the fit")
    add_workers(two)
    two.add_argument("--dry-run", action="store_true", help="write nothing")


def _add_size(command: argparse.ArgumentParser, seeds: str) -> None:
    command.add_argument("--seeds", default=seeds, metavar="N", help="how many runs")
    command.add_argument("--shoppers", default="20000", metavar="N", help="people in each run")


def _targets(options: argparse.Namespace) -> str:
    seeds = whole("--seeds", options.seeds, 2, MOST_SEEDS)
    shoppers = whole("--shoppers", options.shoppers, 1000, MOST_SHOPPERS)
    with Bar(sys.stderr) as bar:
        rows = check(seeds=seeds, shoppers=shoppers, progress=bar.show)
    if options.write:
        write_report(rows)
    return as_json(reached(rows)) if options.format == "json" else _table(rows)


def _calibrate(options: argparse.Namespace) -> str:
    shoppers = whole("--shoppers", options.shoppers, 1000, MOST_SHOPPERS)
    found = fit(
        seeds=range(1, 1 + whole("--seeds", options.seeds, 1, MOST_SEEDS)),
        shoppers=shoppers,
        rounds=whole("--rounds", options.rounds, 1, MOST_ROUNDS),
        workers=read_workers(options),
        progress=_tell,
    )
    rows = check(found.found, shoppers=shoppers)
    if not options.dry_run:
        write_defaults(found.found)
        write_report(rows, found)
    if options.format == "json":
        return as_json({**reached(rows), "found": dict(found.found), "cost": found.cost})
    moved = [
        f"{name:44}{found.start[name]:12.4g}{value:12.4g}" for name, value in found.found.items()
    ]
    return "\n".join([*moved, ""]) + _table(rows)


def _tell(words: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()


def _table(rows: Sequence[Row]) -> str:
    lines = [f"{'':5}{'figure':27}{'measured':>9}  {'band':19}{'reached':>9}  interval"]
    for row in rows:
        target = row.target
        band = f"[{target.low:.3g}, {target.high:.3g}]"
        missed = "" if row.passed else f"  missed: {explanation(row)}"
        lines.append(
            f"{target.target:5}{target.moment:27}{target.value:9.3f}  {band:19}{row.mean:9.4f}"
            f"  [{row.low:.4f}, {row.high:.4f}]{missed}"
        )
    lines.append(f"{sum(row.passed for row in rows)} of {len(rows)} inside their bands")
    return "\n".join(lines) + "\n"
