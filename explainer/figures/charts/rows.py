"""Charts made of rows: end states, differences around zero, and amounts by category.

Each row has its name above it, over the full width, so that long names and
large type fit on a phone; nothing hangs in a margin that a phone has not got.
"""

from __future__ import annotations

from math import isfinite

from explainer.figures.charts.figure_record import FigureRecord
from explainer.figures.charts.lettering import SMALL, width
from explainer.figures.charts.row_marks import (
    NAME_CHARACTERS,
    SHARED_CHARACTERS,
    canvas,
    draw_bar,
    draw_dot,
    draw_track,
    key_height,
    scaled,
    stack,
    write,
    write_key,
    write_name,
    write_value,
)
from explainer.figures.palette import Palette
from explainer.results.marks import Bars, Differences, EndStates, Side, Value


def draw_end_states(figure: FigureRecord, states: EndStates, colours: Palette) -> None:
    """Draw A and B of each outcome as dots with interval bars, on the row's own scale."""
    key = key_height(states.a_name, states.b_name)
    rows, total = stack([pair.name for pair in states.pairs], key, 2, NAME_CHARACTERS)
    values = [value.text for pair in states.pairs for value in (pair.a, pair.b)]
    right = max((width((text,)) for text in values), default=0) + 16
    canvas(figure, total, right, (0.0, 1.0))
    write_key(figure, states.a_name, states.b_name, colours, bars=False)
    for row, pair in zip(rows, states.pairs, strict=True):
        write_name(figure, row, colours)
        sides: tuple[tuple[Side, str, Value], ...] = (
            ("a", states.a_name, pair.a),
            ("b", states.b_name, pair.b),
        )
        for lane, (side, name, value) in zip(row.lanes, sides, strict=True):
            places = [
                scaled(part, pair.low, pair.high) for part in (value.value, value.low, value.high)
            ]
            draw_track(figure, lane, colours)
            draw_dot(figure, lane, places, side, f"{name}\n{pair.name}: {value.text}", colours)
            write_value(figure, lane, value.text, side, colours)


def draw_differences(figure: FigureRecord, differences: Differences, colours: Palette) -> None:
    """Draw each difference with its interval around a zero line down the middle."""
    gaps = differences.gaps
    rows, total = stack([gap.name for gap in gaps], 6, 1, SHARED_CHARACTERS)
    foot = 30 if differences.lower or differences.higher else 4
    canvas(figure, total + foot, 8, (-1.04, 1.04))
    figure.add_shape(
        type="line",
        x0=0,
        x1=0,
        y0=4,
        y1=total,
        layer="below",
        line={"color": colours.edge, "width": 1.5},
    )
    for row, gap in zip(rows, gaps, strict=True):
        write_name(figure, row, colours, behind=colours.paper)
        write(
            figure,
            gap.value.text,
            row.top,
            1.0,
            "right",
            "top",
            colours.ink,
            bold=True,
            behind=colours.paper,
        )
        scale = abs(gap.scale) or 1.0
        places = [
            scaled(part, -scale, scale) * 2 - 1
            for part in (gap.value.value, gap.value.low, gap.value.high)
        ]
        draw_track(figure, row.lanes[0], colours, start=-1)
        draw_dot(
            figure, row.lanes[0], places, "difference", f"{gap.name}\n{gap.value.text}", colours
        )
    for text, x, anchor in ((differences.lower, 0.0, "left"), (differences.higher, 1.0, "right")):
        if text:
            write(figure, text, total + 6, x, anchor, "top", colours.soft, size=SMALL)


def draw_bars(figure: FigureRecord, bars: Bars, colours: Palette) -> None:
    """Draw the amounts of A and B under each other in each category."""
    key = key_height(bars.a_name, bars.b_name)
    rows, total = stack([bar.name for bar in bars.bars], key, 2, NAME_CHARACTERS)
    amounts = [value for bar in bars.bars for value in (bar.a, bar.b)]
    # To the ends of the whiskers, where there are any: the edge of the chart would cut them off.
    ends = [end for one in amounts for end in (one.value, one.low, one.high) if isfinite(end)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    right = max((width((value.text,)) for value in amounts), default=0) + 16
    canvas(figure, total, right, (low, high if high > low else low + 1))
    write_key(figure, bars.a_name, bars.b_name, colours, bars=True)
    for row, bar in zip(rows, bars.bars, strict=True):
        write_name(figure, row, colours)
        sides: tuple[tuple[Side, str, Value], ...] = (
            ("a", bars.a_name, bar.a),
            ("b", bars.b_name, bar.b),
        )
        for lane, (side, name, value) in zip(row.lanes, sides, strict=True):
            draw_bar(figure, lane, value, side, f"{name}\n{bar.name}: {value.text}", colours)
            write_value(figure, lane, value.text, side, colours)
