"""Break-even: the difference between the set-ups over a grid of two knobs, and its zero line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Progress, in_order
from simulations.experiments.methods.contour import Point, zero_lines
from simulations.experiments.methods.differences import (
    Sums,
    check_outcome,
    check_whole,
    is_cost,
    simulate_worlds,
    winner,
)
from simulations.model.outcomes import OUTCOMES
from simulations.scenario.knobs import CAPABILITIES, KNOBS, SIDES
from simulations.scenario.plain import plain, result_header
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]
Range = tuple[object, object]  # numbers, or texts of numbers, which the knob itself reads

FEWEST_STEPS, MOST_STEPS = 2, 25
NO_AXES = ("shoppers", "seed")  # they are about the luck, not about the world
INTEGRATION = "integration"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of the grid.

    Attributes
    ----------
    name : str
        A knob, or ``a.integration`` or ``b.integration``: all nine capability levels of a side.
    knobs : tuple of str
        Knobs that take the value.
    unit : str
    values : tuple of float
        Increasing; whole numbers where the knob needs them (then perhaps fewer).
    """

    name: str
    knobs: tuple[str, ...]
    unit: str
    values: tuple[float, ...]

    def changes(self, value: float) -> dict[str, object]:
        """Return the change of a scenario that a value means.

        Parameters
        ----------
        value : float
            One of ``values``.

        Returns
        -------
        dict of knob to value
            For ``Scenario.with_values``.
        """
        return dict.fromkeys(self.knobs, value)

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``name``, ``unit``, ``values``.
        """
        return {"name": self.name, "unit": self.unit, "values": list(self.values)}


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The difference b − a of one outcome over two knobs.

    Attributes
    ----------
    scenario : Scenario
        The world in which only the two knobs are moved.
    outcome : str
    x, y : Axis
    mean, low, high : float arrays (ny, nx)
        Side b minus side a with its 95 % interval for luck; a row for each of the ny values of y,
        in the unit of the outcome. All points share the same people and the same luck.
    winner : tuple of tuples of str
        ``b`` or ``a`` where the interval leaves 0 out (whose value is better; for outcomes of
        which neither is better, whose is larger), else ``unclear``.
    zero_line : tuple of lines
        Each a list of points (x, y) in the units of the knobs, where the difference is 0 by
        linear interpolation along the edges of the grid. Closed lines end where they begin.
        Empty when the sign is the same everywhere. The line has its own luck: take it as exact
        only as far as the points around it are clear.
    """

    scenario: Scenario
    outcome: str
    x: Axis
    y: Axis
    mean: Floats
    low: Floats
    high: Floats
    winner: tuple[tuple[str, ...], ...]
    zero_line: tuple[list[Point], ...]

    @property
    def shares(self) -> dict[str, float]:
        """Share of the points of the grid in which ``b``, ``a`` or neither clearly wins."""
        points = [winner for row in self.winner for winner in row]
        return {who: points.count(who) / len(points) for who in ("b", "a", "unclear")}

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``model``, ``scenario``, ``currency``; ``outcome`` with its ``unit`` and ``better``;
            ``x`` and ``y`` (``name``, ``unit``, ``values``); ``difference`` with ``mean``, ``low``
            and ``high`` and ``winner``, lists of rows, one for each value of y; ``zero_line``, a
            list of lines, each a list of [x, y]; ``shares`` of the points that each side wins.
        """
        return plain(
            {
                **result_header(self.scenario),
                "outcome": self.outcome,
                **OUTCOMES[self.outcome].scale,
                "x": self.x,
                "y": self.y,
                "difference": {"mean": self.mean, "low": self.low, "high": self.high},
                "winner": self.winner,
                "zero_line": self.zero_line,
                "shares": self.shares,
            }
        )


def break_even(
    scenario: Scenario,
    x: str,
    y: str,
    *,
    outcome: str = "profit",
    steps: int = 9,
    x_range: Range | None = None,
    y_range: Range | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> BreakEven:
    """Compare both set-ups over a grid of two knobs.

    Parameters
    ----------
    scenario : Scenario
    x, y : str
        Any numeric knob but ``shoppers`` and ``seed``, also those of a set-up
        (``b.one_off_cost``); ``a.integration`` and ``b.integration`` move all nine capability
        levels of a side at once. Two different ones.
    outcome : str
        A key of ``OUTCOMES``.
    steps : int
        Values along each knob, 2 to 25, evenly spaced.
    x_range, y_range : (low, high), optional
        Within the legal range of the knob; by default its plausible range (the legal one where
        no other is stated).
    workers : int
        Processes to share the work; the numbers do not depend on it.
    progress : callable, optional
        Called with worlds done and worlds in all.

    Returns
    -------
    BreakEven

    Raises
    ------
    ScenarioError
        Naming ``x``, ``y``, ``outcome`` or ``steps``, or the knob and its legal range.
    """
    check_outcome(outcome)
    check_whole("steps", steps, FEWEST_STEPS, MOST_STEPS)
    across, up = axis("x", x, steps, x_range), axis("y", y, steps, y_range)
    if set(across.knobs) & set(up.knobs):
        raise ScenarioError((Problem("y", "unknown_choice", shorten(y)),))
    rows = _rows(scenario, across, up, workers, progress)
    estimates = [[sums.difference(outcome) for sums in row] for row in rows]
    grids = [
        np.array([[getattr(e, part) for e in row] for row in estimates])
        for part in ("mean", "low", "high")
    ]
    return BreakEven(
        scenario=scenario,
        outcome=outcome,
        x=across,
        y=up,
        mean=grids[0],
        low=grids[1],
        high=grids[2],
        winner=tuple(
            tuple(winner(outcome, e, scenario.shoppers) for e in row) for row in estimates
        ),
        zero_line=zero_lines(across.values, up.values, grids[0]),
    )


def axis(field: str, name: str, steps: int, ends: Range | None = None) -> Axis:
    """Return the values of a knob from one end of a range to the other, evenly spaced.

    Parameters
    ----------
    field : str
        Named in the error when the knob is wrong: ``x`` or ``y``.
    name : str
        A knob, ``a.integration`` or ``b.integration``.
    steps : int
        Values, from 2; fewer where the knob needs whole numbers.
    ends : (low, high), optional
        Within the legal range; by default the plausible range.

    Returns
    -------
    Axis

    Raises
    ------
    ScenarioError
        Naming ``field`` when the knob is unknown or no number, the knob when the range is not
        within its legal one.
    """
    knobs = _knobs(name)
    knob = KNOBS.get(knobs[0])
    if knob is None or knob.kind not in ("int", "float") or name in NO_AXES:
        code = "unknown_name" if knob is None else "unknown_choice"
        raise ScenarioError((Problem(field, code, shorten(name)),))
    low, high = knob.plausible if ends is None else _read_range(name, ends)
    values = np.linspace(low, high, steps)
    if knob.kind == "int":
        values = np.unique(np.rint(values))
    return Axis(name, knobs, knob.unit, tuple(float(value) for value in values))


def _knobs(name: str) -> tuple[str, ...]:
    side, _, leaf = name.partition(".")
    if side in SIDES and leaf == INTEGRATION:
        return tuple(f"{side}.capabilities.{capability}" for capability in CAPABILITIES)
    return (name,)


def _read_range(name: str, ends: Range) -> tuple[float, float]:
    knob = KNOBS[_knobs(name)[0]]
    read = [knob.read(end) for end in ends]
    problems = tuple(value for value in read if isinstance(value, Problem))
    if problems:
        raise ScenarioError(problems)
    low, high = (float(value) for value in read if isinstance(value, (int, float)))
    if not low < high:
        given = shorten(f"{low:g} to {high:g}")
        raise ScenarioError((Problem(name, "out_of_range", given, knob.low, knob.high),))
    return low, high


def _rows(
    scenario: Scenario,
    x: Axis,
    y: Axis,
    workers: int,
    progress: Progress | None,
) -> list[list[Sums]]:
    """Sums of every point of the grid; runs are shared wherever only costs change."""
    fixed_x, fixed_y = (all(is_cost(knob) for knob in axis.knobs) for axis in (x, y))
    simulated_x = x.values[:1] if fixed_x else x.values
    simulated_y = y.values[:1] if fixed_y else y.values
    worlds = [
        scenario.with_values({**x.changes(i), **y.changes(j)})
        for j in simulated_y
        for i in simulated_x
    ]
    jobs = [(world,) for world in worlds]
    simulated = list(in_order(simulate_worlds, jobs, workers, progress=progress))
    rows = []
    for row, up in enumerate(y.values):
        start = 0 if fixed_y else row * len(simulated_x)
        rows.append(
            [
                simulated[start + (0 if fixed_x else column)].with_costs(
                    scenario.with_values({**x.changes(across), **y.changes(up)})
                )
                for column, across in enumerate(x.values)
            ]
        )
    return rows
