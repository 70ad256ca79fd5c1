"""The defaults of each version of the model, as they were: what a short link leaves out.

A link names what differs from the defaults of the version that made it. So that it keeps its
meaning when defaults change, those of every version are kept in ``frozen_defaults/<version>.json``
and no such file ever changes: the value of every knob, what countries and categories bring along,
and the presets of set-ups. ``python -m tests.links.record`` writes the file of a new version.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from simulations.scenario.knobs import (
    CATEGORIES,
    COUNTRY_CODES,
    DEFAULT_PRESET,
    KNOBS,
    PRESETS,
    SIDES,
    Value,
    in_order,
)
from simulations.scenario.strategies import market_values, preset_values

FOLDER = Path(__file__).with_name("frozen_defaults")
KIND = ".json"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a version of the model starts from.

    Attributes
    ----------
    version : str
    values : Mapping of str to value
        Every knob of that version by dotted name, in its order.
    markets : Mapping of (str, str) to Mapping
        What differs from ``values`` in a country and category.
    presets : Mapping of str to Mapping
        Channels and capability levels of each preset, by name within a side.
    sides : Mapping of str to str
        Preset of each side.
    """

    version: str
    values: Mapping[str, Value]
    markets: Mapping[tuple[str, str], Mapping[str, Value]]
    presets: Mapping[str, Mapping[str, Value]]
    sides: Mapping[str, str]

    def start(self, country: str, category: str, sides: Mapping[str, str]) -> dict[str, Value]:
        """Return every knob's value in a country and category, with a preset on each side.

        Parameters
        ----------
        country, category : str
            As in ``markets``.
        sides : mapping of str to str
            Preset of each side; sides left out keep their default levels.

        Returns
        -------
        dict of str to value
            By dotted name.

        Raises
        ------
        KeyError
            For a market or preset that the version does not have.
        """
        values = {**self.values, "country": country, "category": category}
        values.update(self.markets[country, category])
        for side, preset in sides.items():
            values.update({f"{side}.{name}": v for name, v in self.presets[preset].items()})
        return values

    def closest_preset(self, side: str, values: Mapping[str, Value]) -> str:
        """Return the preset from which a side differs least; its default one among equals.

        Parameters
        ----------
        side : str
            ``a`` or ``b``.
        values : mapping of str to value
            Every knob by dotted name.

        Returns
        -------
        str
        """

        def distance(preset: str) -> tuple[int, bool]:
            levels = self.presets[preset]
            differing = sum(values[f"{side}.{name}"] != value for name, value in levels.items())
            return differing, preset != self.sides[side]

        return min(self.presets, key=distance)


def versions() -> tuple[str, ...]:
    """Return the versions of the model whose defaults are kept.

    Returns
    -------
    tuple of str
        Sorted as text.
    """
    return tuple(sorted(file.stem for file in FOLDER.glob(f"*{KIND}")))


@functools.lru_cache(maxsize=16)
def defaults_of(version: str) -> Defaults:
    """Return the defaults of a version.

    Parameters
    ----------
    version : str
        One of ``versions()``.

    Returns
    -------
    Defaults

    Raises
    ------
    KeyError
        If they are not kept; whatever came from outside never becomes the name of a file.
    """
    if version not in versions():
        raise KeyError(version)
    raw = json.loads((FOLDER / f"{version}{KIND}").read_text(encoding="ascii"))
    return Defaults(
        version=raw["version"],
        values=_read(raw["values"]),
        markets=MappingProxyType(
            {
                (country, category): _read(values)
                for country, categories in raw["markets"].items()
                for category, values in categories.items()
            }
        ),
        presets=MappingProxyType({name: _read(values) for name, values in raw["presets"].items()}),
        sides=MappingProxyType(raw["sides"]),
    )


def present_defaults(version: str) -> dict[str, Any]:
    """Return today's defaults as they are kept for a version.

    Parameters
    ----------
    version : str

    Returns
    -------
    dict
        Plain values for JSON: ``version``, ``values``, ``markets``, ``presets``, ``sides``.
    """
    values = {name: knob.default for name, knob in KNOBS.items()}
    markets = {
        country: {category: _brought(country, category, values) for category in CATEGORIES}
        for country in COUNTRY_CODES
    }
    return {
        "version": version,
        "values": _plain(values),
        "markets": markets,
        "presets": {name: _plain(preset_values(name)) for name in PRESETS},
        "sides": {side: DEFAULT_PRESET[side] for side in SIDES},
    }


def freeze(version: str, folder: Path = FOLDER) -> bool:
    """Keep today's defaults as those of a version.

    Parameters
    ----------
    version : str
    folder : Path
        Where the files are.

    Returns
    -------
    bool
        Whether they were not kept before.

    Raises
    ------
    ValueError
        If others are kept for the same version: links made with it would change their meaning.
    """
    file = folder / f"{version}{KIND}"
    text = json.dumps(present_defaults(version), indent=1) + "\n"
    if not file.exists():
        file.write_text(text, encoding="ascii")
        return True
    if file.read_text(encoding="ascii") != text:
        raise ValueError(f"the defaults are no longer those of {version}: make a new version")
    return False


def _brought(country: str, category: str, values: Mapping[str, Value]) -> dict[str, Any]:
    brought = market_values(country, category)
    return _plain(
        {
            name: value
            for name, value in brought.items()
            if name not in ("country", "category") and value != values[name]
        }
    )


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    return {
        name: in_order(value) if isinstance(value, frozenset) else value
        for name, value in values.items()
    }


def _read(raw: Mapping[str, Any]) -> Mapping[str, Value]:
    return MappingProxyType(
        {name: frozenset(v) if isinstance(v, list) else v for name, v in raw.items()}
    )
