"""Charts made of rows: end states, differences around zero, and amounts by category.

Each row has its name above it, over the full width, so that long names and
large type fit on a phone; nothing hangs in a margin that a phone has not got.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from explainer.figures.lettering import SIZE, SMALL, height, markup, width, wrapped
from explainer.figures.marks import Bars, Differences, EndStates, Value
from explainer.figures.palette import Palette, Side, translucent

_NAME_CHARACTERS = 40  # a line of a row's name at 360 px
_SHARED_CHARACTERS = 26  # the same when a value stands on the same line
_LANE = 26  # px from one lane to the next
_ROW_GAP = 22  # px between rows


@dataclass(frozen=True, slots=True)
class _Row:
    """Where one row stands, in pixels downwards from the top of the figure."""

    name: tuple[str, ...]
    top: float
    lanes: tuple[float, ...]


def draw_end_states(figure: go.Figure, states: EndStates, colours: Palette) -> None:
    """Draw A and B of each outcome as dots with interval bars, on the row's own scale."""
    key = _key_height(states.a_name, states.b_name)
    rows, total = _stack([pair.name for pair in states.pairs], key, 2, _NAME_CHARACTERS)
    values = [value.text for pair in states.pairs for value in (pair.a, pair.b)]
    right = max((width((text,)) for text in values), default=0) + 16
    _canvas(figure, total, right, (0.0, 1.0))
    _key(figure, states.a_name, states.b_name, colours, bars=False)
    for row, pair in zip(rows, states.pairs, strict=True):
        _write_name(figure, row, colours)
        sides: tuple[tuple[Side, str, Value], ...] = (
            ("a", states.a_name, pair.a),
            ("b", states.b_name, pair.b),
        )
        for lane, (side, name, value) in zip(row.lanes, sides, strict=True):
            scaled = [
                _scale(part, pair.low, pair.high) for part in (value.value, value.low, value.high)
            ]
            _track(figure, lane, colours)
            _dot(figure, lane, scaled, side, f"{name}\n{pair.name}: {value.text}", colours)
            _write_value(figure, lane, value.text, side, colours)


