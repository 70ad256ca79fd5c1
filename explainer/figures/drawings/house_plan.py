"""The geometry of a street: rows, rooms, gaps, roofs and walls."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

ROOM_HEIGHT, DOOR_HEIGHT, DOOR_WIDTH = 146.0, 46.0, 26.0
_OWN_ROOF, _SHARED_ROOF, _FLAG = 26.0, 46.0, 28.0
_STREET = 34.0  # below the ground: room for a walk outside
_MARGIN, _GAP, _OVERHANG = 12.0, 18.0, 7.0
_WIDEST_ROOM = 150.0


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a drawing.

    Attributes
    ----------
    identity : str
        Name of the look, of which the colours are made.
    strokes : str
        Dashes of the outline; empty for a whole line.
    apart : bool
        Whether its rooms stand apart.
    mixed : bool
        Whether it lies between two strategies, and is filled with the tones of both.
    """

    identity: str
    strokes: str
    apart: bool
    mixed: bool

    @property
    def colour(self) -> str:
        """CSS colour of the lines: those between two strategies have none of their own."""
        return "var(--ec-ink)" if self.mixed else f"var(--ec-{self.identity})"

    @property
    def dashes(self) -> str:
        """SVG attribute for the lines of the outline."""
        return f' stroke-dasharray="{self.strokes}"' if self.strokes else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The layout of a drawing, as a function of channels, levels and width alone."""

    rows: tuple[tuple[str, ...], ...]
    levels: tuple[float, ...]
    width: float

    @property
    def level(self) -> float:
        """Integration as a whole: the mean of the nine levels; one door has no inside walls."""
        return sum(self.levels) / len(self.levels)

    @property
    def gap(self) -> float:
        """Distance between neighbouring rooms, which closes as walls fall."""
        return _GAP * (1 - self.level)

    def room_width(self, row: int) -> float:
        """Width of each room of a row; all rows are equally long."""
        doors = max(len(self.rows[row]), 1)
        free = self.width - 2 * _MARGIN - (doors - 1) * self.gap
        return free / doors if len(self.rows) > 1 else min(free / doors, _WIDEST_ROOM)

    def left(self, row: int, index: int) -> float:
        """Left edge of a room; a row that is not full is centred."""
        doors, room = max(len(self.rows[row]), 1), self.room_width(row)
        total = doors * room + (doors - 1) * self.gap
        return (self.width - total) / 2 + index * (room + self.gap)

    def edges(self, row: int) -> tuple[float, float]:
        """Left edge of the first room and right edge of the last one."""
        last = max(len(self.rows[row]), 1) - 1
        return self.left(row, 0), self.left(row, last) + self.room_width(row)

    def ceiling(self, row: int) -> float:
        """Top of the rooms of a row; rows come together as the house becomes one."""
        storey = ROOM_HEIGHT + _STREET
        pitch = storey + (_OWN_ROOF + 8) * (1 - self.level)
        return _FLAG + _SHARED_ROOF + row * pitch

    def ground(self, row: int) -> float:
        """Floor of the rooms of a row."""
        return self.ceiling(row) + ROOM_HEIGHT

    @property
    def height(self) -> float:
        """Height of the whole picture."""
        return self.ground(len(self.rows) - 1) + _STREET

    def door(self, channel: str) -> tuple[int, float]:
        """Row of a channel and the middle of its door."""
        for row, channels in enumerate(self.rows):
            if channel in channels:
                return row, self.left(row, channels.index(channel)) + self.room_width(row) / 2
        raise KeyError(channel)


def roof_points(plan: Plan, row: int) -> list[list[tuple[float, float]]]:
    """Return the roof lines of a row: one over each house, or one over all of them.

    Every point moves in a straight line from the small roof to the large one,
    so the same formula draws everything in between. A row below another one
    keeps only what is left of its own roofs.
    """
    level, top, room = plan.level, plan.ceiling(row), plan.room_width(row)
    if row > 0 and level == 1:
        return []
    start, stop = plan.edges(row)
    middle, half = (start + stop) / 2, (stop - start) / 2 + _OVERHANG
    lines = []
    for index in range(len(plan.rows[row])):
        left = plan.left(row, index)
        reach = _OVERHANG if level == 0 else 0.0
        line = []
        for x, own in ((left - reach, 0.0), (left + room / 2, _OWN_ROOF), (left + room + reach, 0)):
            shared = _SHARED_ROOF * (1 - abs(x - middle) / half) if row == 0 else 0.0
            line.append((x, top - own * (1 - level) - shared * level))
        lines.append(line)
    if level == 0 or not lines:
        return lines
    outline = [point for line in lines for point in line]
    return [[(start - _OVERHANG, top), *outline, (stop + _OVERHANG, top)]]


def wall_dashes(plan: Plan, x: float, top: float) -> list[tuple[int, float, float, float]]:
    """Return the dashes that still stand of one inner wall, as (capability, x, y1, y2).

    There is one slot for each capability; its dash is as long as the part of
    the capability that is missing, and gone when nothing is missing.
    """
    slot = ROOM_HEIGHT / len(plan.levels)
    return [
        (number, x, top + number * slot + 1, top + number * slot + 1 + slot * 0.66 * (1 - level))
        for number, level in enumerate(plan.levels)
        if level < 1
    ]


def roof_at(plan: Plan, x: float) -> float:
    """Return the height of the first row's roof above a point; the ceiling between houses."""
    for line in roof_points(plan, 0):
        for (x1, y1), (x2, y2) in pairwise(line):
            if x1 <= x <= x2 and x1 < x2:
                return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return plan.ceiling(0)
