"""The parts of a row: its position, name, tracks, dots, bars and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from explainer.figures.charts.figure_record import FigureRecord, add_line, bar, scatter
from explainer.figures.charts.text_layout import SIZE, height, markup, wrapped
from explainer.figures.palette import Identity, Palette, translucent
from explainer.results.marks import Side, Value

NAME_CHARACTERS = 40  # a line of a row's name at 360 px
SHARED_CHARACTERS = 26  # the same when a value stands on the same line
_LANE = 26  # px from one lane to the next
_ROW_GAP = 22  # px between rows


@dataclass(frozen=True, slots=True)
class Row:
    """The layout of one row, in pixels downwards from the top of the figure."""

    name: tuple[str, ...]
    top: float
    lanes: tuple[float, ...]


def stack(
    names: Sequence[str], start: float, lanes: int, characters: int
) -> tuple[list[Row], float]:
    """Put the rows under each other; a name of more lines takes more room."""
    rows, top = [], start
    for name in names:
        lines = wrapped(name, characters)
        first = top + height(lines) + 18
        row = Row(lines, top, tuple(first + lane * _LANE for lane in range(lanes)))
        rows.append(row)
        top = row.lanes[-1] + 12 + _ROW_GAP
    return rows, top - _ROW_GAP + 4 if names else start


def scaled(value: float, low: float, high: float) -> float:
    """Return where a value lies between 0 (low) and 1 (high), and never outside."""
    return min(max((value - low) / ((high - low) or 1.0), 0.0), 1.0)


def canvas(figure: FigureRecord, total: float, right: float, limits: tuple[float, float]) -> None:
    """Make the vertical axis count pixels downwards, so that text and marks line up."""
    figure.update_layout(
        height=total,
        margin={"t": 0, "b": 0, "l": 8, "r": right, "pad": 0},
        xaxis={"range": list(limits), "visible": False},
        yaxis={"range": [total, 0], "visible": False},
    )


def key_height(*names: str) -> float:
    """Height that the two names of the key take at the top."""
    return sum(height(wrapped(name, NAME_CHARACTERS)) + 6 for name in names) + 14


def write_key(
    figure: FigureRecord, a_name: str, b_name: str, colours: Palette, *, bars: bool
) -> None:
    """Name the two sides once, at the top, in the order of their lanes."""
    y = 2.0
    sides: tuple[tuple[Side, str], ...] = (("a", a_name), ("b", b_name))
    for side, name in sides:
        look = colours.identity(side)
        sign = look.cue.block if bars else look.cue.sign
        lines = wrapped(name, NAME_CHARACTERS - 4)
        text = f"{sign}  " + "\n     ".join(lines)
        write(figure, text, y, 0.0, "left", look.colour, bold=True)
        y += height(lines) + 6


def draw_track(figure: FigureRecord, lane: float, colours: Palette, start: float = 0) -> None:
    """Draw the line of a scale, to its end."""
    add_line(figure, (start, 1), (lane, lane), {"color": colours.line, "width": 1.5})


def draw_state(
    figure: FigureRecord,
    lane: float,
    value: Value,
    limits: tuple[float, float],
    side: Side,
    hover: str,
    colours: Palette,
) -> None:
    """Draw a value with its interval on a scale from low to high, and write it beside."""
    positions = [scaled(part, *limits) for part in (value.value, value.low, value.high)]
    draw_track(figure, lane, colours)
    draw_dot(figure, lane, positions, side, hover, colours)
    write_value(figure, lane, value.text, side, colours)


def draw_dot(
    figure: FigureRecord,
    lane: float,
    positions: Sequence[float],
    side: Side,
    hover: str,
    colours: Palette,
) -> None:
    """Draw the interval as a bar with ends and the value as a mark of the look's own shape."""
    look = colours.identity(side)
    value, low, high = positions
    figure.add_trace(
        scatter(
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
        scatter(
            x=[value],
            y=[lane],
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": look.cue.marker.removesuffix("-open"),
                "size": 13,
                "color": colours.paper if look.cue.marker.endswith("-open") else look.colour,
                "line": {"color": look.colour, "width": 3},
            },
            text=[markup(tuple(hover.split("\n")))],
            hovertemplate="%{text}<extra></extra>",
        )
    )


def bar_look(look: Identity, mesh: int) -> dict[str, Any]:
    """Return how a bar looks: hatched `mesh` px apart, or filled where the look has no hatching."""
    hatched = bool(look.cue.hatch)
    return {
        "color": look.fill if hatched else look.colour,
        "line": {"color": look.colour, "width": 1.5},
        "pattern": {
            "shape": look.cue.hatch,
            "size": mesh,
            "solidity": 0.35,
            "fgcolor": look.colour,
            "fillmode": "overlay",
        },
    }


def draw_bar(
    figure: FigureRecord, lane: float, value: Value, side: Side, hover: str, colours: Palette
) -> None:
    """Draw one amount as a bar."""
    figure.add_trace(
        bar(
            x=[value.value],
            y=[lane],
            width=16,
            orientation="h",
            marker=bar_look(colours.identity(side), 7),
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


def write_name(figure: FigureRecord, row: Row, colours: Palette, behind: str = "") -> None:
    """Write the name of a row above its lanes."""
    write(figure, "\n".join(row.name), row.top, 0.0, "left", colours.ink, behind=behind)


def write_value(figure: FigureRecord, lane: float, text: str, side: Side, colours: Palette) -> None:
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


def write(
    figure: FigureRecord,
    text: str,
    y: float,
    x: float,
    xanchor: str,
    colour: str,
    *,
    bold: bool = False,
    size: float = SIZE,
    behind: str = "",
) -> None:
    """Write a text below a height in pixels, at a position across the figure from 0 to 1."""
    words = markup(tuple(text.split("\n")))
    figure.add_annotation(
        text=f"<b>{words}</b>" if bold else words,
        x=x,
        xref="paper",
        xanchor=xanchor,
        xshift=-8 if xanchor == "left" else 0,
        y=y,
        yref="y",
        yanchor="top",
        align="left",
        showarrow=False,
        bgcolor=behind or "rgba(0,0,0,0)",
        font={"size": size, "color": colour},
    )
