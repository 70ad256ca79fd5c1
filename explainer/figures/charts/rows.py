"""Charts made of rows: end states, differences around zero, and amounts by category.

Each row has its name above it, over the full width, so that long names and
large type fit on a phone; nothing hangs in a margin that a phone has not got.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

from explainer.figures.charts.figure_record import FigureRecord, add_line
from explainer.figures.charts.row_marks import (
    NAME_CHARACTERS,
    SHARED_CHARACTERS,
    Row,
    canvas,
    draw_bar,
    draw_dot,
    draw_state,
    draw_track,
    key_height,
    scaled,
    stack,
    write,
    write_key,
    write_name,
    write_value,
)
from explainer.figures.charts.text_layout import SMALL, width
from explainer.figures.palette import Palette
from explainer.results.marks import Bar, Bars, Differences, EndStates, Pair, Side, Value


def draw_end_states(figure: FigureRecord, states: EndStates, colours: Palette) -> None:
    """Draw A and B of each outcome as dots with interval bars, on the row's own scale."""
    rows = _rows_of_two(figure, states.pairs, states, (0.0, 1.0), colours, bars=False)
    for row, pair in zip(rows, states.pairs, strict=True):
        write_name(figure, row, colours)
        for lane, side, value, hover in _sides(row, pair, states):
            draw_state(figure, lane, value, (pair.low, pair.high), side, hover, colours)


def draw_differences(figure: FigureRecord, differences: Differences, colours: Palette) -> None:
    """Draw each difference with its interval around a zero line down the middle."""
    rows, total = stack([row.name for row in differences.rows], 6, 1, SHARED_CHARACTERS)
    foot = 30 if differences.lower or differences.higher else 4
    canvas(figure, total + foot, 8, (-1.04, 1.04))
    add_line(figure, (0, 0), (4, total), {"color": colours.edge, "width": 1.5})
    for row, difference in zip(rows, differences.rows, strict=True):
        value, paper, ink = difference.value, colours.paper, colours.ink
        write_name(figure, row, colours, behind=paper)
        write(figure, value.text, row.top, 1.0, "right", ink, bold=True, behind=paper)
        scale = abs(difference.scale) or 1.0
        positions = [
            scaled(part, -scale, scale) * 2 - 1 for part in (value.value, value.low, value.high)
        ]
        hover = f"{difference.name}\n{value.text}"
        draw_track(figure, row.lanes[0], colours, start=-1)
        draw_dot(figure, row.lanes[0], positions, "difference", hover, colours)
    for text, x, anchor in ((differences.lower, 0.0, "left"), (differences.higher, 1.0, "right")):
        if text:
            write(figure, text, total + 6, x, anchor, colours.soft, size=SMALL)


def draw_bars(figure: FigureRecord, bars: Bars, colours: Palette) -> None:
    """Draw the amounts of A and B under each other in each category."""
    amounts = [value for bar in bars.bars for value in (bar.a, bar.b)]
    # To the ends of the whiskers, where there are any: the edge of the chart would cut them off.
    ends = [end for value in amounts for end in (value.value, value.low, value.high)]
    finite = [0.0, *filter(isfinite, ends)]
    low, high = min(finite), max(finite)
    limits = (low, high if high > low else low + 1)
    rows = _rows_of_two(figure, bars.bars, bars, limits, colours, bars=True)
    for row, bar in zip(rows, bars.bars, strict=True):
        write_name(figure, row, colours)
        for lane, side, value, hover in _sides(row, bar, bars):
            draw_bar(figure, lane, value, side, hover, colours)
            write_value(figure, lane, value.text, side, colours)


def _rows_of_two(
    figure: FigureRecord,
    pairs: Sequence[Bar | Pair],
    names: Bars | EndStates,
    limits: tuple[float, float],
    colours: Palette,
    *,
    bars: bool,
) -> list[Row]:
    """Make room for rows of A and B with their values at the right, below the key of both."""
    key = key_height(names.a_name, names.b_name)
    rows, total = stack([pair.name for pair in pairs], key, 2, NAME_CHARACTERS)
    texts = [value.text for pair in pairs for value in (pair.a, pair.b)]
    canvas(figure, total, max((width((text,)) for text in texts), default=0) + 16, limits)
    write_key(figure, names.a_name, names.b_name, colours, bars=bars)
    return rows


def _sides(
    row: Row, pair: Bar | Pair, names: Bars | EndStates
) -> Iterator[tuple[float, Side, Value, str]]:
    """Yield lane, side, value and hover text of A and of B."""
    a_lane, b_lane = row.lanes
    yield a_lane, "a", pair.a, f"{names.a_name}\n{pair.name}: {pair.a.text}"
    yield b_lane, "b", pair.b, f"{names.b_name}\n{pair.name}: {pair.b.text}"
