"""The shipped cases: worlds in which one set-up wins that need not win elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from simulations.engine.estimates import Estimate
from simulations.experiments.methods.differences import check_outcome, simulate_worlds, winner
from simulations.scenario.knobs import KNOBS, SIDES
from simulations.scenario.plain import plain
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario

FIELDS = ("meaning", "country", "category", "a", "b", "outcome", "winner", "set", "evidence")
ANY_LEGAL_VALUE = tuple(f"{side}.data_error" for side in SIDES)
HALVINGS = 7  # of the legal range when the smallest value is looked up


@dataclass(frozen=True, slots=True)
class Case:
    """One world and who wins in it.

    Attributes
    ----------
    name, meaning : str
        ``meaning`` is one English line.
    scenario : Scenario
        With the default shoppers, weeks and seed.
    changes : mapping of str to number
        What differs from the values of country and category, apart from the presets.
    outcome : str
    winner : str
        ``a`` or ``b``.
    smallest : str
        Knob whose smallest value with the same winner is of interest; empty where none is.
    evidence : str
        Ids of evidence cards, or ``assumption``.
    """

    name: str
    meaning: str
    scenario: Scenario
    changes: Mapping[str, float]
    outcome: str
    winner: str
    smallest: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A case, recomputed.

    Attributes
    ----------
    case : Case
    difference : Estimate
        b − a of its outcome, with the 95 % interval for luck.
    holds : bool
        Whether the winner wins and the interval leaves 0 out.
    smallest : float or None
        Smallest value of the case's knob, all else equal, at which the winner wins as clearly;
        None without such a knob, or when no value does it.
    """

    case: Case
    difference: Estimate
    holds: bool
    smallest: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``name``, ``meaning``, ``outcome``, ``winner``, ``changes``, ``evidence``,
            ``difference`` (``mean``, ``low``, ``high``), ``holds``, ``smallest`` (None, or ``knob``
            and ``value``) and ``scenario``.
        """
        case = self.case
        names = ("name", "meaning", "outcome", "winner", "changes", "evidence")
        return {
            **{name: plain(getattr(case, name)) for name in names},
            "difference": self.difference.to_dict(),
            "holds": self.holds,
            "smallest": {"knob": case.smallest, "value": self.smallest} if case.smallest else None,
            "scenario": case.scenario.to_dict(),
        }


def load_cases() -> Mapping[str, Case]:
    """Read the shipped cases, by name.

    Returns
    -------
    mapping of str to Case

    Raises
    ------
    ScenarioError
        Naming a case's field that is missing, unknown or outside its plausible range.
    """
    with Path(__file__).with_name("cases.toml").open("rb") as file:
        return read_cases(tomllib.load(file))


def read_cases(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Case]:
    """Read cases from plain tables, by name.

    Parameters
    ----------
    raw : mapping of str to mapping
        Fields of each case, as in ``cases.toml``.

    Returns
    -------
    mapping of str to Case

    Raises
    ------
    ScenarioError
        As :func:`load_cases` does.
    """
    return MappingProxyType({name: _case(name, entry) for name, entry in raw.items()})


def check(case: Case, seed: int | None = None, shoppers: int | None = None) -> Checked:
    """Recompute a case, with another seed or number of shoppers if asked.

    Parameters
    ----------
    case : Case
    seed : int, optional
        Instead of the case's own.
    shoppers : int, optional
        Instead of the case's own.

    Returns
    -------
    Checked

    Raises
    ------
    ScenarioError
        For a seed or a number of shoppers outside its legal range.
    """
    scenario = case.scenario
    luck = {"seed": seed, "shoppers": shoppers}
    scenario = scenario.with_values({n: value for n, value in luck.items() if value is not None})
    difference, who = _judge(case, scenario)
    smallest = _smallest(case, scenario) if case.smallest else None
    return Checked(case, difference, who == case.winner, smallest)


def _judge(case: Case, scenario: Scenario) -> tuple[Estimate, str]:
    difference = simulate_worlds(scenario).difference(case.outcome)
    return difference, winner(case.outcome, difference, scenario.shoppers)


def _smallest(case: Case, scenario: Scenario) -> float | None:
    """Bisect the legal range of the case's knob, assuming that more of it goes on helping."""
    knob = KNOBS[case.smallest]

    def wins(value: float) -> bool:
        return _judge(case, scenario.with_values({knob.name: value}))[1] == case.winner

    low, high = knob.low, knob.high
    if not wins(high):
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (low, middle) if wins(middle) else (middle, high)
    return high


def _case(name: str, entry: Mapping[str, Any]) -> Case:
    problems = [Problem(f"{name}.{field}", "missing") for field in FIELDS if field not in entry]
    unknown = set(entry) - {*FIELDS, "smallest"}
    problems += [Problem(f"{name}.{shorten(field)}", "unknown_name") for field in sorted(unknown)]
    if problems:
        raise ScenarioError(tuple(problems))
    check_outcome(entry["outcome"], judged=True)
    if entry["winner"] not in SIDES:
        given = shorten(entry["winner"])
        raise ScenarioError((Problem(f"{name}.winner", "unknown_choice", given, choices=SIDES),))
    smallest = entry.get("smallest", "")
    if smallest and (smallest not in KNOBS or KNOBS[smallest].kind != "float"):
        raise ScenarioError((Problem(f"{name}.smallest", "unknown_name", shorten(smallest)),))
    scenario = Scenario({"country": entry["country"], "category": entry["category"]})
    for side in SIDES:
        scenario = scenario.with_preset(side, entry[side])
    _check_plausible(entry["set"])
    return Case(
        name=name,
        meaning=entry["meaning"],
        scenario=scenario.with_values(entry["set"]),
        changes=MappingProxyType(dict(entry["set"])),
        outcome=entry["outcome"],
        winner=entry["winner"],
        smallest=smallest,
        evidence=entry["evidence"],
    )


def _check_plausible(changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        knob = KNOBS.get(name)
        if knob is None or knob.kind not in ("int", "float"):
            raise ScenarioError((Problem(shorten(name), "unknown_name", shorten(value)),))
        low, high = (knob.low, knob.high) if name in ANY_LEGAL_VALUE else knob.plausible
        read = knob.read(value)
        if isinstance(read, Problem):
            raise ScenarioError((read,))
        if not low <= value <= high:
            raise ScenarioError((Problem(name, "out_of_range", shorten(value), low, high),))
