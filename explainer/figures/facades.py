"""What one row of houses looks like: fill, roof, walls, and what is inside."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from explainer.figures.dwellings import (
    DOOR_HEIGHT,
    DOOR_WIDTH,
    ROOM_HEIGHT,
    Plan,
    Style,
    roof_at,
    roof_points,
    wall_dashes,
)
from explainer.figures.signs import channel_icon

_TEXT = 13.0
# How far each room goes its own way when nothing is shared.
_TAG_DRIFT = (-7.0, 8.0, -2.0, 10.0, -9.0, 4.0, -5.0, 7.0)
_BOXES = (3, 0, 2, 1, 3, 0, 2, 1)


def draw_row(plan: Plan, row: int, look: Style, words: Mapping[str, tuple[str, ...]]) -> str:
    """Draw one row of doors over its fill: roof, outer walls, inner walls, what is inside."""
    start, stop = plan.edges(row)
    top, ground = plan.ceiling(row), plan.ground(row)
    line = f'fill="none" stroke="{look.colour}" stroke-width="2.2" stroke-linejoin="round"'
    parts = []
    for points in roof_points(plan, row):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        fill = f"var(--ec-{look.identity}-fill)"
        parts.append(f'<polygon points="{path}" fill="{fill}" opacity="0.55"/>')
        parts.append(f'<polyline points="{path}" {line}{look.dashes}/>')
    upper = plan.ground(row - 1) if row and not look.dashed else top
    parts.append(
        f'<path d="M{start:.1f} {ground:.1f}V{upper:.1f}M{stop:.1f} {upper:.1f}V{ground:.1f}"'
        f" {line}{look.dashes}/>"
    )
    parts.append(_ceilings(plan, row, look, line))
    parts.append(_inner_walls(plan, row, look))
    for place, channel in enumerate(plan.rows[row]):
        parts.append(_inside(plan, row, place, channel, words.get(channel, (channel,))))
    parts.append(
        f'<path d="M{start - 10:.1f} {ground:.1f}H{stop + 10:.1f}" stroke="var(--ec-ink)"'
        ' stroke-width="2" stroke-linecap="round"/>'
    )
    parts.append(_flags(plan, row, look))
    return f"<g>{''.join(parts)}</g>"


def draw_fill(plan: Plan, row: int, look: Style) -> str:
    """Fill rooms apart in the warm tone and the house as one in the cool tone."""
    start, stop = plan.edges(row)
    top, level, room = plan.ceiling(row), plan.level, plan.room_width(row)
    apart, joined = ("islands", "connected") if look.mixed else (look.identity, look.identity)
    # The storeys of one house are joined by a gallery, where the doors above open.
    gallery = plan.ground(row - 1) if row else top
    whole = (
        f'<rect x="{start:.1f}" y="{gallery:.1f}" width="{stop - start:.1f}"'
        f' height="{plan.ground(row) - gallery:.1f}"'
        f' fill="var(--ec-{joined}-fill)" opacity="{level:.3f}"/>'
    )
    rooms = "".join(
        f'<rect x="{plan.left(row, place):.1f}" y="{top:.1f}" width="{room:.1f}"'
        f' height="{ROOM_HEIGHT:g}" fill="var(--ec-{apart}-fill)" opacity="{1 - level:.3f}"/>'
        for place in range(len(plan.rows[row]))
    )
    return whole + rooms


def _ceilings(plan: Plan, row: int, look: Style, line: str) -> str:
    """Draw the line under the roof: under each house apart, or along the whole house."""
    top, room = plan.ceiling(row), plan.room_width(row)
    if plan.level > 0:
        start, stop = plan.edges(row)
        spans = [(start, stop)] if row == 0 or look.dashed else []
    else:
        lefts = [plan.left(row, place) for place in range(len(plan.rows[row]))]
        spans = [(left, left + room) for left in lefts]
    path = "".join(f"M{left:.1f} {top:.1f}H{right:.1f}" for left, right in spans)
    return f'<path d="{path}" {line}{look.dashes}/>'


def _inner_walls(plan: Plan, row: int, look: Style) -> str:
    top, room = plan.ceiling(row), plan.room_width(row)
    sides = []
    for place in range(len(plan.rows[row]) - 1):
        sides += [plan.left(row, place) + room, plan.left(row, place + 1)]
    path = "".join(
        f"M{x:.1f} {y1:.1f}V{y2:.1f}"
        for side in sides
        for x, y1, y2 in wall_dashes(plan, side, top)
    )
    colour = "var(--ec-islands)" if look.mixed else look.colour
    return (
        f'<path class="ec-walls" d="{path}" stroke="{colour}" stroke-width="2.4"/>' if path else ""
    )


def _inside(plan: Plan, row: int, place: int, channel: str, words: tuple[str, ...]) -> str:
    """Draw what one door shows: sign, name, door, price tag, boxes."""
    middle = plan.left(row, place) + plan.room_width(row) / 2
    top, ground = plan.ceiling(row), plan.ground(row)
    half, arch = DOOR_WIDTH / 2, DOOR_WIDTH / 2
    name = "".join(
        f'<tspan x="{middle:.1f}" dy="{_TEXT * 1.15 if line else 0:.1f}">{escape(word)}</tspan>'
        for line, word in enumerate(words)
    )
    return (
        f'<g style="color:var(--ec-ink)">{channel_icon(channel, x=middle - 12, y=top + 8)}</g>'
        f'<text x="{middle:.1f}" y="{top + 47:.1f}" text-anchor="middle" font-size="{_TEXT:g}"'
        f' font-weight="600" fill="var(--ec-ink)">{name}</text>'
        f'<path d="M{middle - half:.1f} {ground:.1f}v{-(DOOR_HEIGHT - arch):.1f}'
        f'a{arch:.1f} {arch:.1f} 0 0 1 {DOOR_WIDTH:g} 0v{DOOR_HEIGHT - arch:.1f}z"'
        ' fill="var(--ec-paper)" stroke="var(--ec-ink)" stroke-width="1.8"/>'
        f"{_tag(plan, place, middle + half, ground)}{_boxes(plan, place, middle - half, ground)}"
    )


def _tag(plan: Plan, place: int, door: float, ground: float) -> str:
    """Draw the price tag, which hangs level in every room when prices are one."""
    drift = _TAG_DRIFT[place % len(_TAG_DRIFT)] * (1 - plan.levels[1])
    return (
        f'<path class="ec-tag" transform="translate({door + 6:.1f} {ground - 30 + drift:.1f})"'
        ' d="M0 5L5 0h8v10H5zM4.6 5h.1" fill="var(--ec-card)" stroke="var(--ec-ink)"'
        ' stroke-width="1.3" stroke-linejoin="round" stroke-linecap="round"/>'
    )


def _boxes(plan: Plan, place: int, door: float, ground: float) -> str:
    """Draw the stock behind a door: uneven apart, the same everywhere when shared."""
    level = plan.levels[0]
    count = round(_BOXES[place % len(_BOXES)] * (1 - level) + 2 * level)
    return "".join(
        f'<rect x="{door - 17:.1f}" y="{ground - 11 * (box + 1):.1f}" width="11" height="9.5"'
        ' fill="var(--ec-card)" stroke="var(--ec-ink)" stroke-width="1.3"/>'
        for box in range(count)
    )


def _flags(plan: Plan, row: int, look: Style) -> str:
    """Draw a flag on each roof, which give way to one flag as goals are shared."""
    goals = plan.levels[-1]
    flags = []
    if goals < 1:
        for line in roof_points(plan, row):
            peaks = line[1:-1:3] if plan.level == 0 else line[2:-1:3]
            flags += [_flag(x, y, 8, 1 - goals, look) for x, y in peaks]
    if goals > 0 and row == 0:
        middle = sum(plan.edges(row)) / 2
        flags.append(_flag(middle, roof_at(plan, middle), 13, goals, look, pole=26))
    return "".join(flags)


def _flag(x: float, y: float, size: float, opacity: float, look: Style, pole: float = 10) -> str:
    return (
        f'<path class="ec-flag" d="M{x:.1f} {y:.1f}v{-pole:.1f}l{size:.1f} {size * 0.35:.1f}'
        f'l{-size:.1f} {size * 0.35:.1f}" opacity="{opacity:.3f}" fill="{look.colour}"'
        f' stroke="{look.colour}" stroke-width="1.5" stroke-linejoin="round"/>'
    )
