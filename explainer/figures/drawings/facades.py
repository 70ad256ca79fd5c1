"""What one row of houses looks like: fill, roof, walls, and what is inside."""

from __future__ import annotations

from collections.abc import Mapping

from content.html import Markup
from explainer.figures.drawings import emblems
from explainer.figures.drawings.house_plan import (
    DOOR_HEIGHT,
    DOOR_WIDTH,
    ROOM_HEIGHT,
    Plan,
    Style,
    roof_at,
    roof_points,
    wall_dashes,
)
from explainer.figures.drawings.icons import channel_icon
from explainer.figures.palette import PAIR
from simulations import CAPABILITIES

_TEXT = 13.0
_PLATE, _NOTES = 34.0, 71.0  # below the ceiling: behind the name, under it


def draw_row(
    plan: Plan, row: int, look: Style, words: Mapping[str, tuple[str, ...]], lit: str = ""
) -> str:
    """Draw one row of doors over its fill: roof, outer walls, inner walls, what is inside."""
    start, stop = plan.edges(row)
    top, ground, room = plan.ceiling(row), plan.ground(row), plan.room_width(row)
    line = f'fill="none" stroke="{look.colour}" stroke-width="2.2" stroke-linejoin="round"'
    parts = []
    for points in roof_points(plan, row):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        fill = f"var(--ec-{_tones(look)[not look.apart]}-fill)"
        parts.append(f'<polygon points="{path}" fill="{fill}" opacity="0.55"/>')
        parts.append(f'<polyline points="{path}" {line}{look.dashes}/>')
    upper = plan.ground(row - 1) if row and not look.apart else top
    parts.append(
        f'<path d="M{start:.1f} {ground:.1f}V{upper:.1f}M{stop:.1f} {upper:.1f}V{ground:.1f}"'
        f" {line}{look.dashes}/>"
    )
    parts.append(_ceilings(plan, row, look, line))
    parts.append(_inner_walls(plan, row, look, lit))
    levels = _levels(plan)
    for index, channel in enumerate(plan.rows[row]):
        parts.append(_inside(plan, row, index, look, channel, words.get(channel, (channel,))))
    parts += [
        emblems.parcel(
            levels,
            (plan.left(row, index) + room + plan.left(row, index + 1)) / 2,
            ground,
            room + plan.gap - DOOR_WIDTH,
        )
        for index in range(len(plan.rows[row]) - 1)
    ]
    parts.append(
        f'<path d="M{start - 10:.1f} {ground:.1f}H{stop + 10:.1f}" stroke="var(--ec-ink)"'
        ' stroke-width="2" stroke-linecap="round"/>'
    )
    parts.append(_flags(plan, row, look))
    return f"<g>{''.join(parts)}</g>"


def draw_fill(plan: Plan, row: int, look: Style) -> str:
    """Fill rooms apart and the house as one, in the tones of two strategies in between."""
    start, stop = plan.edges(row)
    top, level, room = plan.ceiling(row), plan.level, plan.room_width(row)
    apart, joined = _tones(look)
    # The storeys of one house are joined by a gallery, where the doors above open.
    gallery = plan.ground(row - 1) if row else top
    whole = (
        f'<rect x="{start:.1f}" y="{gallery:.1f}" width="{stop - start:.1f}"'
        f' height="{plan.ground(row) - gallery:.1f}"'
        f' fill="var(--ec-{joined}-fill)" opacity="{level:.3f}"/>'
    )
    rooms = "".join(
        f'<rect x="{plan.left(row, index):.1f}" y="{top:.1f}" width="{room:.1f}"'
        f' height="{ROOM_HEIGHT:g}" fill="var(--ec-{apart}-fill)" opacity="{1 - level:.3f}"/>'
        for index in range(len(plan.rows[row]))
    )
    return whole + rooms


def _tones(look: Style) -> tuple[str, str]:
    """Return whose tones fill the rooms apart, and the house as one."""
    return PAIR if look.mixed else (look.identity, look.identity)


def _ceilings(plan: Plan, row: int, look: Style, line: str) -> str:
    """Draw the line under the roof: under each house apart, or along the whole house."""
    top, room = plan.ceiling(row), plan.room_width(row)
    if plan.level > 0:
        start, stop = plan.edges(row)
        spans = [(start, stop)] if row == 0 or look.apart else []
    else:
        lefts = [plan.left(row, index) for index in range(len(plan.rows[row]))]
        spans = [(left, left + room) for left in lefts]
    path = "".join(f"M{left:.1f} {top:.1f}H{right:.1f}" for left, right in spans)
    return f'<path d="{path}" {line}{look.dashes}/>'


