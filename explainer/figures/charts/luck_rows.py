"""How far luck moves a difference: an interval and a dot for each luck, row by row on one axis."""

from __future__ import annotations

import math
from collections.abc import Sequence

from content.html import Markup, escape
from explainer.figures.charts.text_layout import SMALL, width, wrapped
from explainer.results.marks import LuckRow, LuckRows, Scale

WIDTH = 360.0
_CHARACTERS = 46
_LINE, _GAP, _PAD = 17.0, 10.0, 12.0  # px
_BAND = 30.0
_DOT = 4.0
_PALE = ' fill="var(--ec-paper)" stroke="var(--ec-ink)" stroke-width="1.4"'


def luck_svg(marks: LuckRows) -> Markup:
    """Draw the rows under each other, as one line of SVG.

    An interval is a pale bar with its middle marked; dots are piled up above it where they would
    cover each other.
    """
    drawn, top = [], 0.0
    for row in marks.rows:
        markup, height = _row(row, marks.scale, top)
        drawn.append(markup)
        top += height + _GAP
    axis = _axis(marks.scale, top)
    height = top + _LINE + 6
    return Markup(
        f'<svg class="ec-luck-rows" viewBox="0 0 {WIDTH:g} {height:.1f}" role="img"'
        f' aria-label="{escape(marks.alt)}">{axis}{"".join(drawn)}</svg>'
    )


def pixels(value: float, scale: Scale) -> float:
    """Return where a value lies from left to right, in the drawing's own pixels."""
    whole = scale.high - scale.low
    share = (value - scale.low) / whole if whole > 0 else 0.5
    return _PAD + min(1.0, max(0.0, share)) * (WIDTH - 2 * _PAD)


def stacked(centres: Sequence[float], size: float = 2 * _DOT) -> tuple[int, ...]:
    """Return the level of each dot at which none covers another, in the order given."""
    rightmost: list[float] = []  # dot of each level so far
    levels = [0] * len(centres)
    for index in sorted(range(len(centres)), key=lambda dot: centres[dot]):
        x = centres[index]
        free = next((n for n, last in enumerate(rightmost) if x - last >= size), len(rightmost))
        rightmost[free : free + 1] = [x]
        levels[index] = free
    return tuple(levels)


def _row(row: LuckRow, scale: Scale, top: float) -> tuple[str, float]:
    names = wrapped(row.name, _CHARACTERS)
    values = wrapped(row.text, _CHARACTERS)
    y = top + _LINE * len(names)
    words = _lines(names, top, ' class="ec-luck-name"') + _lines(values, y)
    y += _LINE * len(values) + 6
    xs = [pixels(dot, scale) for dot in row.dots if math.isfinite(dot)]
    levels = stacked(xs)
    ground = y + (max(levels, default=-1) + 1) * 2 * _DOT
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{ground - (2 * level + 1) * _DOT:.1f}"'
        f' r="{_DOT - (0.9 if number else 0.2):g}"{_PALE if number else ""}/>'
        for number, (x, level) in enumerate(zip(xs, levels, strict=True))
    )
    bar = _bar(row, scale, ground)
    height = ground + _BAND / 2 + 8 - top
    return f'<g fill="var(--ec-ink)">{words}{dots}{bar}</g>', height


def _lines(lines: Sequence[str], top: float, look: str = "") -> str:
    return "".join(
        f'<text{look} x="{_PAD:g}" y="{top + _LINE * (line + 0.8):.1f}">{escape(text)}</text>'
        for line, text in enumerate(lines)
    )


def _bar(row: LuckRow, scale: Scale, top: float) -> str:
    if not all(math.isfinite(end) for end in (row.mean, row.low, row.high)):
        return ""
    left, right = pixels(row.low, scale), pixels(row.high, scale)
    middle = pixels(row.mean, scale)
    return (
        f'<rect class="ec-luck-range" x="{left:.1f}" y="{top + 3:.1f}"'
        f' width="{max(2.0, right - left):.1f}" height="{_BAND / 2:g}" rx="3"/>'
        f'<rect x="{middle - 1.5:.1f}" y="{top + 1:.1f}" width="3" height="{_BAND / 2 + 4:g}"/>'
    )


def _axis(scale: Scale, bottom: float) -> str:
    """Draw the round values with a line for each, the one of zero stronger."""
    parts = []
    for value, text in scale.ticks:
        x = pixels(value, scale)
        zero = ' class="ec-luck-zero"' if value == 0 else ""
        parts.append(
            f'<line{zero} x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{bottom:.1f}"/>'
            f'<text x="{_inside(x, text):.1f}" y="{bottom + _LINE:.1f}"'
            f' text-anchor="middle">{escape(text)}</text>'
        )
    return f'<g class="ec-luck-axis">{"".join(parts)}</g>'


def _inside(x: float, text: str) -> float:
    """Move the middle of a text so far from the edges that nothing of it is cut off."""
    half = width((text,), SMALL) / 2
    return min(max(x, half), WIDTH - half)
