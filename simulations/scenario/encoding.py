"""A scenario as JSON and as a link, out and strictly in again.

Both forms are complete (no default is left out) and carry a version, so that a link keeps its
meaning when defaults change. Whatever comes in is hostile until each value has passed its knob.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from simulations.scenario.knobs import CHANNELS, KNOBS, SIDES, Value
from simulations.scenario.problems import Problem, ScenarioError, plain_number, shorten
from simulations.scenario.scenario import MODEL_VERSION, SCENARIO_VERSION, Scenario

JSON_LIMIT = 2_000_000
"""Letters of a scenario, or of a whole result that holds one: 520 weeks take a million."""
NAME_LIMIT = 400
DEPTH_LIMIT = 6
PACKED_LIMIT = 8000
SEPARATOR = "_"
SINGLE = ("shoppers", "weeks", "seed", "country", "category")
WORLD = tuple(n for n in KNOBS if n not in SINGLE and n.split(".")[0] not in SIDES)
PACKED: Mapping[str, tuple[str, ...]] = {
    **{side: tuple(n for n in KNOBS if n.startswith(f"{side}.")) for side in SIDES},
    "world": WORLD,
}


def to_dict(scenario: Scenario) -> dict[str, Any]:
    """Nested plain value: ``{"version": 1, "seed": 1, "a": {"channels": [...], ...}, ...}``."""
    tree: dict[str, Any] = {"version": SCENARIO_VERSION, "model": MODEL_VERSION}
    for name, value in scenario.values.items():
        *path, leaf = name.split(".")
        branch = tree
        for step in path:
            branch = branch.setdefault(step, {})
        branch[leaf] = _in_order(value) if isinstance(value, frozenset) else value
    return tree


def to_json(scenario: Scenario) -> str:
    """JSON text of :func:`to_dict`."""
    return json.dumps(to_dict(scenario), indent=2)


def from_dict(raw: object) -> Scenario:
    """Read a nested value. Fields left out take the value of their country and category.

    Raises
    ------
    ScenarioError
        Naming every field that is unknown, of the wrong type or outside its range.
    """
    if not isinstance(raw, Mapping):
        raise ScenarioError((Problem("scenario", "malformed", shorten(raw)),))
    inner = raw.get("scenario")
    if isinstance(inner, Mapping):  # a whole result, as ``compare`` prints it
        raw = inner
    version = raw.get("version", SCENARIO_VERSION)
    if isinstance(version, bool) or version != SCENARIO_VERSION:
        raise ScenarioError((_wrong_version(version),))
    flat: dict[str, object] = {}
    problems = _flatten(raw, "", flat, 0)
    if problems:
        raise ScenarioError(tuple(problems))
    return Scenario(flat)


def _flatten(
    branch: Mapping[Any, object], prefix: str, flat: dict[str, object], depth: int
) -> list[Problem]:
    problems: list[Problem] = []
    for key, value in branch.items():
        name = f"{prefix}{shorten(key)}"
        if not prefix and key in ("version", "model"):
            continue
        if len(flat) >= NAME_LIMIT or depth >= DEPTH_LIMIT or len(problems) >= NAME_LIMIT:
            return [Problem("scenario", "too_large", name)]
        if name in KNOBS:
            flat[name] = value
        elif isinstance(value, Mapping) and any(n.startswith(f"{name}.") for n in KNOBS):
            problems += _flatten(value, f"{name}.", flat, depth + 1)
        else:
            problems.append(Problem(shorten(name), "unknown_name", shorten(value)))
    return problems


def from_json(text: str | bytes) -> Scenario:
    """Read JSON text.

    Raises
    ------
    ScenarioError
        For text that is no JSON, too long, or names a wrong field.
    """
    if len(text) > JSON_LIMIT:
        raise ScenarioError((Problem("scenario", "too_large", f"{len(text)} characters"),))
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        shown = text if isinstance(text, str) else text.decode("utf-8", "replace")
        raise ScenarioError((Problem("scenario", "malformed", shorten(shown)),)) from None
    return from_dict(raw)


def to_query(scenario: Scenario) -> dict[str, str]:
    """Query of a link: single fields by name, the rest packed in the order of ``KNOBS``."""
    query = {"v": str(SCENARIO_VERSION)}
    query.update({name: _text(scenario.get(name)) for name in SINGLE})
    for key, names in PACKED.items():
        query[key] = SEPARATOR.join(_text(scenario.get(name)) for name in names)
    return query


def from_query(query: Mapping[str, object]) -> tuple[Scenario, tuple[Problem, ...]]:
    """Read the query of a link.

    Fields that are wrong keep the value they have by default in that country and category, and
    are named in the returned problems. Dotted names of knobs are read too
    (``?b.data_error=0.2``). Never raises.

    Parameters
    ----------
    query : mapping of str to str
        Without the site's own keys, such as the language.
    """
    problems: list[Problem] = []
    changes: dict[str, object] = {}
    version = query.get("v", str(SCENARIO_VERSION))
    if version != str(SCENARIO_VERSION):
        return Scenario(), (_wrong_version(version),)
    for key, raw in query.items():
        if key == "v":
            continue
        if key in PACKED:
            problems += _unpack(key, raw, changes)
        elif key in KNOBS:
            changes[key] = raw
        else:
            problems.append(Problem(shorten(key), "unknown_name", shorten(raw)))
    if "v" in query:
        given = {*changes, *(problem.field for problem in problems)}
        expected = {*SINGLE, *PACKED}
        present = {*given, *(key for key in PACKED if key in query)}
        problems += [Problem(name, "missing") for name in sorted(expected - present)]
    return _keep_what_is_legal(changes, problems)


def _unpack(key: str, raw: object, changes: dict[str, object]) -> list[Problem]:
    names = PACKED[key]
    if not isinstance(raw, str):
        return [Problem(key, "malformed", shorten(raw))]
    if len(raw) > PACKED_LIMIT:
        return [Problem(key, "too_large", shorten(raw))]
    parts = raw.split(SEPARATOR)
    if len(parts) != len(names):
        return [Problem(key, "malformed", shorten(raw))]
    for name, part in zip(names, parts, strict=True):
        channels = KNOBS[name].kind == "set"
        changes[name] = part.replace("-", ",") if channels else part
    return []


def _keep_what_is_legal(
    changes: Mapping[str, object], problems: Iterable[Problem]
) -> tuple[Scenario, tuple[Problem, ...]]:
    try:
        return Scenario(changes), tuple(problems)
    except ScenarioError as error:
        wrong = {problem.field for problem in error.problems}
        legal = {name: raw for name, raw in changes.items() if name not in wrong}
        return Scenario(legal), (*problems, *error.problems)


def _wrong_version(given: object) -> Problem:
    return Problem("version", "wrong_version", shorten(given), choices=(str(SCENARIO_VERSION),))


def _text(value: Value) -> str:
    if isinstance(value, frozenset):
        return "-".join(_in_order(value))
    return value if isinstance(value, str) else plain_number(value)


def _in_order(channels: Iterable[str]) -> list[str]:
    chosen = set(channels)
    return [channel for channel in CHANNELS if channel in chosen]
