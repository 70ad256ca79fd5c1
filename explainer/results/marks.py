"""The content of charts as plain records: no Plotly, no Streamlit, no colours.

Every text is already in the visitor's language and every number in a text is
already formatted for the country; the records carry the raw values beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["a", "b", "difference", "neutral"]
"""What a mark belongs to; the palette gives each its colour and its second cue."""
Kind = Literal["both", "only_b", "only_a", "neither"]
KINDS: tuple[Kind, ...] = ("both", "only_b", "only_a", "neither")
"""The four kinds of shoppers, by where they bought, in the order in which they are shown."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its interval, all in the same unit, and how it is written."""

    value: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: label, range, ticks as ``(value, text)`` pairs.

    Without a range the data decide; without ticks Plotly picks round numbers
    and writes them with the country's separators, followed by ``suffix``.
    """

    label: str = ""
    low: float | None = None
    high: float | None = None
    ticks: tuple[tuple[float, str], ...] = ()
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line over time: ``name`` and ``end`` are written where it ends."""

    name: str
    side: Side
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    hover: tuple[str, ...] = ()
    end: str = ""

    def __post_init__(self) -> None:
        """Refuse lists whose lengths differ: a line would silently lose points."""
        lengths = {len(part) for part in (self.low, self.high, self.hover) if part}
        if len(self.x) != len(self.y) or lengths - {len(self.x)}:
            raise ValueError(f"series {self.name!r}: x, y, low, high and hover differ in length")
        if bool(self.low) != bool(self.high):
            raise ValueError(f"series {self.name!r}: an interval needs both low and high")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over a shared x, each with its interval as a band."""

    series: tuple[Series, ...]
    x: Axis = Axis()
    y: Axis = Axis()


@dataclass(frozen=True, slots=True)
class Pair:
    """One outcome under both strategies, on its own scale from low to high."""

    name: str
    a: Value
    b: Value
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class EndStates:
    """Outcomes at the end, A and B as dots with interval bars, a row each."""

    pairs: tuple[Pair, ...]
    a_name: str
    b_name: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """The difference b − a of one outcome, drawn from −scale to +scale."""

    name: str
    value: Value
    scale: float


@dataclass(frozen=True, slots=True)
class Differences:
    """Differences around zero, a row each; words stand at both ends."""

    rows: tuple[DifferenceRow, ...]
    lower: str = ""
    higher: str = ""


def on_one_scale(
    names: Iterable[str], values: Sequence[Value], least: float = 0.0, room: float = 1.1
) -> tuple[DifferenceRow, ...]:
    """Put differences on one scale: `room` times the widest interval or `least`."""
    ends = [abs(end) for value in values for end in (value.low, value.high)]
    scale = max([least, *ends]) * room or 1.0
    return tuple(
        DifferenceRow(name, value, scale) for name, value in zip(names, values, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One category with the amounts of both strategies."""

    name: str
    a: Value
    b: Value


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts by category, A and B under each other."""

    bars: tuple[Bar, ...]
    a_name: str
    b_name: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one thing adds to a difference; ``clear`` if its interval leaves out zero."""

    name: str
    value: Value
    clear: bool


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Steps from one value to another: each begins where the last one ended."""

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
    """A quantity before and after a change, inside a range from low to high, and both in words."""

    name: str
    before: float
    after: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Shifts:
    """Quantities that change, a row each."""

    shifts: tuple[Shift, ...]


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
    break_even : (float, str) or None
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
    break_even: tuple[float, str] | None
    x_axis: Axis

    def __post_init__(self) -> None:
        """Refuse lists whose lengths differ: the line would silently lose points."""
        if not len(self.x) == len(self.y) == len(self.hover):
            raise ValueError("x, y and hover differ in length")


@dataclass(frozen=True, slots=True)
class DifferenceGrid:
    """A difference b − a over a grid of two quantities.

    Attributes
    ----------
    x, y : tuple of float
        Values along both axes, increasing.
    values : tuple of tuples of float
        A row for each value of y.
    signs : tuple of tuples of str
        One letter for each cell, so that colour is not the only cue.
    labels : tuple of tuples of str
        Each cell in words.
    lines : tuple of tuples of (float, float)
        Where the difference is zero.
    position : (float, float) or None
        Where the visitor's scenario is, if it lies on the grid.
    x_axis, y_axis : Axis
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    signs: tuple[tuple[str, ...], ...]
    labels: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[Point, ...], ...]
    position: Point | None
    x_axis: Axis
    y_axis: Axis

    def __post_init__(self) -> None:
        """Refuse grids of another size than their axes: cells would be drawn elsewhere."""
        for grid in (self.values, self.signs, self.labels):
            if len(grid) != len(self.y) or any(len(row) != len(self.x) for row in grid):
                raise ValueError(f"the grid must have {len(self.y)} rows of {len(self.x)}")


def cell_name(row: int, column: int) -> str:
    """Return the id of a cell, by its row and column from 0."""
    return f"{row}-{column}"


@dataclass(frozen=True, slots=True)
class LuckRow:
    """One kind of luck: its name, the difference with its ends, a dot for each luck.

    What is not a finite number is not drawn. The first dot is the visitor's own luck; it is full.
    """

    name: str
    text: str
    mean: float
    low: float
    high: float
    dots: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Where an axis begins and ends, with the round values on it and how they are written."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class LuckRows:
    """Rows on one scale, and the same in words for those who cannot see them."""

    rows: tuple[LuckRow, ...]
    scale: Scale
    alt: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many people of each kind, with the lines of the key, and the same in words."""

    counts: Mapping[str, int]
    title: str
    alt: str
    labels: Mapping[str, str]


Marks = Lines | EndStates | Differences | Bars | Waterfall | Ranking | Shifts | Steps | Balance


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: the finding, the same in words for those who cannot see it, the marks.

    The title is shown by the page as a heading above the figure, where it
    wraps on a phone; it is not drawn inside.
    """

    title: str
    alt: str
    marks: Marks
