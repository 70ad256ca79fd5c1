"""The knobs: every number of the model, read from the one parameter file.

A knob is declared once, in ``parameters.toml``. Validation, sliders, links, the command line and
the documentation all derive from what is read here.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from simulations.scenario.problems import Problem, shorten

CHANNELS = ("store", "website", "app", "social", "email", "phone", "messaging", "print")
STORE = CHANNELS.index("store")
STAGES = ("discover", "evaluate", "buy", "receive", "support")
CAPABILITIES = (
    "shared_stock",
    "unified_price",
    "shared_promotions",
    "shared_history",
    "shared_cart",
    "cross_fulfilment",
    "consistent_message",
    "coordinated_contact",
    "shared_goals",
)
GENERATIONS = ("z", "millennial", "x", "boomer")
Side = Literal["a", "b"]
SIDES: tuple[Side, ...] = ("a", "b")
FOLDER = Path(__file__).parent
MODEL_VERSION = "2.0.0"
SCENARIO_VERSION = 1
"""Of the form in which scenarios are written as JSON."""
TEXT_LIMIT = 2000
SHOWN_PER: Mapping[str, int] = MappingProxyType(
    {
        "share of yearly revenue": 1000,
        **dict.fromkeys(("share", "probability", "level", "strength", "0 "), 100),
    }
)
"""By how a unit begins, how many shown units stand for 1."""

Value = float | int | str | frozenset[str]


@dataclass(frozen=True, slots=True)
class Knob:
    """One number (or set of channels) that can be turned.

    Attributes
    ----------
    name : str
        Dotted name, for instance ``market.basket_mean`` or ``b.capabilities.shared_stock``.
    default : float, int or frozenset of str
        What ``Scenario()`` uses.
    low, high : float
        Legal range, both ends included (0 and the number of channels for a set).
    unit : str
    kind : str
        ``float``, ``int``, ``choice`` (one of ``choices``) or ``set`` (some of ``choices``).
    evidence : str
        Ids of evidence cards, or ``assumption``.
    meaning : str
        One English line.
    plausible : tuple of float
        Range that the evidence leaves open; the legal range where none is stated.
    neutral : float, int or None
        The value that a model without this knob had by construction, where it is not the
        default: what links of the versions before it mean.
    choices : tuple of str
    per : int
        How many shown units stand for 1, wherever the knob is shown: with 100, a value of 0.65
        is written "65 of every 100".
    """

    name: str
    default: Value
    low: float
    high: float
    unit: str
    kind: str
    evidence: str
    meaning: str
    plausible: tuple[float, float]
    choices: tuple[str, ...] = ()
    neutral: Value | None = None
    per: int = 1

    @property
    def grade(self) -> str:
        """``E`` for a default that rests on evidence, ``A`` for an assumption."""
        return "A" if self.evidence == "assumption" else "E"

    @property
    def before(self) -> Value:
        """What links and files mean that were made before the model had this knob."""
        return self.default if self.neutral is None else self.neutral

    def read(self, raw: object) -> Value | Problem:
        """Return `raw` as a legal value of this knob, or what is wrong with it.

        Parameters
        ----------
        raw : object
            Hostile; a number, a text of one, or for channels a list or a text with commas.

        Returns
        -------
        float, int, str, frozenset of str or Problem
            A number is inside ``low`` to ``high``, both included.
        """
        if self.kind == "set":
            return self._read_channels(raw)
        if self.kind == "choice":
            known = isinstance(raw, str) and raw in self.choices
            return str(raw) if known else self._problem("unknown_choice", raw)
        return self._read_number(raw)

    def _read_number(self, raw: object) -> Value | Problem:
        number: object = _plain_number(raw)
        if isinstance(raw, str):
            if len(raw) > TEXT_LIMIT:
                return self._problem("too_large", raw)
            try:
                number = float(raw) if "_" not in raw else math.nan
            except ValueError:
                return self._problem("not_a_number", raw)
        if not isinstance(number, (int, float)):
            return self._problem("not_a_number", raw)
        if isinstance(number, float) and math.isnan(number):
            return self._problem("not_a_number", raw)
        if not self.low <= number <= self.high:
            return self._problem("out_of_range", raw)
        if self.kind == "int":
            return int(number) if int(number) == number else self._problem("not_an_integer", raw)
        return float(number) + 0.0  # minus nothing is nothing

    def _read_channels(self, raw: object) -> Value | Problem:
        if isinstance(raw, str):
            if len(raw) > TEXT_LIMIT:
                return self._problem("too_large", raw)
            names: list[object] = [part.strip() for part in raw.split(",") if part.strip()]
        elif isinstance(raw, (list, tuple, set, frozenset)):
            if len(raw) > len(CHANNELS):
                return self._problem("too_large", raw)
            names = list(raw)
        else:
            return self._problem("unknown_choice", raw)
        for name in names:
            if name not in CHANNELS:
                return self._problem("unknown_choice", name)
        chosen = frozenset(str(name) for name in names)
        if not any(_serves("buy", name) for name in chosen):
            return self._problem("no_buy_channel", ",".join(sorted(chosen)))
        return chosen

    def _problem(self, code: str, given: object) -> Problem:
        if self.kind in ("int", "float"):
            return Problem(self.name, code, shorten(given), self.low, self.high)
        choices = self.choices if code != "no_buy_channel" else serving("buy")
        return Problem(self.name, code, shorten(given), choices=choices)


def in_order(channels: Collection[str]) -> list[str]:
    """Return channels in the order of :data:`CHANNELS`.

    Parameters
    ----------
    channels : collection of str

    Returns
    -------
    list of str
        Without names that are no channel.
    """
    return [channel for channel in CHANNELS if channel in channels]


def _plain_number(raw: object) -> object:
    """A number of any library as Python's own; truth values are no numbers."""
    if isinstance(raw, (bool, np.bool_)):
        return None
    if isinstance(raw, np.number):
        return raw.item()
    return raw


