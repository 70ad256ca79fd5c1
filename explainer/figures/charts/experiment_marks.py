"""What the charts of the experiments say, as plain records; see ``marks.py``."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.figures.charts.marks import Value


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


ExperimentMarks = Waterfall | Ranking | Shifts
