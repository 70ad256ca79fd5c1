"""What compare, stories and questions are in every language; their words are catalogues."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.fields import SIDES
from content.languages import CONTENT
from content.lesson_plans import Choice
from content.toml_files import read_toml

KINDS = MappingProxyType({"choice4": 4, "choice5": 5, "true_false": 2})
"""Kinds of practice question with options and how many options each has."""
OPEN = "open"
"""Kind of a question that is answered in the visitor's own words."""
TOPICS = ("definitions", "differences", "advantages", "frictions", "consumer", "doing", "evidence")


class PartError(ValueError):
    """A shared file has an error; the message names it."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story and the run in which it can be replayed.

    Attributes
    ----------
    presets : Mapping of side to str
    knobs : Mapping of str to number
    show : tuple of str
        What goes wrong in it.
    claims : tuple of str
        What its words may say about the run.
    """

    id: str
    concept: str
    presets: Mapping[str, str]
    knobs: Mapping[str, float]
    show: tuple[str, ...]
    claims: tuple[str, ...]


@lru_cache(maxsize=8)
def load_rows(root: Path = CONTENT) -> Mapping[str, str]:
    """Return the idea that each row of the comparison teaches, in order."""
    rows = read_toml(root / "compare.toml")
    return MappingProxyType({name: row["concept"] for name, row in rows.items()})


@lru_cache(maxsize=8)
def load_stories(root: Path = CONTENT) -> Mapping[str, Story]:
    """Return all stories in order.

    Raises `PartError`, naming the story and what is missing in it.
    """
    return MappingProxyType(
        {name: _story(name, table) for name, table in read_toml(root / "stories.toml").items()}
    )


@lru_cache(maxsize=8)
def load_questions(root: Path = CONTENT) -> Mapping[str, Choice]:
    """Return the six questions, in order."""
    questions = {}
    for name, table in read_toml(root / "quiz.toml").items():
        questions[name] = Choice(tuple(table["options"]), table["right"])
        if questions[name].right not in questions[name].options:
            raise PartError(f"quiz.toml: {name}: right is none of the options")
    return MappingProxyType(questions)


@dataclass(frozen=True, slots=True)
class Question:
    """One practice question in the style of an exam.

    Attributes
    ----------
    id, kind, topic : str
        "q01"; one of `KINDS`, or `OPEN`; one of `TOPICS`.
    concepts : tuple of str
        Ideas that it asks about.
    choice : Choice or None
        Ids of the options in the order in which they are shown, and the right one; None for an
        open question, which has a model answer.
    answered_by : str
        Where the sentence stands that answers it; see `content.answers`.
    """

    id: str
    kind: str
    topic: str
    concepts: tuple[str, ...]
    choice: Choice | None
    answered_by: str


@lru_cache(maxsize=8)
def load_practice(root: Path = CONTENT) -> Mapping[str, Question]:
    """Return the practice questions, in order.

    Raises `PartError`, naming the question and what is wrong with it.
    """
    return MappingProxyType(
        {name: _question(name, table) for name, table in read_toml(root / "practice.toml").items()}
    )


@lru_cache(maxsize=8)
def load_points(root: Path = CONTENT) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the ids of the advantages and disadvantages of each strategy, in order."""
    return MappingProxyType(
        {
            strategy: MappingProxyType({part: tuple(ids) for part, ids in parts.items()})
            for strategy, parts in read_toml(root / "brief.toml").items()
        }
    )


@lru_cache(maxsize=8)
def load_consumer(root: Path = CONTENT) -> Mapping[str, tuple[str, ...]]:
    """Return the parts of the page about the new consumer, each with its ideas in order."""
    parts = read_toml(root / "consumer.toml")
    return MappingProxyType({part: tuple(ideas) for part, ideas in parts.items()})


@lru_cache(maxsize=8)
def load_things(root: Path = CONTENT) -> tuple[str, ...]:
    """Return the ids of what an invented person may need; words in `people.things`."""
    return tuple(read_toml(root / "people.toml")["things"])


def _question(name: str, table: Mapping[str, Any]) -> Question:
    try:
        asked = table["kind"] != OPEN
        question = Question(
            id=name,
            kind=table["kind"],
            topic=table["topic"],
            concepts=tuple(table["concepts"]),
            choice=Choice(tuple(table["options"]), table["right"]) if asked else None,
            answered_by=table["answered_by"],
        )
    except KeyError as error:
        raise PartError(f"practice.toml: {name}: {error.args[0]} is missing") from None
    choice = question.choice
    if choice and (
        len(choice.options) != KINDS.get(question.kind) or choice.right not in choice.options
    ):
        raise PartError(f"practice.toml: {name}: its options are not those of its kind")
    if choice is None and {"options", "right"} & table.keys():
        raise PartError(f"practice.toml: {name}: an open question has no options")
    if question.topic not in TOPICS:
        raise PartError(f"practice.toml: {name}: topic is one of {TOPICS}")
    return question


def _story(name: str, table: Mapping[str, Any]) -> Story:
    try:
        scenario = table["scenario"]
        return Story(
            id=name,
            concept=table["concept"],
            presets=MappingProxyType({side: scenario[side] for side in SIDES}),
            knobs=MappingProxyType(dict(scenario.get("knobs", {}))),
            show=tuple(table["show"]),
            claims=tuple(table["claims"]),
        )
    except KeyError as error:
        raise PartError(f"stories.toml: {name}: {error.args[0]} is missing") from None