def _read_toml(name: str) -> Mapping[str, Any]:
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


PRESET_FILE = _read_toml("presets.toml")
PRESETS = tuple(PRESET_FILE["strategy"])
CATEGORIES = tuple(PRESET_FILE["category"])
COUNTRY_CODES = tuple(PRESET_FILE["country"])
_FILE = _read_toml("parameters.toml")
FRICTIONS = tuple(_FILE["friction"])
CAUSES = (*CAPABILITIES, "everyday", "side_effect")
CAUSE_OF: Mapping[str, str] = MappingProxyType(
    {kind: entry["cause"] for kind, entry in _FILE["friction"].items()}
)
DEFAULT_PRESET: Mapping[str, str] = MappingProxyType({"a": "multichannel", "b": "omnichannel"})


def _serves(stage: str, channel: str) -> bool:
    return channel in _FILE["taste"][stage]


def serving(stage: str) -> tuple[str, ...]:
    """Return the channels that serve a stage.

    Parameters
    ----------
    stage : str
        One of ``STAGES``, but ``receive``.

    Returns
    -------
    tuple of str
        In the order of ``CHANNELS``.

    Raises
    ------
    KeyError
        For a stage that there is not.
    """
    return tuple(channel for channel in CHANNELS if _serves(stage, channel))


def _knob(name: str, entry: Mapping[str, Any], default: Value | None = None) -> Knob:
    low, high = float(entry.get("low", 0)), float(entry.get("high", 0))
    kind = entry.get("kind", "float")
    plausible = entry.get("plausible", (low, high))
    return Knob(
        name=name,
        default=entry["default"] if default is None else default,
        low=low,
        high=high,
        unit=entry["unit"],
        kind=kind,
        evidence=entry["evidence"],
        meaning=entry["meaning"],
        plausible=(float(plausible[0]), float(plausible[1])),
        neutral=entry.get("neutral"),
        per=_per(entry["unit"]),
    )


def _per(unit: str) -> int:
    return next((per for begin, per in SHOWN_PER.items() if unit.startswith(begin)), 1)


def _words(entry: Mapping[str, Any], **names: str) -> dict[str, Any]:
    readable = {key: name.replace("_", " ") for key, name in names.items()}
    return {**entry, "meaning": entry["meaning"].format(**readable)}


def _side_knobs(side: str) -> Iterator[Knob]:
    preset = PRESET_FILE["strategy"][DEFAULT_PRESET[side]]
    yield Knob(
        name=f"{side}.channels",
        default=frozenset(preset["channels"]),
        low=0.0,
        high=float(len(CHANNELS)),
        unit="channels",
        kind="set",
        evidence="assumption",
        meaning=f"channels that are open in set-up {side.upper()}, at least one to buy in",
        plausible=(0.0, float(len(CHANNELS))),
        choices=CHANNELS,
    )
    for capability in CAPABILITIES:
        entry = _words(_FILE["capability_field"]["level"], capability=capability)
        level = float(preset["capabilities"].get(capability, 0.0))
        yield _knob(f"{side}.capabilities.{capability}", entry, level)
    for name, entry in _FILE["side"].items():
        yield _knob(f"{side}.{name}", entry)


def _choice(name: str, choices: tuple[str, ...], meaning: str) -> Knob:
    return Knob(
        name=name,
        default=choices[0],
        low=0.0,
        high=0.0,
        unit="choice",
        kind="choice",
        evidence="assumption",
        meaning=meaning,
        plausible=(0.0, 0.0),
        choices=choices,
    )


def _load() -> dict[str, Knob]:
    knobs = [_knob(name, entry) for name, entry in _FILE["run"].items()]
    knobs.append(_choice("country", COUNTRY_CODES, "country whose prices, wages and habits apply"))
    knobs.append(_choice("category", CATEGORIES, "everyday (utilitarian) or pleasure (hedonic)"))
    for side in SIDES:
        knobs.extend(_side_knobs(side))
    for group in ("population", "market", "reaction"):
        knobs.extend(_knob(f"{group}.{name}", entry) for name, entry in _FILE[group].items())
    for name, entry in _FILE["costs"].items():
        if name == "weight":
            knobs.extend(_knob(f"costs.weight.{capability}", e) for capability, e in entry.items())
        else:
            knobs.append(_knob(f"costs.{name}", entry))
    for generation, fields in _FILE["generation"].items():
        knobs.extend(_knob(f"generation.{generation}.{name}", e) for name, e in fields.items())
    for stage, weights in _FILE["taste"].items():
        for channel, weight in weights.items():
            fields_of_knob = weight if isinstance(weight, Mapping) else {"default": float(weight)}
            entry = _words(_FILE["taste_field"]["value"], stage=stage, channel=channel)
            knobs.append(_knob(f"taste.{stage}.{channel}", {**entry, **fields_of_knob}))
    for kind, fields in _FILE["friction"].items():
        for field, fields_of_knob in fields.items():
            if field != "cause":
                entry = {**_words(_FILE["friction_field"][field], friction=kind), **fields_of_knob}
                knobs.append(_knob(f"friction.{kind}.{field}", entry))
    return {knob.name: knob for knob in knobs}


KNOBS: Mapping[str, Knob] = MappingProxyType(_load())