def _inner_walls(plan: Plan, row: int, look: Style, lit: str) -> str:
    """Draw what is left of the inner walls, a path for each capability; one may be lit up."""
    top, room = plan.ceiling(row), plan.room_width(row)
    sides = []
    for index in range(len(plan.rows[row]) - 1):
        sides += [plan.left(row, index) + room, plan.left(row, index + 1)]
    paths = dict.fromkeys(CAPABILITIES, "")
    for side in sides:
        for number, x, y1, y2 in wall_dashes(plan, side, top):
            paths[CAPABILITIES[number]] += f"M{x:.1f} {y1:.1f}V{y2:.1f}"
    colour = f"var(--ec-{PAIR[0]})" if look.mixed else look.colour
    drawn = "".join(
        f'<path class="ec-wall{" ec-lit" if name == lit else ""}" data-piece="{name}" d="{path}"/>'
        for name, path in paths.items()
        if path
    )
    return f'<g class="ec-walls" stroke="{colour}" stroke-width="2.4">{drawn}</g>' if drawn else ""


def _levels(plan: Plan) -> emblems.Levels:
    return emblems.Levels(plan.levels, alone=sum(map(len, plan.rows)) <= 1)


def _inside(
    plan: Plan, row: int, index: int, look: Style, channel: str, words: tuple[str, ...]
) -> str:
    """Draw what one door shows: sign, name, door, and what its house has or shares."""
    room, left = plan.room_width(row), plan.left(row, index)
    middle, levels = left + room / 2, _levels(plan)
    top, ground = plan.ceiling(row), plan.ground(row)
    half, arch = DOOR_WIDTH / 2, DOOR_WIDTH / 2
    number = sum(map(len, plan.rows[:row])) + index
    name = Markup("").join(
        Markup('<tspan x="{:.1f}" dy="{:.1f}">{}</tspan>').format(
            middle, _TEXT * 1.15 if line else 0, word
        )
        for line, word in enumerate(words)
    )
    icon = channel_icon(channel, x=middle - 11, y=top + 10, size=22)
    lettered = min(max(map(len, words)) * _TEXT * 0.62 + 10, room - 6)
    return (
        f"{emblems.bunting(levels, number, (left, left + room), top, look.colour)}"
        f'<g style="color:var(--ec-ink)">{icon}</g>'
        f"{emblems.plate(levels, number, middle, lettered, top + _PLATE, len(words))}"
        f'<text x="{middle:.1f}" y="{top + 48:.1f}" text-anchor="middle" font-size="{_TEXT:g}"'
        f' font-weight="600" fill="var(--ec-ink)">{name}</text>'
        f"{emblems.notes(levels, number, middle, (room + plan.gap) / 2, top + _NOTES)}"
        f'<path data-door="{channel}" data-x="{middle:.1f}" data-y="{ground:.1f}"'
        f' d="M{middle - half:.1f} {ground:.1f}v{-(DOOR_HEIGHT - arch):.1f}'
        f'a{arch:.1f} {arch:.1f} 0 0 1 {DOOR_WIDTH:g} 0v{DOOR_HEIGHT - arch:.1f}z"'
        ' fill="var(--ec-paper)" stroke="var(--ec-ink)" stroke-width="1.8"/>'
        f"{emblems.boxes(levels, number, middle - half, ground)}"
        f"{emblems.tag(levels, number, middle + half, ground)}"
        f"{emblems.cart(levels, number, middle + half, ground)}"
    )


def _flags(plan: Plan, row: int, look: Style) -> str:
    """Draw flags and calls on each roof, which give way to one of each as they are shared."""
    levels = _levels(plan)
    goals = levels.of("shared_goals")
    drawn = []
    for line in roof_points(plan, row):
        for x, y in line[1:-1:3] if plan.level == 0 else line[2:-1:3]:
            if goals < 1:
                drawn.append(_flag(x, y, 8, 1 - goals, look))
            drawn.append(emblems.calls(levels, x + 12, y + 1, together=False))
    if row == 0:
        middle = sum(plan.edges(row)) / 2
        peak = roof_at(plan, middle)
        if goals > 0:
            drawn.append(_flag(middle, peak, 13, goals, look, pole=26))
        drawn.append(emblems.calls(levels, middle + 17, peak - 21, together=True))
    return "".join(drawn)


def _flag(x: float, y: float, size: float, opacity: float, look: Style, pole: float = 10) -> str:
    return (
        f'<path class="ec-emblem-shared_goals" d="M{x:.1f} {y:.1f}v{-pole:.1f}'
        f'l{size:.1f} {size * 0.35:.1f}l{-size:.1f} {size * 0.35:.1f}"'
        f' opacity="{opacity:.3f}" fill="{look.colour}"'
        f' stroke="{look.colour}" stroke-width="1.5" stroke-linejoin="round"/>'
    )
