"""Results as plain values for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from simulations.scenario.knobs import MODEL_VERSION
from simulations.scenario.scenario import Scenario


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it, with everything inside it.

    Parameters
    ----------
    value : object
        A record with ``to_dict`` or a dataclass; a mapping, sequence, array or set of such values;
        or a text, number, truth value or None.

    Returns
    -------
    object
        Records and mappings as dictionaries in their order, sets sorted.
    """
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, np.ndarray):
        return value.tolist()
    return sorted(value) if isinstance(value, frozenset) else value


def result_header(scenario: Scenario) -> dict[str, Any]:
    """Return what the JSON of every result begins with.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    dict
        ``model`` (its version), ``scenario`` and ``currency``.
    """
    return {
        "model": MODEL_VERSION,
        "scenario": scenario.to_dict(),
        "currency": scenario.currency,
    }
