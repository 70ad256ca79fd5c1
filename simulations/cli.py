"""The command line: compare two set-ups, replay one shopper, list shoppers, list the knobs."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from simulations.comparison import Comparison, compare
from simulations.encoding import JSON_LIMIT
from simulations.identity import identity
from simulations.knobs import CATEGORIES, COUNTRY_CODES, KNOBS, PRESETS, SIDES, Knob
from simulations.life import Life, shopper_records, trace
from simulations.outcomes import OUTCOMES
from simulations.problems import Problem, ScenarioError, plain_number, shorten
from simulations.progress import Bar
from simulations.scenario import Scenario

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130
MOST_WORKERS = 256
MOST_RECORDS = 1_000_000


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {' '.join(message.split())}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code (2 for bad input, with one line on standard error)."""
    options = _parser().parse_args(arguments)
    try:
        _print(options.command(options))
    except ScenarioError as error:
        return _stop(BAD_INPUT, str(error))
    except KeyboardInterrupt:
        return _stop(INTERRUPTED, "interrupted")
    except BrokenPipeError:  # whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except (OSError, RuntimeError) as error:  # a full disk, a worker that was killed
        return _stop(FAILED, shorten(str(error)) or type(error).__name__)
    return 0


def _print(text: str) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without accents
    if sys.stdout is not None:
        sys.stdout.write(text)
        sys.stdout.flush()


