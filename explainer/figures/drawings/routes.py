"""A shopper's walk through a drawing: outside past every seam, or inside in one line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from explainer.figures.drawings.dwellings import DOOR_HEIGHT, Plan, Style
from explainer.figures.drawings.signs import spark

_LANE = 18.0  # below the ground
_CORRIDOR = DOOR_HEIGHT + 12.0  # above the ground: over the doors, under the names
_START = 14.0


def draw_walk(plan: Plan, visited: Sequence[str], look: Style) -> str:
    """Draw the walk past the doors visited, in order; nothing without a visit."""
    if not visited:
        return ""
    inside = plan.level >= 0.5
    points = _indoors(plan, visited) if inside else _outdoors(plan, visited)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = "" if inside else ' stroke-dasharray="5 4"'
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{look.colour}"/>'
        for x, y in _stops(plan, visited, inside)
    )
    sparks = "" if inside else "".join(spark(x, y, 9) for x, y in _seams(plan, visited))
    return (
        f'<g class="ec-walk" style="color:{look.colour}"><polyline points="{path}" fill="none"'
        f' stroke="currentColor" stroke-width="3" stroke-linejoin="round"'
        f' stroke-linecap="round"{dashes}/>{marks}{sparks}'
        f"{_walker(_START, plan.ground(plan.door(visited[0])[0]) + _LANE)}</g>"
    )


def _outdoors(plan: Plan, visited: Sequence[str]) -> list[tuple[float, float]]:
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


def _indoors(plan: Plan, visited: Sequence[str]) -> list[tuple[float, float]]:
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


def _stops(plan: Plan, visited: Sequence[str], inside: bool) -> list[tuple[float, float]]:
    doors = [plan.door(channel) for channel in visited]
    rise = _CORRIDOR if inside else 14.0
    return [(x, plan.ground(row) - rise) for row, x in doors]


def _seams(plan: Plan, visited: Sequence[str]) -> list[tuple[float, float]]:
    """Put a spark halfway between two doors, or at the edge when the row changes."""
    seams = []
    for one, other in pairwise(visited):
        (row, x), (next_row, next_x) = plan.door(one), plan.door(other)
        if row == next_row:
            seams.append(((x + next_x) / 2, plan.ground(row) + _LANE))
        else:
            middle = (plan.ground(row) + plan.ground(next_row)) / 2 + _LANE
            seams.append((plan.width - 9, middle))
    return seams


def _walker(x: float, y: float) -> str:
    """Draw the shopper who sets out, the same figure as in a crowd."""
    return (
        f'<g class="ec-walker"><g transform="translate({x - 8:.1f} {y - 17:.1f})"'
        ' fill="var(--ec-ink)" stroke="var(--ec-paper)" stroke-width="3" paint-order="stroke">'
        '<circle cx="8" cy="5" r="4"/><path d="M2 20c0-6.5 2.5-9.5 6-9.5s6 3 6 9.5z"/>'
        "</g></g>"
    )
