"""What the charts of steps and of balances say, as plain records; see ``marks.py``."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.figures.charts.marks import Axis, Value


@dataclass(frozen=True, slots=True)
class StepRow:
    """One channel, or all of them: an amount at each step under both strategies."""

    name: str
    a: tuple[Value, ...]
    b: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A row for each channel and a column for each step, with a small pair of bars in each cell.

    Attributes
    ----------
    steps : tuple of str
        Names of the columns.
    rows : tuple of StepRow
    high : float
        What a full bar stands for.
    a_name, b_name : str
    """

    steps: tuple[str, ...]
    rows: tuple[StepRow, ...]
    high: float
    a_name: str
    b_name: str

    def __post_init__(self) -> None:
        """Refuse rows of another length than the steps: bars would stand under a wrong name."""
        for row in self.rows:
            if len(row.a) != len(self.steps) or len(row.b) != len(self.steps):
                raise ValueError(f"row {row.name!r} must have {len(self.steps)} amounts a side")


@dataclass(frozen=True, slots=True)
class Balance:
    """What b has earned more than a over time, around zero.

    Attributes
    ----------
    x, y : tuple of float
    hover : tuple of str
        What is read at each point.
    end : Value or None
        The last balance with its interval, drawn as a bar with ends.
    end_name : str
        What is written under the last balance.
    above, below : str
        Words for the areas over and under zero.
    turn : (float, str) or None
        Where the balance leaves zero behind for good, and the words for it.
    x_axis : Axis
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    hover: tuple[str, ...]
    end: Value | None
    end_name: str
    above: str
    below: str
    turn: tuple[float, str] | None
    x_axis: Axis

    def __post_init__(self) -> None:
        """Refuse lists whose lengths differ: the line would silently lose points."""
        if not len(self.x) == len(self.y) == len(self.hover):
            raise ValueError("x, y and hover differ in length")


ResultMarks = Steps | Balance
