"""A scenario as JSON, out and strictly in again; links are in ``link.py``.

The file is complete (no default is left out) and carries a version. Whatever comes in is hostile
until each value has passed its knob.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from simulations.scenario.knobs import KNOBS, in_order
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import MODEL_VERSION, SCENARIO_VERSION, Scenario

JSON_LIMIT = 2_000_000
"""Letters of a scenario, or of a whole result that holds one: 520 weeks take a million."""
NAME_LIMIT = 400
DEPTH_LIMIT = 6


def to_dict(scenario: Scenario) -> dict[str, Any]:
    """Nested plain value: ``{"version": 1, "seed": 1, "a": {"channels": [...], ...}, ...}``."""
    tree: dict[str, Any] = {"version": SCENARIO_VERSION, "model": MODEL_VERSION}
    for name, value in scenario.values.items():
        *path, leaf = name.split(".")
        branch = tree
        for step in path:
            branch = branch.setdefault(step, {})
        branch[leaf] = in_order(value) if isinstance(value, frozenset) else value
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


def _wrong_version(given: object) -> Problem:
    return Problem("version", "wrong_version", shorten(given), choices=(str(SCENARIO_VERSION),))