def _stop(code: int, words: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"simulations: {words}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m simulations", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, function, words in (
        ("compare", _compare, "two set-ups on the same people and the same luck"),
        ("trace", _trace, "one shopper's life under both set-ups"),
        ("shoppers", _shoppers, "totals of some shoppers, one row each and side"),
    ):
        command = commands.add_parser(name, help=words, description=words, allow_abbrev=False)
        command.set_defaults(command=function)
        _add_scenario_options(command)
        if name == "compare":
            command.add_argument("--workers", default="1", metavar="N", help="processes")
            command.add_argument("--chunk", metavar="N", help="shoppers worked on at once")
        elif name == "trace":
            command.add_argument("--shopper", required=True, metavar="I", help="number, from 0")
        else:
            command.add_argument("--first", default="0", metavar="I", help="first number")
            command.add_argument("--count", default="10", metavar="N", help="how many")
    knobs = commands.add_parser("knobs", help="every knob: default, range, unit, evidence")
    knobs.set_defaults(command=_knobs)
    knobs.add_argument("--format", choices=("table", "json"), default="table")
    return parser


def _add_scenario_options(command: argparse.ArgumentParser) -> None:
    for side in SIDES:
        command.add_argument(f"--{side}", choices=PRESETS, metavar="PRESET")
    for name in ("shoppers", "weeks", "seed"):
        command.add_argument(f"--{name}", metavar="N")
    command.add_argument("--country", choices=COUNTRY_CODES, metavar="CODE")
    command.add_argument("--category", choices=CATEGORIES, metavar="CODE")
    command.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    command.add_argument("--scenario", metavar="FILE", help="JSON, as compare prints it")
    command.add_argument("--format", choices=("table", "json"), default="table")


def _scenario(options: argparse.Namespace) -> Scenario:
    """File, then country and category, then presets, then single values: the last word wins."""
    scenario = Scenario() if options.scenario is None else _read_file(options.scenario)
    named = {name: getattr(options, name) for name in ("country", "category")}
    scenario = scenario.with_values({name: v for name, v in named.items() if v is not None})
    for side in SIDES:
        if getattr(options, side) is not None:
            scenario = scenario.with_preset(side, getattr(options, side))
    changes: dict[str, object] = {}
    for name in ("shoppers", "weeks", "seed"):
        if getattr(options, name) is not None:
            changes[name] = getattr(options, name)
    for setting in options.set:
        name, equals, value = setting.partition("=")
        if not equals:
            raise ScenarioError((Problem("--set", "malformed", shorten(setting)),))
        changes[name.strip()] = value
    return scenario.with_values(changes)


def _read_file(name: str) -> Scenario:
    try:
        with Path(name).open("rb") as file:
            raw = file.read(JSON_LIMIT + 1)
    except OSError as error:
        problem = Problem("--scenario", "malformed", f"{shorten(name)}: {error.strerror}")
        raise ScenarioError((problem,)) from None
    return Scenario.from_json(raw)


def _whole(option: str, text: str, low: int, high: int) -> int:
    meaning = option.removeprefix("--")
    knob = Knob(option, low, low, high, "", "int", "assumption", meaning, (low, high))
    value = knob.read(text)
    if isinstance(value, Problem):
        raise ScenarioError((value,))
    assert isinstance(value, int)
    return value


def _compare(options: argparse.Namespace) -> str:
    scenario = _scenario(options)
    workers = _whole("--workers", options.workers, 1, MOST_WORKERS)
    chunk = None
    if options.chunk is not None:
        chunk = _whole("--chunk", options.chunk, 1, max(1, int(KNOBS["shoppers"].high)))
    with Bar(sys.stderr) as bar:
        result = compare(scenario, workers=workers, chunk_size=chunk, progress=bar.show)
    return _json(result.to_dict()) if options.format == "json" else _comparison_table(result)


def _trace(options: argparse.Namespace) -> str:
    scenario = _scenario(options)
    number = _whole("--shopper", options.shopper, 0, max(0, scenario.shoppers - 1))
    life = trace(scenario, number)
    who = asdict(identity(scenario, number))
    if options.format == "json":
        return _json({"scenario": scenario.to_dict(), "identity": who, **life.to_dict()})
    return _life_table(life, who)


def _shoppers(options: argparse.Namespace) -> str:
    scenario = _scenario(options)
    first = _whole("--first", options.first, 0, max(0, scenario.shoppers - 1))
    count = _whole("--count", options.count, 0, MOST_RECORDS)
    records = shopper_records(scenario, first, count)
    if options.format == "json":
        return _json(records.to_dict("records"))
    return records.to_string(index=False) + "\n"


def _knobs(options: argparse.Namespace) -> str:
    rows = [
        {
            "name": knob.name,
            "default": _plain(knob.default),
            "low": knob.low,
            "high": knob.high,
            "plausible": list(knob.plausible),
            "choices": list(knob.choices),
            "unit": knob.unit,
            "kind": knob.kind,
            "meaning": knob.meaning,
            "evidence": knob.evidence,
            "grade": knob.grade,
        }
        for knob in KNOBS.values()
    ]
    if options.format == "json":
        return _json(rows)
    lines = []
    for knob in KNOBS.values():
        legal = f"{plain_number(knob.low)}..{plain_number(knob.high)}"
        legal = "|".join(knob.choices) if knob.choices else legal
        shown = _plain(knob.default)
        shown = ",".join(shown) if isinstance(shown, list) else str(shown)
        lines.append(f"{knob.name:44} {shown:>12}  {legal}  [{knob.unit}; {knob.evidence}]")
        lines.append(f"    {knob.meaning}")
    return "\n".join(lines) + "\n"


def _plain(value: object) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _json(value: object) -> str:
    return json.dumps(value, indent=2, allow_nan=False, ensure_ascii=False) + "\n"


def _comparison_table(result: Comparison) -> str:
    scenario = result.scenario
    lines = [
        f"{scenario.a.preset} (a) against {scenario.b.preset} (b): {scenario.shoppers} shoppers, "
        f"{scenario.weeks} weeks, seed {scenario.seed}, {scenario.country}, {scenario.category}",
        f"{'per shopper and horizon':24}{'unit':>8}{'a':>12}{'b':>12}{'b - a':>12}   95 % interval",
    ]
    for key, outcome in OUTCOMES.items():
        a, b = result.a.outcomes[key], result.b.outcomes[key]
        gap = result.difference.outcomes[key]
        unit = scenario.currency if outcome.unit == "money" else outcome.unit
        lines.append(
            f"{key:24}{unit:>8}{a.mean:12.4f}{b.mean:12.4f}{gap.mean:12.4f}"
            f"   [{gap.low:.4f}, {gap.high:.4f}]"
        )
    lines.append("shoppers of each kind: " + _shares(result.shopper_kinds))
    months = result.payback_month
    lines.append(
        "b has paid back: "
        + ("not within the horizon" if months is None else f"in month {months:.1f}")
    )
    return "\n".join(lines) + "\n"


def _shares(shares: Any) -> str:
    return ", ".join(f"{name} {share:.1%}" for name, share in shares.items())


def _life_table(life: Life, who: dict[str, str]) -> str:
    lines = [f"shopper {life.shopper}: {who['name']}, {who['city']}, {who['occupation']}"]
    lines.append(f"first fork: {'none' if life.fork is None else f'moment {life.fork + 1}'}")
    for side in SIDES:
        lines.append(f"set-up {side}")
        for moment in getattr(life, side):
            points = f"+{moment.points:g} frustration" if moment.points else ""
            chance = "" if moment.chance is None else f"{moment.draw:.3f} vs {moment.chance:.3f}"
            lines.append(
                f"  week {moment.week:3} {moment.event:26}{moment.channel:10} {chance:16} {points}"
            )
        totals = life.totals[side]
        lines.append(
            f"  = {totals['journeys']:g} journeys, {totals['purchases']:g} purchases, "
            f"{totals['points']:g} frustration points, revenue {totals['revenue']:.2f}"
        )
    return "\n".join(lines) + "\n"
