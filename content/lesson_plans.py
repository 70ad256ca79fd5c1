"""What each lesson is in every language: order, runs, codes of its choices. No words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.fields import SIDES
from content.languages import CONTENT
from content.toml_files import read_toml

PLANS = "lessons.toml"
CONCEPTS = "concepts.toml"
UNKNOWN = "unknown"
"""The bet of those who would rather see."""
REASONS_FOR_RANGE = ("near", "under", "over")


class PlanError(ValueError):
    """The shared file of lessons has an error; the message names it."""


@dataclass(frozen=True, slots=True)
class Control:
    """The one thing that a visitor changes; all values in shown units.

    Attributes
    ----------
    knobs : tuple of str
        Knobs that take the value divided by `per`.
    """

    knobs: tuple[str, ...]
    low: int
    high: int
    step: int
    start: int
    per: int

    def fit(self, raw: str) -> int:
        """Return a value from anybody as one that the control can show; `start` if it is none."""
        try:
            wish = int(raw)
        except ValueError:
            return self.start
        inside = min(max(wish, self.low), self.high)
        return self.low + round((inside - self.low) / self.step) * self.step


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with a few answers, of which one is best supported."""

    options: tuple[str, ...]
    right: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One lesson, whatever the language.

    Attributes
    ----------
    version : int
        Raised when the facts change; words with a lower one are stale.
    minutes, class_minutes : int
        For one reader alone, and in a class.
    concepts, cards, terms : tuple of str
        Ideas taught, evidence used, and glossary terms named at the end.
    presets : Mapping of side to str
    knobs : Mapping of str to number
    country : str
        Empty for the language's own.
    options : tuple of str
        Answers to bet on; empty if the bet is a number.
    guess : Control or None
        The number to bet on, without knobs.
    truth : str
        The quantity that a number is compared with.
    reveal, tried, yet_shown : tuple of str
        Quantities drawn in a step.
    yet_knobs : Mapping of str to number
    quiz : Mapping of str to Choice
    claims : Mapping of run to tuple of str
    extras : tuple of str
        Blocks of the last step beyond the usual ones.
    capabilities : tuple of str
        Capabilities that are met one at a time, in a step of their own.
    strategy : str
        The strategy that the lesson is about, whose summary it shows; empty for the others.
    """

    id: str
    version: int
    minutes: int
    class_minutes: int
    concepts: tuple[str, ...]
    cards: tuple[str, ...]
    terms: tuple[str, ...]
    presets: Mapping[str, str]
    knobs: Mapping[str, float]
    country: str
    options: tuple[str, ...]
    guess: Control | None
    truth: str
    reveal: tuple[str, ...]
    tried: tuple[str, ...]
    yet_shown: tuple[str, ...]
    why: Choice
    control: Control
    yet_knobs: Mapping[str, float]
    quiz: Mapping[str, Choice]
    claims: Mapping[str, tuple[str, ...]]
    extras: tuple[str, ...]
    capabilities: tuple[str, ...]
    strategy: str

    @property
    def steps(self) -> tuple[str, ...]:
        """Names of the steps in order."""
        capabilities = ("pieces",) if self.capabilities else ()
        summary = ("summary",) if self.strategy else ()
        first = ("scene", "bet", "reveal", "why", *capabilities)
        return (*first, "try", "yet", "name", "quiz", *summary)

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of the lists of the step 'name'.

        A lesson about a strategy says for and against it with the summary of the strategy, so its
        own words only add what was measured.
        """
        measured = ("studies",) if self.strategy else ("benefits", "limits", "where")
        return (*measured, "checklist")

    @property
    def bets(self) -> tuple[str, ...]:
        """Kinds of bet that the words react to, without the one who would rather see."""
        return self.options or REASONS_FOR_RANGE


@lru_cache(maxsize=8)
def load_plans(root: Path = CONTENT) -> Mapping[str, Plan]:
    """Return all lessons in the order in which they are offered.

    Raises `PlanError`, naming the lesson and what is wrong with it.
    """
    raw = _read(root / PLANS)
    return MappingProxyType({name: _plan(name, table) for name, table in raw.items()})


@lru_cache(maxsize=8)
def load_concepts(root: Path = CONTENT) -> Mapping[str, tuple[str, ...]]:
    """Return all ideas that the site teaches, each with the keys of what answers it.

    A key is that of a catalogue, or ``<lesson>/<key>``; see `content.answers`.
    """
    groups = _read(root / CONCEPTS).values()
    return MappingProxyType({name: tuple(keys) for group in groups for name, keys in group.items()})


def _read(file: Path) -> dict[str, Any]:
    try:
        return read_toml(file)
    except tomllib.TOMLDecodeError as error:
        raise PlanError(f"{file.name}: {error}") from None


def _plan(name: str, table: Mapping[str, Any]) -> Plan:
    try:
        return _make(name, table)
    except KeyError as error:
        raise PlanError(f"{PLANS}: {name}: {error.args[0]} is missing") from None
    except (TypeError, AttributeError, ValueError) as error:
        raise PlanError(f"{PLANS}: {name}: {error}") from None


def _make(name: str, table: Mapping[str, Any]) -> Plan:
    scenario, bet = table["scenario"], table["bet"]
    tried = table["try"]
    return Plan(
        id=name,
        version=table["version"],
        minutes=table["minutes"],
        class_minutes=table["class_minutes"],
        concepts=tuple(table["concepts"]),
        cards=tuple(table["cards"]),
        terms=tuple(table["terms"]),
        presets=MappingProxyType({side: scenario[side] for side in SIDES}),
        knobs=MappingProxyType(dict(scenario.get("knobs", {}))),
        country=scenario.get("country", ""),
        options=tuple(bet.get("options", ())),
        guess=_control(bet, knobs=()) if "low" in bet else None,
        truth=bet.get("truth", ""),
        reveal=tuple(table["reveal"]["show"]),
        tried=tuple(tried["show"]),
        yet_shown=tuple(table["yet"]["show"]),
        why=_choice(table["why"]),
        control=_control(tried, knobs=tuple(tried["knobs"])),
        yet_knobs=MappingProxyType(dict(table["yet"]["knobs"])),
        quiz=MappingProxyType({key: _choice(question) for key, question in table["quiz"].items()}),
        claims=MappingProxyType({run: tuple(claims) for run, claims in table["claims"].items()}),
        extras=tuple(table.get("name", {}).get("extras", ())),
        capabilities=tuple(table.get("capabilities", ())),
        strategy=table.get("strategy", ""),
    )


def _choice(table: Mapping[str, Any]) -> Choice:
    choice = Choice(tuple(table["options"]), table["right"])
    if choice.right not in choice.options:
        raise PlanError(f"{choice.right!r} is not one of {choice.options}")
    return choice


def _control(table: Mapping[str, Any], knobs: tuple[str, ...]) -> Control:
    numbers = {key: table[key] for key in ("low", "high", "step", "start")}
    control = Control(knobs=knobs, per=table.get("per", 1), **numbers)
    if control.fit(str(control.start)) != control.start:
        raise PlanError(f"{control.start} is not one of the control's own values")
    return control
