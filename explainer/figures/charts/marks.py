"""What a chart says, as plain records: no Plotly, no Streamlit, no colours.

Every text is already in the visitor's language and every number in a text is
already formatted for the country; the records carry the raw values beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explainer.figures.palette import Side

if TYPE_CHECKING:
    from explainer.figures.charts.experiment_marks import ExperimentMarks
    from explainer.figures.charts.result_marks import ResultMarks


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
class Gap:
    """The difference b − a of one outcome, drawn from −scale to +scale."""

    name: str
    value: Value
    scale: float


@dataclass(frozen=True, slots=True)
class Differences:
    """Differences around zero, a row each; words stand at both ends."""

    gaps: tuple[Gap, ...]
    lower: str = ""
    higher: str = ""


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


Marks = Lines | EndStates | Differences | Bars


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: the finding, the same in words for those who cannot see it, the marks.

    The title is shown by the page as a heading above the figure, where it
    wraps on a phone; it is not drawn inside.
    """

    title: str
    alt: str
    marks: Marks | ExperimentMarks | ResultMarks