def draw_differences(figure: go.Figure, differences: Differences, colours: Palette) -> None:
    """Draw each difference with its interval around a zero line down the middle."""
    gaps = differences.gaps
    rows, total = _stack([gap.name for gap in gaps], 6, 1, _SHARED_CHARACTERS)
    foot = 30 if differences.lower or differences.higher else 4
    _canvas(figure, total + foot, 8, (-1.04, 1.04))
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
        _write_name(figure, row, colours, behind=colours.paper)
        _write(
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
        scaled = [
            _scale(part, -scale, scale) * 2 - 1
            for part in (gap.value.value, gap.value.low, gap.value.high)
        ]
        _track(figure, row.lanes[0], colours, start=-1)
        _dot(figure, row.lanes[0], scaled, "difference", f"{gap.name}\n{gap.value.text}", colours)
    for text, x, anchor in ((differences.lower, 0.0, "left"), (differences.higher, 1.0, "right")):
        if text:
            _write(figure, text, total + 6, x, anchor, "top", colours.soft, size=SMALL)


def draw_bars(figure: go.Figure, bars: Bars, colours: Palette) -> None:
    """Draw the amounts of A and B under each other in each category."""
    key = _key_height(bars.a_name, bars.b_name)
    rows, total = _stack([bar.name for bar in bars.bars], key, 2, _NAME_CHARACTERS)
    amounts = [value for bar in bars.bars for value in (bar.a, bar.b)]
    low = min([0.0, *(value.value for value in amounts)])
    high = max([0.0, *(value.value for value in amounts)])
    right = max((width((value.text,)) for value in amounts), default=0) + 16
    _canvas(figure, total, right, (low, high if high > low else low + 1))
    _key(figure, bars.a_name, bars.b_name, colours, bars=True)
    for row, bar in zip(rows, bars.bars, strict=True):
        _write_name(figure, row, colours)
        sides: tuple[tuple[Side, str, Value], ...] = (
            ("a", bars.a_name, bar.a),
            ("b", bars.b_name, bar.b),
        )
        for lane, (side, name, value) in zip(row.lanes, sides, strict=True):
            _bar(figure, lane, value, side, f"{name}\n{bar.name}: {value.text}", colours)
            _write_value(figure, lane, value.text, side, colours)


def _stack(
    names: Sequence[str], start: float, lanes: int, characters: int
) -> tuple[list[_Row], float]:
    """Place the rows under each other; a name of more lines takes more room."""
    rows, top = [], start
    for name in names:
        lines = wrapped(name, characters)
        first = top + height(lines) + 18
        places = tuple(first + lane * _LANE for lane in range(lanes))
        rows.append(_Row(lines, top, places))
        top = places[-1] + 12 + _ROW_GAP
    return rows, top - _ROW_GAP + 4 if names else start


def _scale(value: float, low: float, high: float) -> float:
    """Place a value between 0 (low) and 1 (high), and never outside."""
    return min(max((value - low) / ((high - low) or 1.0), 0.0), 1.0)


def _canvas(figure: go.Figure, total: float, right: float, limits: tuple[float, float]) -> None:
    """Make the vertical axis count pixels downwards, so that text and marks line up."""
    figure.update_layout(
        height=total,
        margin={"t": 0, "b": 0, "l": 8, "r": right, "pad": 0},
        xaxis={"range": list(limits), "visible": False},
        yaxis={"range": [total, 0], "visible": False},
    )


def _key_height(*names: str) -> float:
    return sum(height(wrapped(name, _NAME_CHARACTERS)) + 6 for name in names) + 14


def _key(figure: go.Figure, a_name: str, b_name: str, colours: Palette, *, bars: bool) -> None:
    """Name the two sides once, at the top, in the order of their lanes."""
    y = 2.0
    sides: tuple[tuple[Side, str, str], ...] = (
        ("a", a_name, "▨" if bars else "○"),
        ("b", b_name, "■" if bars else "●"),
    )
    for side, name, sign in sides:
        lines = wrapped(name, _NAME_CHARACTERS - 4)
        _write(
            figure,
            f"{sign}  " + "\n     ".join(lines),
            y,
            0.0,
            "left",
            "top",
            colours.identity(side).colour,
            bold=True,
        )
        y += height(lines) + 6


def _track(figure: go.Figure, lane: float, colours: Palette, start: float = 0) -> None:
    figure.add_shape(
        type="line",
        x0=start,
        x1=1,
        y0=lane,
        y1=lane,
        layer="below",
        line={"color": colours.line, "width": 1.5},
    )


def _dot(
    figure: go.Figure,
    lane: float,
    scaled: Sequence[float],
    side: Side,
    hover: str,
    colours: Palette,
) -> None:
    """Draw the interval as a bar with ends and the value as a dot; hollow for islands."""
    look = colours.identity(side)
    value, low, high = scaled
    figure.add_trace(
        go.Scatter(
            x=[low, high],
            y=[lane, lane],
            mode="lines+markers",
            hoverinfo="skip",
            cliponaxis=False,
            line={"color": translucent(look.colour, 0.55), "width": 6},
            marker={"symbol": "line-ns", "size": 12, "line": {"color": look.colour, "width": 2}},
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[value],
            y=[lane],
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": "circle",
                "size": 13,
                "color": colours.paper if look.dash == "dash" else look.colour,
                "line": {"color": look.colour, "width": 3},
            },
            text=[markup(tuple(hover.split("\n")))],
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _bar(
    figure: go.Figure, lane: float, value: Value, side: Side, hover: str, colours: Palette
) -> None:
    look = colours.identity(side)
    hatched = look.dash == "dash"
    figure.add_trace(
        go.Bar(
            x=[value.value],
            y=[lane],
            width=16,
            orientation="h",
            marker={
                "color": look.fill if hatched else look.colour,
                "line": {"color": look.colour, "width": 1.5},
                "pattern": {
                    "shape": "/" if hatched else "",
                    "size": 7,
                    "solidity": 0.35,
                    "fgcolor": look.colour,
                    "fillmode": "overlay",
                },
            },
            error_x=_whiskers(value, colours),
            text=[markup(tuple(hover.split("\n")))],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _whiskers(value: Value, colours: Palette) -> dict[str, Any]:
    """Return the interval of a bar as thin whiskers; none when it has no width."""
    if value.high <= value.low:
        return {"visible": False}
    return {
        "type": "data",
        "symmetric": False,
        "array": [value.high - value.value],
        "arrayminus": [value.value - value.low],
        "color": colours.ink,
        "thickness": 1.5,
        "width": 4,
    }


def _write_name(figure: go.Figure, row: _Row, colours: Palette, behind: str = "") -> None:
    _write(figure, "\n".join(row.name), row.top, 0.0, "left", "top", colours.ink, behind=behind)


def _write_value(figure: go.Figure, lane: float, text: str, side: Side, colours: Palette) -> None:
    """Write a value in the right margin, where the eye can run down the figures."""
    figure.add_annotation(
        text=markup((text,), bold_last=True),
        x=1,
        xref="paper",
        xanchor="left",
        xshift=10,
        y=lane,
        yref="y",
        yanchor="middle",
        showarrow=False,
        font={"size": SIZE, "color": colours.identity(side).colour},
    )


def _write(
    figure: go.Figure,
    text: str,
    y: float,
    x: float,
    xanchor: str,
    yanchor: str,
    colour: str,
    *,
    bold: bool = False,
    size: float = SIZE,
    behind: str = "",
) -> None:
    words = markup(tuple(text.split("\n")))
    figure.add_annotation(
        text=f"<b>{words}</b>" if bold else words,
        x=x,
        xref="paper",
        xanchor=xanchor,
        xshift=-8 if xanchor == "left" else 0,
        y=y,
        yref="y",
        yanchor=yanchor,
        align="left",
        showarrow=False,
        bgcolor=behind or "rgba(0,0,0,0)",
        font={"size": size, "color": colour},
    )
