"""The two drawings of a presentation as SVG, broad for screens and paper, narrow for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content import Texts
from content.html import Markup, escape
from explainer.exports.pitch.document import Document, Line
from explainer.figures.palette import LIGHT

EDGE, GAP = 8, 10
DASHES = ("6 4", "0", "2 3")
FEELING_COLOURS = (LIGHT.neutral.colour, LIGHT.connected.colour, LIGHT.islands.colour)
"""Of the bars for the people of `FEELINGS`, in its order."""


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's width, the height of its lines, its type and the room for names at the right."""

    name: str
    wide: int
    high: int
    type: int
    names: int


SIZES = (Size("broad", 960, 205, 26, 230), Size("narrow", 340, 260, 15, 136))
"""Both are drawn; the style shows the one that can be read at the width that there is."""


def case_colours(document: Document) -> tuple[str, str, str]:
    """Return the colours of the cautious, the central and the hopeful case."""
    return LIGHT.islands.colour, document.firm.colour, LIGHT.connected.colour


def per_hundred_svg(document: Document) -> Markup:
    """Draw how many of a hundred people gain, lose or see no change."""
    return Markup("").join(_bars(document.per_hundred, size) for size in SIZES)


def course_svg(document: Document, texts: Texts) -> Markup:
    """Draw the three cases over the months, with the line of nothing gained or lost."""
    description = "; ".join(f"{case[0]}: {case[1]}" for case in document.cases)
    month = texts("business_pitch.money.month_axis")
    return Markup("").join(
        _lines(document.lines, case_colours(document), month, description, size) for size in SIZES
    )


def _bars(counts: Sequence[tuple[str, int]], size: Size) -> Markup:
    row_height, thick = size.type * 2.8, size.type * 1.1
    bars = "".join(
        f'<text x="0" y="{row_height * row + size.type:g}" font-size="{size.type}">'
        f"{escape(name)}: {count}</text>"
        f'<rect x="0" y="{row_height * row + size.type * 1.35:g}"'
        f' width="{count * size.wide / 100:g}" height="{thick:g}" fill="{colour}"/>'
        for row, ((name, count), colour) in enumerate(zip(counts, FEELING_COLOURS, strict=True))
    )
    description = "; ".join(f"{name}: {count}" for name, count in counts)
    return _svg(size, row_height * len(counts), description, bars)


def _lines(
    lines: Sequence[Line], inks: Sequence[str], month: str, description: str, size: Size
) -> Markup:
    values = [value for line in lines for value in line.values] or [0.0]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    count = len(lines[0].values)
    left, right = EDGE + size.type, size.wide - size.names
    top, bottom = size.type * 0.6, size.high - size.type * 1.8

    def x_of(month: int) -> float:
        return left + (right - left) * month / max(1, count - 1)

    def y_of(value: float) -> float:
        return top + (bottom - top) * (high - value) / span

    zero = y_of(0.0)
    drawn = [
        f'<line x1="{left}" x2="{right}" y1="{zero:.1f}" y2="{zero:.1f}" stroke="#1a1816"/>',
        f'<text x="{left - 6}" y="{zero + size.type / 3:.1f}" text-anchor="end"'
        f' font-size="{size.type}">0</text>',
    ]
    ends = _spread_names([y_of(line.values[-1]) for line in lines], size)
    for line, ink, dash, end in zip(lines, inks, DASHES, ends, strict=True):
        points = " ".join(f"{x_of(m):.1f},{y_of(v):.1f}" for m, v in enumerate(line.values))
        drawn.append(
            f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="3"'
            f' stroke-dasharray="{dash}"/>'
            f'<text x="{right + GAP}" y="{end:.1f}" font-size="{size.type}" fill="{ink}">'
            f"{escape(line.name)}</text>"
        )
    drawn += [
        f'<text x="{x_of(tick):.1f}" y="{size.high - size.type * 0.4:.1f}"'
        f' font-size="{size.type}" text-anchor="{anchor}">{escape(month)} {tick + 1}</text>'
        for tick, anchor in zip(
            (0, (count - 1) // 2, count - 1), ("start", "middle", "end"), strict=True
        )
        if tick or anchor == "start"
    ]
    return _svg(size, size.high, description, "".join(drawn))


def _spread_names(wanted: Sequence[float], size: Size) -> list[float]:
    """Return where names stand so that none is on another one, as near as can be to their lines."""
    step = size.type * 1.1
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    ends, last = [0.0] * len(wanted), 0.0
    for index in order:
        last = max(wanted[index] + size.type / 3, last + step)
        ends[index] = last
    over = max(0.0, last - (size.high - size.type * 0.4))
    return [end - over for end in ends]


def _svg(size: Size, high: float, description: str, inner: str) -> Markup:
    return Markup(
        f'<svg class="{size.name}" viewBox="0 0 {size.wide} {high:g}" role="img"'
        f' aria-label="{escape(description)}">{inner}</svg>'
    )
