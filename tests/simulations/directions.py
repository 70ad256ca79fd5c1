"""Reads what every knob must do, and says whether it does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulations import KNOBS, Scenario
from tests.simulations.quantities import Lived, change

FILE = Path(__file__).with_name("directions.toml")
RULES = Path(__file__).parents[2] / "simulations" / "RULES.md"
SHOPPERS, WEEKS = 4000, 26  # half a year is enough for every direction, and takes half as long
BASE: Mapping[str, Any] = {
    "shoppers": SHOPPERS,
    "weeks": WEEKS,
    "a.ramp_weeks": 0,
    "b.ramp_weeks": 0,
}
SIGNS = {"+": 1.0, "-": -1.0}


@dataclass(frozen=True)
class Direction:
    """What one knob must do when it moves alone from one end to the other.

    Attributes
    ----------
    knob : str
    ends : tuple
    world : mapping of knob (or ``a.preset``) to value
    expect : tuple of (side, sign, quantity)
    exact : bool
        Nobody lives otherwise, so the sign is certain however small the change.
    rule, declared : str
        Section of the rules; name or pattern of the line.
    """

    knob: str
    ends: tuple[Any, Any]
    world: Mapping[str, Any]
    expect: tuple[tuple[str, str, str], ...]
    exact: bool
    rule: str
    declared: str

    def worlds(self, scenario: Scenario) -> tuple[Scenario, Scenario]:
        """The world before and after the move: one knob apart."""
        for name, value in self.world.items():
            if name.endswith(".preset"):
                scenario = scenario.with_preset(name.removesuffix(".preset"), value)
            else:
                scenario = scenario.with_values({name: value})
        before, after = (scenario.with_values({self.knob: end}) for end in self.ends)
        return before, after

    def failures(self, scenario: Scenario, surely: bool = True) -> list[str]:
        """What the knob does not do though it should, in words; empty when all is well.

        Parameters
        ----------
        scenario : Scenario
            Where it moves, once the direction's own ``world`` has been set.
        surely : bool
            Whether the interval of the change has to exclude 0, too.
        """
        before, after = self.worlds(scenario)
        lived = {side: (Lived(before, side), Lived(after, side)) for side in "ab"}
        found = []
        for side, sign, quantity in self.expect:
            gap = change(*lived[side], quantity)
            edges = (gap.mean, gap.low, gap.high) if surely and not self.exact else (gap.mean,)
            if not all(edge * SIGNS[sign] > 0.0 for edge in edges):
                found.append(f"{self.knob} {self.ends} [{side} {sign} {quantity}] {gap}")
        return found


def read_directions() -> dict[str, Direction]:
    """Every declared knob's direction, by name.

    Raises
    ------
    ValueError
        For a knob that two families claim, or an entry that no knob needs.
    """
    with FILE.open("rb") as file:
        entries = tomllib.load(file)
    directions = {}
    for knob in KNOBS:
        claims = {pattern: m for pattern in entries if (m := _match(pattern, knob)) is not None}
        fewest = min((pattern.count("{") for pattern in claims), default=0)
        closest = [pattern for pattern in claims if pattern.count("{") == fewest]
        if len(closest) > 1:
            raise ValueError(f"{knob}: {closest}")
        for pattern in closest:
            directions[knob] = _direction(knob, pattern, entries[pattern], claims[pattern])
    unused = set(entries) - {direction.declared for direction in directions.values()}
    if unused:
        raise ValueError(f"no knob follows {sorted(unused)}")
    return directions


def _match(pattern: str, knob: str) -> dict[str, str] | None:
    parts = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[a-z_]+)", re.escape(pattern))
    result = re.fullmatch(parts, knob)
    return None if result is None else result.groupdict()


def _direction(
    knob: str, pattern: str, entry: Mapping[str, Any], parts: Mapping[str, str]
) -> Direction:
    expect = []
    for line in entry["expect"]:
        side, sign, quantity = line.format(**parts).split(" ", 2)
        expect.append((side, sign, quantity))
    ends = entry.get("ends") or default_ends(knob)
    return Direction(
        knob=knob,
        ends=(ends[0], ends[1]),
        world={name.format(**parts): v for name, v in entry.get("world", {}).items()},
        expect=tuple(expect),
        exact=entry.get("exact", False),
        rule=entry["rule"],
        declared=pattern,
    )


def default_ends(name: str) -> tuple[float, float]:
    """Both ends of the plausible range; of a share without one, 0 and 1; else half and double."""
    knob = KNOBS[name]
    if knob.plausible != (knob.low, knob.high):
        low, high = knob.plausible
    elif (knob.low, knob.high) == (0.0, 1.0):
        low, high = 0.0, 1.0
    else:
        assert isinstance(knob.default, int | float), name
        low, high = knob.default / 2.0, min(knob.high, knob.default * 2.0)
    return (int(low), int(high)) if knob.kind == "int" else (low, high)


def rule_sections() -> dict[str, str]:
    """Text of RULES.md by section: ``2``, ``4.5``, ``friction``, ``counts``."""
    sections: dict[str, str] = {}
    name = chapter = ""
    for line in RULES.read_text("utf-8").splitlines():
        if heading := re.match(r"## (\d+)\. ", line):
            name = chapter = heading[1]
        elif step := re.match(r"(\d+)\. \*\*", line):
            name = f"{chapter}.{step[1]}"
        elif line.startswith("**A friction**"):
            name = "friction"
        elif line.startswith("**Counts.**"):
            name = "counts"
        sections[name] = sections.get(name, "") + line + "\n"
    return sections
