"""The scenario: one frozen value that holds everything needed to reproduce a run."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from simulations.scenario import encoding, link
from simulations.scenario.group import Group
from simulations.scenario.knobs import CAPABILITIES, KNOBS, PRESETS, Value
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.strategies import (
    COUNTRIES,
    RECORDS,
    Strategy,
    market_values,
    preset_values,
)


@functools.lru_cache(maxsize=256)
def _members(prefix: str) -> tuple[tuple[str, str], ...]:
    """Knobs under a prefix: name without and with it."""
    start = prefix + "."
    return tuple((name.removeprefix(start), name) for name in KNOBS if name.startswith(start))


class Scenario:
    """Two set-ups of one retailer, its customers, its market, the horizon and the luck.

    ``Scenario()`` is multichannel (a) against omnichannel (b): 5,000 shoppers, 52 weeks, seed 1.
    Any knob may be given by its dotted name: ``Scenario({"b.data_error": 0.2})``. A country or a
    category brings its own values along, wherever the value was the one of the country and
    category before; other names given with it have the last word.

    Parameters
    ----------
    changes : mapping of str to value, optional

    Raises
    ------
    ScenarioError
        With every field that is unknown or outside its legal range.
    """

    __slots__ = ("_hash", "_values")
    _values: Mapping[str, Value]
    _hash: int

    def __init__(self, changes: Mapping[str, object] | None = None) -> None:
        self._settle({name: knob.default for name, knob in KNOBS.items()}, changes or {})

    def _settle(self, values: dict[str, Value], changes: Mapping[str, object]) -> None:
        problems: list[Problem] = []
        read: dict[str, Value] = {}
        for name, raw in changes.items():
            knob = KNOBS.get(name) if isinstance(name, str) else None
            value = knob.read(raw) if knob else Problem(shorten(name), "unknown_name", shorten(raw))
            if isinstance(value, Problem):
                problems.append(value)
            else:
                read[name] = value
        if problems:
            raise ScenarioError(tuple(problems))
        if "country" in read or "category" in read:
            country = str(read.get("country", values["country"]))
            category = str(read.get("category", values["category"]))
            before = market_values(str(values["country"]), str(values["category"]))
            after = market_values(country, category)
            values.update({n: after[n] for n in after if values[n] == before[n]})
        frozen = {**values, **read}
        object.__setattr__(self, "_values", MappingProxyType(frozen))
        object.__setattr__(self, "_hash", hash(tuple(frozen.values())))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a scenario is frozen; use with_values to change {name}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and dict(self._values) == dict(other._values)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        changed = [name for name, knob in KNOBS.items() if self._values[name] != knob.default]
        shown = {name: self._values[name] for name in changed}
        return f"Scenario({shown})"

    def __reduce__(self) -> tuple[type[Scenario], tuple[dict[str, Value]]]:
        return Scenario, (dict(self._values),)

    @property
    def values(self) -> Mapping[str, Value]:
        """Every knob's value by dotted name, in the order of ``KNOBS``."""
        return self._values

    @property
    def shoppers(self) -> int:
        """Number of synthetic shoppers."""
        return self._whole("shoppers")

    @property
    def weeks(self) -> int:
        """Length of the horizon in weeks."""
        return self._whole("weeks")

    @property
    def seed(self) -> int:
        """The luck of the run."""
        return self._whole("seed")

    @property
    def country(self) -> str:
        """Country code, for instance ``es-MX``."""
        return str(self._values["country"])

    @property
    def currency(self) -> str:
        """ISO code of the money in which results are stated."""
        return COUNTRIES[self.country].currency

    @property
    def category(self) -> str:
        """``utilitarian`` or ``hedonic``."""
        return str(self._values["category"])

    @property
    def a(self) -> Strategy:
        """The first set-up."""
        return self.side("a")

    @property
    def b(self) -> Strategy:
        """The second set-up."""
        return self.side("b")

    def side(self, side: str) -> Strategy:
        """Return set-up ``a`` or ``b``.

        Parameters
        ----------
        side : str

        Returns
        -------
        Strategy
        """
        knobs = self.group(side)
        channels = self._values[f"{side}.channels"]
        assert isinstance(channels, frozenset)
        levels = {name: knobs[f"capabilities.{name}"] for name in CAPABILITIES}
        return Strategy(
            channels=channels,
            capabilities=MappingProxyType(levels),
            data_error=knobs.data_error,
            ramp_weeks=self._whole(f"{side}.ramp_weeks"),
            one_off_cost=knobs.one_off_cost,
            running_cost=knobs.running_cost,
            nudge_to_store=knobs.nudge_to_store,
            nudge_to_online=knobs.nudge_to_online,
            nudge_weeks=self._whole(f"{side}.nudge_weeks"),
            wrong=tuple(knobs[f"wrong_{kind}"] for kind in RECORDS),
            changeover=knobs.changeover,
            fulfilment_margin=knobs.fulfilment_margin,
        )

    def group(self, prefix: str) -> Group:
        """Return the knobs under a prefix, such as ``market`` or ``friction.price_gap``.

        Parameters
        ----------
        prefix : str

        Returns
        -------
        Group
        """
        return Group({short_name: self._values[name] for short_name, name in _members(prefix)})

    def number(self, name: str) -> float:
        """Return the value of one knob that is a number, by its dotted name.

        Parameters
        ----------
        name : str

        Returns
        -------
        float

        Raises
        ------
        KeyError
            If there is no such knob.
        TypeError
            If its value is no number.
        """
        value = self.get(name)
        if not isinstance(value, int | float):
            raise TypeError(f"{name} is no number")
        return float(value)

    def get(self, name: str) -> Value:
        """Return the value of one knob by its dotted name.

        Parameters
        ----------
        name : str

        Returns
        -------
        float, int, str or frozenset of str

        Raises
        ------
        KeyError
            For an unknown name.
        """
        return self._values[name]

    def with_values(self, changes: Mapping[str, object]) -> Scenario:
        """Return a scenario in which these knobs have changed.

        Parameters
        ----------
        changes : mapping of str to value

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            When a name is unknown or a value is outside its legal range.
        """
        scenario = object.__new__(Scenario)
        scenario._settle(dict(self._values), changes)
        return scenario

    def with_preset(self, side: str, preset: str) -> Scenario:
        """Return a scenario whose side ``a`` or ``b`` has the channels and levels of a preset.

        Parameters
        ----------
        side, preset : str

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            For an unknown side or preset.
        """
        if preset not in PRESETS:
            problem = Problem(f"{side}.preset", "unknown_choice", shorten(preset), choices=PRESETS)
            raise ScenarioError((problem,))
        changes = {f"{side}.{name}": value for name, value in preset_values(preset).items()}
        return self.with_values(changes)

    def with_country(self, country: str) -> Scenario:
        """Return a scenario with a country's prices, wages and habits.

        Parameters
        ----------
        country : str
            One of ``COUNTRIES``.

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            For an unknown country.
        """
        return self.with_values({"country": country})

    def to_dict(self) -> dict[str, Any]:
        """Return a plain nested value for JSON, complete and versioned.

        Returns
        -------
        dict
        """
        return encoding.nested(self._values)

    def to_json(self) -> str:
        """Return JSON text, complete and versioned.

        Returns
        -------
        str
        """
        return json.dumps(self.to_dict(), indent=2)

    def to_query(self) -> dict[str, str]:
        """Return the query of a link: the version of the model and what differs from its defaults.

        Returns
        -------
        dict of str to str
        """
        return link.write(self._values)

    @staticmethod
    def from_dict(raw: object) -> Scenario:
        """Read a nested value; fields left out take the value of their country and category.

        Parameters
        ----------
        raw : object
            Hostile; a mapping where it is right.

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            Naming every wrong field.
        """
        return Scenario(encoding.flat(raw))

    @staticmethod
    def from_json(text: str | bytes) -> Scenario:
        """Read JSON text as ``from_dict`` reads its value.

        Parameters
        ----------
        text : str or bytes

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            Naming every wrong field.
        """
        return Scenario.from_dict(encoding.parsed(text))

    @staticmethod
    def from_query(query: Mapping[str, object]) -> tuple[Scenario, tuple[Problem, ...]]:
        """Read a link. Never raises.

        Parameters
        ----------
        query : mapping of str to object
            Hostile; names and values of the query.

        Returns
        -------
        scenario : Scenario
            Wrong fields keep their default.
        problems : tuple of Problem
            Every wrong field, and an older version of the model.
        """
        values, problems = link.read(query)
        try:
            return Scenario(values), problems
        except ScenarioError as error:  # what an older version allowed and today's does not
            refused = {problem.field for problem in error.problems}
            legal = {name: value for name, value in values.items() if name not in refused}
            return Scenario(legal), (*problems, *error.problems)

    def _whole(self, name: str) -> int:
        value = self._values[name]
        assert isinstance(value, int)
        return value
