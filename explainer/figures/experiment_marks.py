"""What the charts of the experiments say, as plain records; see ``marks.py``."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.figures.marks import Axis, Value


@dataclass(frozen=True, slots=True)
class Step:
    """What one thing adds to a difference; ``clear`` if its interval leaves out zero."""

    name: str
    value: Value
    clear: bool


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The way from one value to another: each step begins where the last one ended."""

    start_name: str
    start: Value
    steps: tuple[Step, ...]
    end_name: str
    end: Value


@dataclass(frozen=True, slots=True)
class Ranking:
    """Amounts of one kind, a row each, the largest first; ``clear`` ones are filled."""

    steps: tuple[Step, ...]
    high: float


@dataclass(frozen=True, slots=True)
class Shift:
    """A quantity that moves inside a range from low to high, and both places in words."""

    name: str
    before: float
    after: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Shifts:
    """Quantities that move, a row each."""

    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Chequer:
    """A difference b − a over a grid of two quantities.

    Attributes
    ----------
    x, y : tuple of float
        Values along both axes, increasing.
    values : tuple of tuples of float
        A row for each value of y.
    signs : tuple of tuples of str
        One letter for each cell, so that colour is not the only cue.
    hover : tuple of tuples of str
    lines : tuple of tuples of (float, float)
        Where the difference is zero.
    here : (float, float) or None
        Where the visitor's scenario is, if it lies on the grid.
    x_axis, y_axis : Axis
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    signs: tuple[tuple[str, ...], ...]
    hover: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[tuple[float, float], ...], ...]
    here: tuple[float, float] | None
    x_axis: Axis
    y_axis: Axis

    def __post_init__(self) -> None:
        """Refuse grids of another size than their axes: cells would be drawn elsewhere."""
        for grid in (self.values, self.signs, self.hover):
            if len(grid) != len(self.y) or any(len(row) != len(self.x) for row in grid):
                raise ValueError(f"the grid must have {len(self.y)} rows of {len(self.x)}")


ExperimentMarks = Waterfall | Ranking | Shifts | Chequer
