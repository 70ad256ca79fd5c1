"""A shopper's walk through a drawing: outside past every seam, or inside in one line.

Each mark has its share of the route (``data-at``, 0 to 1), so that the walk can be played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from explainer.figures.drawings.house_plan import DOOR_HEIGHT, Plan, Style
from explainer.figures.drawings.icons import spark

_LANE = 18.0  # below the ground
_CORRIDOR = DOOR_HEIGHT + 12.0  # above the ground: over the doors, under the names
_START = 14.0
_IN_A_ROW = 4  # stars of a heap
_ACROSS, _UP = 11.0, 10.0  # px between the stars of a heap

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Seams:
    """The marks where a walk goes from one channel to the next.

    Attributes
    ----------
    stars : int, optional
        How many stars the whole walk gathers; by default one for each seam outside, none inside.
    asked : bool
        Whether question marks stand there instead: what happens is still to be guessed.
    """

    stars: int | None = None
    asked: bool = False

    def stars_by_seam(self, seams: int, *, inside: bool) -> list[int]:
        """Distribute the stars over the seams, as evenly as possible, the first ones first."""
        if self.stars is None:
            return [0 if inside else 1] * seams
        each, more = divmod(self.stars, max(seams, 1))
        return [each + (seam < more) for seam in range(seams)]


def draw_walk(plan: Plan, visited: Sequence[str], look: Style, seams: Seams | None = None) -> str:
    """Draw the walk past the doors visited, in order; nothing without a visit."""
    if not visited:
        return ""
    seams = seams or Seams()
    inside = plan.level >= 0.5
    points = _indoors(plan, visited) if inside else _outdoors(plan, visited)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = "" if inside else ' stroke-dasharray="5 4"'
    doors, crossings = _stops(plan, visited, inside), _seams(plan, visited, inside)
    stars = seams.stars_by_seam(len(crossings), inside=inside)
    at, marks = 0.0, ""
    for number, (x, y) in enumerate(doors):
        at = _along(points, (x, y), at)
        marks += (
            f'<circle class="ec-stop" data-at="{at:.3f}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"'
            f' fill="{look.colour}"/>'
        )
        if number < len(crossings):
            at = _along(points, crossings[number], at)
            heap = _at_seam(crossings[number], stars[number], seams)
            marks += f'<g class="ec-seam" data-at="{at:.3f}">{heap}</g>'
    start = _START, plan.ground(plan.door(visited[0])[0]) + _LANE
    return (
        f'<g class="ec-walk" style="color:{look.colour}"><polyline points="{path}" fill="none"'
        f' stroke="currentColor" stroke-width="3" stroke-linejoin="round"'
        f' stroke-linecap="round"{dashes}/>{marks}{walker(*start)}</g>'
    )


def _along(points: Sequence[Point], target: Point, after: float) -> float:
    """Project a point onto a route; return the share of its length, not before `after`."""
    legs = [hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)]
    whole = sum(legs) or 1.0
    walked, least, share = 0.0, float("inf"), after
    for ((x, y), (x2, y2)), leg in zip(pairwise(points), legs, strict=True):
        dx, dy = x2 - x, y2 - y
        part = ((target[0] - x) * dx + (target[1] - y) * dy) / (leg * leg) if leg else 0.0
        part = min(max(part, (after * whole - walked) / leg if leg else 0.0, 0.0), 1.0)
        distance = hypot(x + part * dx - target[0], y + part * dy - target[1])
        if walked + leg > after * whole and distance < least - 1e-6:
            least, share = distance, (walked + part * leg) / whole
        walked += leg
    return share


def _at_seam(point: Point, stars: int, seams: Seams) -> str:
    """Draw a question mark, or stars in a heap that grows upwards from the route."""
    x, y = point
    if seams.asked:
        return (
            f'<g class="ec-asked"><circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="var(--ec-paper)"'
            f' stroke="currentColor" stroke-width="2"/><path transform="translate({x:.1f} {y:.1f})"'
            ' d="M-3.4-2.4a3.4 3.4 0 1 1 4.7 3.2q-1.3.6-1.3 2.2M0 5.8v.1" fill="none"'
            ' stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/></g>'
        )
    if stars == 1:
        return spark(x, y, 9)
    drawn = ""
    for number in range(stars):
        row, column = divmod(number, _IN_A_ROW)
        wide = min(stars - row * _IN_A_ROW, _IN_A_ROW) - 1
        drawn += spark(x + (column - wide / 2) * _ACROSS, y - row * _UP, 7)
    return drawn


def _outdoors(plan: Plan, visited: Sequence[str]) -> list[Point]:
    """Walk along the street, in and out of each door, round the edge to another row."""
    row, x = plan.door(visited[0])
    points = [(_START, plan.ground(row) + _LANE)]
    for channel in visited:
        before, (row, x) = row, plan.door(channel)
        if row != before:
            edge = plan.width - 6
            points += [(edge, plan.ground(before) + _LANE), (edge, plan.ground(row) + _LANE)]
        lane = plan.ground(row) + _LANE
        points += [(x - 5, lane), (x - 5, lane - _LANE - 14), (x + 5, lane - _LANE - 14)]
        points += [(x + 5, lane)]
    return points[:-2]


def _indoors(plan: Plan, visited: Sequence[str]) -> list[Point]:
    """Enter by the first door, then walk inside above the doors, never across one."""
    row, x = plan.door(visited[0])
    ground = plan.ground(row)
    points = [(_START, ground + _LANE), (x, ground + _LANE), (x, ground - _CORRIDOR)]
    for channel in visited[1:]:
        before, (row, x) = row, plan.door(channel)
        if row != before:
            stairs = plan.edges(before)[1] - 9
            points += [(stairs, plan.ground(before) - _CORRIDOR)]
            points += [(stairs, plan.ground(row) - _CORRIDOR)]
        points.append((x, plan.ground(row) - _CORRIDOR))
    return points


def _stops(plan: Plan, visited: Sequence[str], inside: bool) -> list[Point]:
    doors = [plan.door(channel) for channel in visited]
    rise = _CORRIDOR if inside else 14.0
    return [(x, plan.ground(row) - rise) for row, x in doors]


def _seams(plan: Plan, visited: Sequence[str], inside: bool) -> list[Point]:
    """Return the points halfway between two doors, or at the edge when the row changes."""
    seams = []
    for channel, next_channel in pairwise(visited):
        (row, x), (next_row, next_x) = plan.door(channel), plan.door(next_channel)
        rise = -_CORRIDOR if inside else _LANE
        if row == next_row:
            seams.append(((x + next_x) / 2, plan.ground(row) + rise))
        else:
            middle = (plan.ground(row) + plan.ground(next_row)) / 2 + rise
            seams.append((plan.edges(row)[1] - 9 if inside else plan.width - 9, middle))
    return seams


def walker(x: float, y: float) -> str:
    """Draw a shopper whose feet stand at a point, the same figure as in a crowd."""
    return (
        f'<g class="ec-walker"><g transform="translate({x - 8:.1f} {y - 17:.1f})"'
        ' fill="var(--ec-ink)" stroke="var(--ec-paper)" stroke-width="3" paint-order="stroke">'
        '<circle cx="8" cy="5" r="4"/><path d="M2 20c0-6.5 2.5-9.5 6-9.5s6 3 6 9.5z"/>'
        "</g></g>"
    )
