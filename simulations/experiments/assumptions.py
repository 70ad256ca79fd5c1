"""The assumptions that a comparison rests on: knobs that the evidence leaves open, and how far."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from simulations.scenario.knobs import KNOBS, SIDES, Knob
from simulations.scenario.scenario import Scenario

DIGITS = 4  # significant digits of a value that an experiment chooses: enough, and readable


@dataclass(frozen=True, slots=True)
class Assumption:
    """One open question about the world, and the knobs that answer it.

    Attributes
    ----------
    name : str
        The knob; ``both.data_error`` and the like where both set-ups share one answer.
    knobs : tuple of str
        Knobs that take the value: one, or that of side a and that of side b.
    low, high : float
        Plausible range.
    value : float
        Value in the scenario, inside the range.
    whole : bool
        Whether only whole numbers are legal.
    unit, evidence, grade : str
        As in :class:`~simulations.scenario.knobs.Knob`.
    """

    name: str
    knobs: tuple[str, ...]
    low: float
    high: float
    value: float
    whole: bool
    unit: str
    evidence: str
    grade: str

    @property
    def half(self) -> float:
        """Half the plausible range: the unit in which changes are compared."""
        return (self.high - self.low) / 2.0

    @property
    def shifts(self) -> tuple[float, float]:
        """Farthest changes within the plausible range, down and up, in units of ``half``."""
        return (self.low - self.value) / self.half, (self.high - self.value) / self.half

    def at(self, share: float) -> float:
        """Return the value at a share of the plausible range, whole where it has to be.

        Parameters
        ----------
        share : float
            0 (low end) to 1 (high end); beyond them the end counts.

        Returns
        -------
        float
        """
        value = self.low + min(max(share, 0.0), 1.0) * (self.high - self.low)
        return self._legal(value)

    def shifted(self, halves: float) -> float:
        """Return the value when it changes by so many half ranges, kept inside the plausible range.

        Parameters
        ----------
        halves : float
            Change in units of ``half``, with its sign.

        Returns
        -------
        float
        """
        return self.value if halves == 0.0 else self._legal(self.value + halves * self.half)

    def changes(self, value: float) -> dict[str, float]:
        """Return the change of a scenario that a value means.

        Parameters
        ----------
        value : float
            In the unit of the knob.

        Returns
        -------
        dict of knob to float
            For ``Scenario.with_values``.
        """
        return {knob: int(value) if self.whole else value for knob in self.knobs}

    def _legal(self, value: float) -> float:
        if self.whole:
            return float(min(max(round(value), math.ceil(self.low)), math.floor(self.high)))
        short = float(f"{value:.{DIGITS}g}")
        return min(max(short, self.low), self.high)


def assumptions(scenario: Scenario) -> tuple[Assumption, ...]:
    """Return every assumption that the evidence leaves open in a scenario.

    These are the knobs of the world with a plausible range of their own, then the knobs of the
    set-ups that have one (``data_error``, ``ramp_weeks``, the costs of integrating). A knob of a
    set-up counts only where something is integrated, because it acts nowhere else; where it acts
    in both set-ups and has the same value, it is one assumption about the retailer and moves in
    both at once. Channels and capability levels are decisions, not assumptions. A knob that was
    set outside its plausible range (by hand, or by a country or category) keeps its value and is
    left out.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    tuple of Assumption
        Those of the world in the order of ``KNOBS``, then those of the set-ups.
    """
    candidates = [_assumption(scenario, name, (name,)) for name in _world_knobs()]
    candidates += [
        assumption for leaf in _side_leaves() for assumption in _of_sides(scenario, leaf)
    ]
    return tuple(assumption for assumption in candidates if assumption is not None)


def is_open(knob: Knob) -> bool:
    """Return whether a knob is a number whose plausible range is narrower than its legal one.

    Parameters
    ----------
    knob : Knob

    Returns
    -------
    bool
    """
    return knob.kind in ("int", "float") and knob.plausible != (knob.low, knob.high)


def _world_knobs() -> Iterator[str]:
    return (n for n, knob in KNOBS.items() if n.split(".")[0] not in SIDES and is_open(knob))


def _side_leaves() -> list[str]:
    start = f"{SIDES[0]}."
    return [n.removeprefix(start) for n, k in KNOBS.items() if n.startswith(start) and is_open(k)]


def _of_sides(scenario: Scenario, leaf: str) -> Iterator[Assumption | None]:
    acting = [s for s in SIDES if any(scenario.side(s).capabilities.values())]
    names = tuple(f"{side}.{leaf}" for side in acting)
    if len(names) == 2 and scenario.get(names[0]) == scenario.get(names[1]):
        yield _assumption(scenario, f"both.{leaf}", names)
    else:
        yield from (_assumption(scenario, name, (name,)) for name in names)


def _assumption(scenario: Scenario, name: str, knobs: tuple[str, ...]) -> Assumption | None:
    knob = KNOBS[knobs[0]]
    low, high = knob.plausible
    value = scenario.get(knobs[0])
    if not isinstance(value, (int, float)) or not low <= value <= high:
        return None
    return Assumption(
        name=name,
        knobs=knobs,
        low=low,
        high=high,
        value=float(value),
        whole=knob.kind == "int",
        unit=knob.unit,
        evidence=knob.evidence,
        grade=knob.grade,
    )
