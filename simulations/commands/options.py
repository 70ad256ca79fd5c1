"""What the commands of the command line share: a scenario's options, numbers, tables, JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from simulations.engine.estimates import Estimate
from simulations.engine.progress import Bar
from simulations.experiments.cases import load_cases
from simulations.model.outcomes import OUTCOMES
from simulations.scenario.encoding import JSON_LIMIT, made_by, parsed
from simulations.scenario.knobs import (
    CATEGORIES,
    COUNTRY_CODES,
    MODEL_VERSION,
    PRESETS,
    SIDES,
    Knob,
)
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario

MOST_WORKERS = 256


class Reportable(Protocol):
    """What a command found out."""

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON."""


ResultOfCommand = TypeVar("ResultOfCommand", bound=Reportable)


class RefusedError(Exception):
    """Bad input that is no matter of a scenario, in words for whoever typed the command."""


def new_command(
    commands: Any, name: str, words: str, run: Callable[[argparse.Namespace], str]
) -> argparse.ArgumentParser:
    """Add a command that prints what ``run`` returns."""
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words, allow_abbrev=False
    )
    command.set_defaults(command=run)
    return command


def add_format(command: argparse.ArgumentParser) -> None:
    """Add the choice between a table for people and JSON."""
    command.add_argument("--format", choices=("table", "json"), default="table")


def scenario_command(
    commands: Any,
    name: str,
    words: str,
    run: Callable[[argparse.Namespace], str],
    formats: bool = True,
) -> argparse.ArgumentParser:
    """Add a command with what makes a scenario, and the format where there is a choice."""
    command = new_command(commands, name, words, run)
    for side in SIDES:
        command.add_argument(f"--{side}", choices=PRESETS, metavar="PRESET")
    for name in ("shoppers", "weeks", "seed"):
        command.add_argument(f"--{name}", metavar="N")
    command.add_argument("--country", choices=COUNTRY_CODES, metavar="CODE")
    command.add_argument("--category", choices=CATEGORIES, metavar="CODE")
    command.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    start = command.add_mutually_exclusive_group()
    start.add_argument("--scenario", metavar="FILE", help="JSON, as compare prints it")
    start.add_argument("--case", metavar="NAME", help="a shipped world, as cases lists them")
    if formats:
        add_format(command)
    return command


def add_workers(command: Any) -> None:
    """Add the number of processes; for a parser or a group of one."""
    command.add_argument("--workers", default="1", metavar="N", help="processes")


def read_workers(options: argparse.Namespace) -> int:
    """Return the number of processes asked for; raise ScenarioError outside the legal range."""
    return whole("--workers", options.workers, 1, MOST_WORKERS)


def read_scenario(options: argparse.Namespace) -> Scenario:
    """Return the scenario asked for; later options override earlier ones.

    First the file or the case, then country and category, then presets, then single values.
    """
    scenario = Scenario() if options.scenario is None else read_file(options.scenario)
    if options.case is not None:
        scenario = _read_case(options.case)
    given: dict[str, Any] = {name: v for name, v in vars(options).items() if v is not None}
    market: dict[str, object] = {n: given[n] for n in ("country", "category") if n in given}
    scenario = scenario.with_values(market)
    for side in SIDES:
        if side in given:
            scenario = scenario.with_preset(side, given[side])
    changes: dict[str, object] = {n: given[n] for n in ("shoppers", "weeks", "seed") if n in given}
    for setting in options.set:
        name, equals, value = setting.partition("=")
        if not equals:
            raise ScenarioError((Problem("--set", "malformed", shorten(setting)),))
        changes[name.strip()] = value
    return scenario.with_values(changes)


def run_experiment(
    options: argparse.Namespace,
    experiment: Callable[..., ResultOfCommand],
    table: Callable[[ResultOfCommand], str],
    counted: str = "shoppers",
) -> str:
    """Return the result of an experiment on the scenario asked for, as a table or as JSON.

    Parameters
    ----------
    options : argparse.Namespace
    experiment : callable
        Takes the scenario and, by name, ``workers`` and ``progress``.
    table : callable
        Writes its result for people.
    counted : str
        What the line of progress counts, in the plural.
    """
    scenario, workers = read_scenario(options), read_workers(options)
    with Bar(sys.stderr, counted) as bar:
        result = experiment(scenario, workers=workers, progress=bar.show)
    return as_json(result.to_dict()) if options.format == "json" else table(result)


def presets(scenario: Scenario) -> str:
    """Return the presets of both set-ups, as the heads of tables name them."""
    return f"{scenario.a.preset} (a) against {scenario.b.preset} (b)"


def heading(scenario: Scenario) -> str:
    """Return the head of a table: set-ups, size, seed and market."""
    return (
        f"{presets(scenario)}: {scenario.shoppers} shoppers, {scenario.weeks} weeks, "
        f"seed {scenario.seed}, {scenario.country}, {scenario.category}"
    )


def interval(estimate: Estimate, digits: str = ".4f") -> str:
    """Return the ends of an interval in brackets, each written by a format specification."""
    return f"[{estimate.low:{digits}}, {estimate.high:{digits}}]"


def unit_of(key: str, scenario: Scenario) -> str:
    """Return the unit of an outcome; that of money is the currency of the scenario."""
    unit = OUTCOMES[key].unit
    return scenario.currency if unit == "money" else unit


def _read_case(name: str) -> Scenario:
    cases = load_cases()
    if name not in cases:
        problem = Problem("--case", "unknown_choice", shorten(name), choices=tuple(cases))
        raise ScenarioError((problem,))
    return cases[name].scenario


def read_file(name: str) -> Scenario:
    """Return the scenario of a file; raise ScenarioError if it cannot be read or is none."""
    try:
        with Path(name).open("rb") as file:
            raw = file.read(JSON_LIMIT + 1)
    except OSError as error:
        problem = Problem("--scenario", "malformed", f"{shorten(name)}: {error.strerror}")
        raise ScenarioError((problem,)) from None
    tree = parsed(raw)
    scenario = Scenario.from_dict(tree)
    made = made_by(tree) if isinstance(tree, Mapping) else None
    if made not in (None, MODEL_VERSION) and sys.stderr is not None:
        words = f"made with model {shorten(made)}; these are the numbers of {MODEL_VERSION}"
        sys.stderr.write(f"simulations: {shorten(name)}: {words}\n")
    return scenario


def whole(option: str, text: str, low: int, high: int) -> int:
    """Read a whole number of an option; raise ScenarioError naming the option and its range."""
    return int(_read(option, text, low, high, "int"))


def number(option: str, text: str, low: float, high: float) -> float:
    """Read a number of an option; raise ScenarioError naming the option and its range."""
    return float(_read(option, text, low, high, "float"))


def _read(option: str, text: str, low: float, high: float, kind: str) -> float:
    meaning = option.removeprefix("--")
    knob = Knob(option, low, low, high, "", kind, "assumption", meaning, (low, high))
    value = knob.read(text)
    if isinstance(value, Problem):
        raise ScenarioError((value,))
    assert isinstance(value, int | float)
    return value


def as_json(value: object) -> str:
    """JSON text of a plain value, as every command prints it."""
    return json.dumps(value, indent=2, allow_nan=False, ensure_ascii=False) + "\n"
