"""The words of one lesson in one language, and what may be wrong with them.

A lesson is `content/<language>/lessons/<id>.toml`. Which keys it has to have follows from its
plan; `check_lesson` compares the two and names file, line and key of every difference.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.languages import CONTENT, language_of
from content.lesson_plans import UNKNOWN, Choice, Plan, load_plans
from content.toml_files import key_lines, line_of

FOLDER = "lessons"
LISTS = (
    *(f"name.{part}" for part in ("benefits", "limits", "where", "studies", "checklist")),
    *(f"teacher.{part}" for part in ("board", "questions", "mistakes")),
)
"""Keys that hold several short texts."""
Words = str | tuple[str, ...]


class LessonError(ValueError):
    """A lesson cannot be read or shown; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in a file.

    Attributes
    ----------
    file : str
        Path from `content/`.
    line : int
        Counted from 1.
    """

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"content/{self.file}:{self.line}: {self.key}: {self.message}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in one language.

    Attributes
    ----------
    version : int
        The plan's version that these words were written for.
    words : Mapping of str to str or tuple of str
        Text, or list of texts, by dotted key.
    """

    plan: Plan
    language: str
    version: int
    words: Mapping[str, Words]

    def text(self, key: str) -> str:
        """Return a text; KeyError if there is none."""
        text = self.words[key]
        if not isinstance(text, str):
            raise LessonError(f"{self.plan.id}: {key} is a list")
        return text

    def items(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        items = self.words[key]
        if isinstance(items, str):
            raise LessonError(f"{self.plan.id}: {key} is not a list")
        return items

    def every_text(self) -> Iterator[tuple[str, str]]:
        """Yield key and text of everything that is read, in the order of the plan."""
        for key in expected_keys(self.plan):
            value = self.words[key]
            for text in (value,) if isinstance(value, str) else value:
                yield key, text


@lru_cache(maxsize=256)
def load_lesson(language: str, name: str, root: Path = CONTENT) -> Lesson:
    """Read one lesson.

    Raises `LessonError`, with every finding, if a key is missing or unknown or not a text.
    """
    language_of(language, root)
    plan = load_plans(root)[name]
    file = lesson_file(language, name, root)
    if not file.is_file():
        raise LessonError(f"content/{language}/{FOLDER} has no {name}.toml")
    findings, lesson = _read(plan, language, file)
    if findings or lesson is None:
        raise LessonError("\n".join(map(str, findings)))
    return lesson


def lesson_file(language: str, name: str, root: Path = CONTENT) -> Path:
    """Return where the words of a lesson stand."""
    return root / language / FOLDER / f"{name}.toml"


def find_lessons(language: str, root: Path = CONTENT) -> tuple[str, ...]:
    """Return the lessons that a language has words for, in the order of the plans."""
    return tuple(name for name in load_plans(root) if lesson_file(language, name, root).is_file())


def check_shape(language: str, name: str, root: Path = CONTENT) -> list[Finding]:
    """Return what keeps the words of a lesson from being read; empty if nothing does."""
    file = lesson_file(language, name, root)
    if not file.is_file():
        return [Finding(file.relative_to(root).as_posix(), 1, name, "the file is missing")]
    return _read(load_plans(root)[name], language, file)[0]


def expected_keys(plan: Plan) -> tuple[str, ...]:
    """Return every key that the words of a lesson have, in the order in which they are read."""
    keys = [
        *("title", "description", "question", *(() if plan.strategy else ("answer",))),
        *("shops.a", "shops.b", "scene.title", "scene.text"),
        *("bet.title", "bet.text", *(f"bet.options.{option}" for option in plan.options)),
        *("reveal.title", "reveal.text"),
        *(f"reveal.reactions.{bet}" for bet in (*plan.bets, UNKNOWN)),
        *_choice_keys("why", plan.why),
        "why.text",
    ]
    if plan.capabilities:
        keys += ["pieces.title", "pieces.text"]
        keys += [
            f"pieces.{capability}.{part}"
            for capability in plan.capabilities
            for part in ("scene", "after")
        ]
    keys += [*("try.title", "try.text", "try.label", "try.after", "yet.title", "yet.text")]
    keys += ["name.title", "name.text", *(f"name.{part}" for part in plan.parts)]
    keys += [f"name.{extra}.{part}" for extra in plan.extras for part in ("title", "text")]
    for question, choice in plan.quiz.items():
        keys += [*_choice_keys(f"quiz.{question}", choice), f"quiz.{question}.because"]
    return (*keys, "teacher.goal", *(key for key in LISTS if key.startswith("teacher.")))


def _choice_keys(prefix: str, choice: Choice) -> list[str]:
    return [f"{prefix}.title", *(f"{prefix}.options.{option}" for option in choice.options)]


def _read(plan: Plan, language: str, file: Path) -> tuple[list[Finding], Lesson | None]:
    text, path = file.read_text(encoding="utf-8"), f"{language}/{FOLDER}/{file.name}"
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [Finding(path, 1, file.stem, str(error))], None
    lines = key_lines(text)
    version = raw.pop("version", 0)
    flat = dict(_flatten("", raw))
    findings = [
        Finding(path, line_of(key, lines), key, message)
        for key, message in _differences(plan, flat)
    ]
    if not isinstance(version, int) or version < 1:
        findings.append(Finding(path, 1, "version", "give the version of the plan, a whole number"))
    if findings:
        return findings, None
    words = {key: tuple(item) if isinstance(item, list) else item for key, item in flat.items()}
    return [], Lesson(plan, language, version, MappingProxyType(words))


def _flatten(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flatten(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", value


def _differences(plan: Plan, flat: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    wanted = expected_keys(plan)
    for key in wanted:
        if key not in flat:
            yield key, "is missing"
    for key, value in flat.items():
        if key not in wanted:
            yield key, "is not a key of this lesson"
        elif key in LISTS:
            if not _is_list(value):
                yield key, "must be a list of texts"
        elif not isinstance(value, str) or not value.strip():
            yield key, "must be a text"


def _is_list(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) and item.strip() for item in value)
    )
