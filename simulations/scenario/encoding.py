"""A scenario as JSON, out and strictly in again; links are in ``link.py``.

The file is complete (no default is left out) and carries a version. Whatever comes in is hostile
until each value has passed its knob.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from simulations.scenario.frozen import defaults_of, versions
from simulations.scenario.knobs import KNOBS, MODEL_VERSION, SCENARIO_VERSION, Value, in_order
from simulations.scenario.problems import Problem, ScenarioError, shorten

JSON_LIMIT = 2_000_000
"""Letters of a scenario, or of a whole result that holds one: 520 weeks take a million."""
NAME_LIMIT = 400
DEPTH_LIMIT = 6


def nested(values: Mapping[str, Value]) -> dict[str, Any]:
    """Return knobs as a plain value: ``{"version": 1, "a": {"channels": [...], ...}, ...}``.

    Parameters
    ----------
    values : mapping of str to value
        Every knob by dotted name.

    Returns
    -------
    dict
        Groups as dictionaries in dictionaries, with the versions of form and model.
    """
    tree: dict[str, Any] = {"version": SCENARIO_VERSION, "model": MODEL_VERSION}
    for name, value in values.items():
        *path, leaf = name.split(".")
        branch = tree
        for step in path:
            branch = branch.setdefault(step, {})
        branch[leaf] = in_order(value) if isinstance(value, frozenset) else value
    return tree


def flat(raw: object) -> dict[str, object]:
    """Read a nested value, or a whole result that holds one, into knobs by dotted name.

    Parameters
    ----------
    raw : object
        Hostile; a mapping where it is right.

    Returns
    -------
    dict of str to object
        What was given, not yet read by its knob; what was left out is not in it. Knobs that are
        younger than the model that made the file are neutral, as in a link.

    Raises
    ------
    ScenarioError
        Naming every field that is unknown, or the version if it is another one.
    """
    if not isinstance(raw, Mapping):
        raise ScenarioError((Problem("scenario", "malformed", shorten(raw)),))
    inner = raw.get("scenario")
    if isinstance(inner, Mapping):  # a whole result, as ``compare`` prints it
        raw = inner
    version = raw.get("version", SCENARIO_VERSION)
    if isinstance(version, bool) or version != SCENARIO_VERSION:
        raise ScenarioError((_wrong_version(version),))
    fields: dict[str, object] = {}
    problems = _flatten(raw, "", fields, 0)
    if problems:
        raise ScenarioError(tuple(problems))
    return {**younger(made_by(raw)), **fields}


def made_by(raw: Mapping[str, object]) -> object:
    """Return the version of the model that a file names: its own, or that of its scenario.

    Parameters
    ----------
    raw : mapping
        Hostile.

    Returns
    -------
    object
        Hostile, too; None where nothing is named.
    """
    inner = raw.get("scenario")
    return raw.get("model", inner.get("model") if isinstance(inner, Mapping) else None)


def younger(model: object) -> dict[str, Value]:
    """Return what knobs mean where a version of the model does not have them.

    Parameters
    ----------
    model : object
        Hostile; a version as a file or a link names it.

    Returns
    -------
    dict of str to value
        Neutral values by dotted name; empty for today's version and for one that is not known.
    """
    if not isinstance(model, str) or model == MODEL_VERSION or model not in versions():
        return {}
    known = defaults_of(model).values
    return {name: knob.before for name, knob in KNOBS.items() if name not in known}


def _flatten(
    branch: Mapping[Any, object], prefix: str, fields: dict[str, object], depth: int
) -> list[Problem]:
    problems: list[Problem] = []
    for key, value in branch.items():
        name = f"{prefix}{shorten(key)}"
        if not prefix and key in ("version", "model"):
            continue
        if len(fields) >= NAME_LIMIT or depth >= DEPTH_LIMIT or len(problems) >= NAME_LIMIT:
            return [Problem("scenario", "too_large", name)]
        if name in KNOBS:
            fields[name] = value
        elif isinstance(value, Mapping) and any(n.startswith(f"{name}.") for n in KNOBS):
            problems += _flatten(value, f"{name}.", fields, depth + 1)
        else:
            problems.append(Problem(shorten(name), "unknown_name", shorten(value)))
    return problems


def parsed(text: str | bytes) -> object:
    """Read JSON text of at most ``JSON_LIMIT`` letters.

    Parameters
    ----------
    text : str or bytes
        Hostile.

    Returns
    -------
    object
        What the JSON says.

    Raises
    ------
    ScenarioError
        For text that is no JSON, or too long.
    """
    if len(text) > JSON_LIMIT:
        raise ScenarioError((Problem("scenario", "too_large", f"{len(text)} characters"),))
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        shown = text if isinstance(text, str) else text.decode("utf-8", "replace")
        raise ScenarioError((Problem("scenario", "malformed", shorten(shown)),)) from None


def _wrong_version(given: object) -> Problem:
    return Problem("version", "wrong_version", shorten(given), choices=(str(SCENARIO_VERSION),))
