"""``targets``, ``calibrate`` and ``believable``: how near the model comes, new fits, new worlds."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from simulations.calibration.fit import fit, fit_from_scratch
from simulations.calibration.matching import match
from simulations.calibration.matching import write as write_believable
from simulations.calibration.never_fitted import never_fitted
from simulations.calibration.parameter_file import write_defaults
from simulations.calibration.report import explanation, reached, write_report
from simulations.calibration.targets import Row, check, sold_share
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
    """Add the three commands to the parser."""
    words = "what the model reaches of each target, on seeds that no fit has seen"
    targets = new_command(commands, "targets", words, _targets)
    add_format(targets)
    _add_size(targets, seeds="8")
    targets.add_argument("--write", action="store_true", help="keep the figures and the report")
    words = "believable worlds in which the four strategies compete"
    targets.add_argument("--worlds", default="100", metavar="N", help=words)
    words = "fit the free parameters from scratch; write the parameter file and the report"
    calibrate = new_command(commands, "calibrate", words, _calibrate)
    add_format(calibrate)
    _add_size(calibrate, seeds="2")
    calibrate.add_argument("--rounds", default="10", metavar="N", help="most steps of each stage")
    words = "go on from the shipped values instead of starting from scratch"
    calibrate.add_argument("--onwards", action="store_true", help=words)
    words = "draw plausible worlds and keep those that meet the fitted figures (history matching)"
    believable = new_command(commands, "believable", words, _believable)
    believable.add_argument("--draws", default="160", metavar="N", help="worlds drawn")
    for command in (calibrate, believable):
        add_workers(command)
        command.add_argument("--dry-run", action="store_true", help="write nothing")


def _add_size(command: argparse.ArgumentParser, seeds: str) -> None:
    command.add_argument("--seeds", default=seeds, metavar="N", help="how many runs")
    command.add_argument("--shoppers", default="20000", metavar="N", help="people in each run")


def _targets(options: argparse.Namespace) -> str:
    seeds = whole("--seeds", options.seeds, 2, MOST_SEEDS)
    shoppers = whole("--shoppers", options.shoppers, 1000, MOST_SHOPPERS)
    worlds = whole("--worlds", options.worlds, 0, MOST_SEEDS)
    with Bar(sys.stderr) as bar:
        rows = check(seeds=seeds, shoppers=shoppers, progress=bar.show)
    if options.write:
        write_report(rows)
    figures = never_fitted(shoppers, worlds)
    if options.format == "json":
        return as_json({**reached(rows), "never_fitted": figures})
    return _table(rows) + _never_fitted_lines(figures)


def _believable(options: argparse.Namespace) -> str:
    draws = whole("--draws", options.draws, 1, MOST_SEEDS)
    with Bar(sys.stderr, "worlds") as bar:
        worlds = match(draws, workers=read_workers(options), progress=bar.show)
    if not options.dry_run:
        write_believable(worlds)
    lines = [f"{len(worlds['kept'])} of {draws} worlds kept; missed most often:"]
    often = sorted(worlds["missed"].items(), key=lambda item: -item[1])[:8]
    return "\n".join([*lines, *(f"  {name}: {count}" for name, count in often), ""])


def _never_fitted_lines(figures: dict[str, Any]) -> str:
    lines = ["", "never fitted:"]
    for preset, gap in figures["combining"].items():
        low, mean, high = (gap["relative"][end] for end in ("low", "mean", "high"))
        lines.append(
            f"  revenue of a person whom chance makes combine channels, {preset}: "
            f"{mean:+.1%} [{low:+.1%}, {high:+.1%}]"
        )
    lines.append(f"  people worse off with omnichannel: {figures['worse_off']:.1%}")
    for name, years in figures["years"].items():
        gains = ", ".join(
            f"year {year['year']}: {year['revenue_gain']:+.1%} and {year['profit_difference']:+.2f}"
            for year in years
        )
        lines.append(
            f"  gain in revenue and difference of profit, {name.replace('_', ' ')}: {gains}"
        )
    lines.append(f"  people who leave per purchase: {figures['left_per_purchase']:.3f}")
    missing = figures["missing_in_store"]
    lines.append(
        f"  item missing in the store with omnichannel at full effect: {missing['reached']:.3f} "
        f"[{missing['low']:.2f}, {missing['high']:.2f}]"
    )
    sold = figures["sales_against_reference"]
    lines.append(f"  sales against the revenue that costs are charged on: {sold:.3f}")
    for key, shares in figures["won"].items():
        wins = ", ".join(f"{name} {share['mean']:.0%}" for name, share in shares.items())
        lines.append(f"  best in believable worlds by {key}: {wins}")
    return "\n".join(lines) + "\n"


def _calibrate(options: argparse.Namespace) -> str:
    shoppers = whole("--shoppers", options.shoppers, 1000, MOST_SHOPPERS)
    search = fit if options.onwards else fit_from_scratch
    result = search(
        seeds=range(1, 1 + whole("--seeds", options.seeds, 1, MOST_SEEDS)),
        shoppers=shoppers,
        rounds=whole("--rounds", options.rounds, 1, MOST_ROUNDS),
        workers=read_workers(options),
        progress=_write_progress,
    )
    rows = check(result.fitted, shoppers=shoppers)
    if not options.dry_run:
        captured = round(sold_share(result.fitted, shoppers, seed=1), 4)
        shipped = {**result.fitted, "costs.reference_capture": captured}
        write_defaults(shipped)
        write_report(rows, result, shipped)
    if options.format == "json":
        return as_json({**reached(rows), "found": dict(result.fitted), "cost": result.cost})
    lines = [
        f"{name:44}{result.start[name]:12.4g}{value:12.4g}" for name, value in result.fitted.items()
    ]
    return "\n".join([*lines, ""]) + _table(rows)


def _write_progress(words: str) -> None:
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
