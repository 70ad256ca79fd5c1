"""Set-ups and presets: what a retailer, a country and a category bring to a scenario."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from simulations.scenario.knobs import (
    CAPABILITIES,
    COUNTRY_CODES,
    KNOBS,
    PRESET_FILE,
    PRESETS,
    SIDES,
    Value,
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country preset.

    Attributes
    ----------
    code : str
        Language and country, ``es-MX``.
    currency : str
        ISO 4217.
    faker_locale : str
        Where the names of its invented people come from.
    cities : tuple of str
        Where they live.
    """

    code: str
    currency: str
    faker_locale: str
    cities: tuple[str, ...]


RECORDS = ("stock", "price", "history", "orders")
"""Kinds of shared records."""

COUNTRIES: Mapping[str, Country] = MappingProxyType(
    {
        code: Country(code, entry["currency"], entry["faker"], tuple(entry["cities"]))
        for code, entry in PRESET_FILE["country"].items()
    }
)


@dataclass(frozen=True, slots=True)
class Strategy:
    """How the retailer is organised: open channels, capability levels, and what that costs.

    Attributes
    ----------
    channels : frozenset of str
        Those that are open.
    capabilities : mapping of str to float
        Level of each of the nine, 0 to 1.
    data_error : float
        Share of shared records that are wrong, 0 to 1.
    ramp_weeks : int
        Weeks to full effect.
    one_off_cost, running_cost : float
        Shares of yearly revenue for full integration.
    nudge_to_store, nudge_to_online : float
        Shares of the people who keep to one kind of channel and are got to combine.
    nudge_weeks : int
        How long they do.
    wrong : tuple of float
        Share of further wrong records by kind, in the order of ``RECORDS``.
    changeover : float
        How many more frictions there are until full effect, as a share.
    fulfilment_margin : float
        Added to margins of what is not carried home.
    """

    channels: frozenset[str]
    capabilities: Mapping[str, float]
    data_error: float
    ramp_weeks: int
    one_off_cost: float
    running_cost: float
    nudge_to_store: float
    nudge_to_online: float
    nudge_weeks: int
    wrong: tuple[float, ...]
    changeover: float
    fulfilment_margin: float

    @property
    def preset(self) -> str:
        """Preset with these very channels and levels, or ``custom``."""
        for name in PRESETS:
            if all(self._matches(knob, value) for knob, value in preset_values(name).items()):
                return name
        return "custom"

    def _matches(self, knob: str, value: Value) -> bool:
        if knob == "channels":
            return self.channels == value
        return self.capabilities[knob.removeprefix("capabilities.")] == value


@functools.lru_cache(maxsize=16)
def preset_values(preset: str) -> Mapping[str, Value]:
    """Return the channels and capability levels (0 to 1) of a preset.

    Parameters
    ----------
    preset : str
        One of ``PRESETS``.

    Returns
    -------
    mapping of str to value
        By name within a side.

    Raises
    ------
    KeyError
        For an unknown preset.
    """
    entry = PRESET_FILE["strategy"][preset]
    values: dict[str, Value] = {"channels": frozenset(entry["channels"])}
    for name in CAPABILITIES:
        values[f"capabilities.{name}"] = float(entry["capabilities"].get(name, 0.0))
    return MappingProxyType(values)


@functools.lru_cache(maxsize=64)
def market_values(country: str, category: str) -> Mapping[str, Value]:
    """Return the knob values that a country and a category bring along; others keep their default.

    Parameters
    ----------
    country : str
        One of ``COUNTRY_CODES``.
    category : str
        One of ``CATEGORIES``.

    Returns
    -------
    mapping of str to value
        By dotted name; without those of the set-ups and of the run.

    Raises
    ------
    KeyError
        For an unknown country or category.
    """
    country_entry, category_entry = (
        PRESET_FILE["country"][country],
        PRESET_FILE["category"][category],
    )
    values = {name: knob.default for name, knob in KNOBS.items() if not _is_run_knob(name)}
    values.update(country_entry["set"])
    values.update(category_entry["set"])
    for name, factor in (*country_entry["multiply"].items(), *category_entry["multiply"].items()):
        number = values[name]
        assert isinstance(number, int | float)  # factors are given for numbers alone
        values[name] = round(float(number) * factor, 9)
    return MappingProxyType({**values, "country": country, "category": category})


def _is_run_knob(name: str) -> bool:
    return name.split(".")[0] in (*SIDES, "shoppers", "weeks", "seed")


assert set(COUNTRIES) == set(COUNTRY_CODES)
