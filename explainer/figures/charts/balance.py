"""A balance over time: who is ahead above and below zero, and how sure the end of it is."""

from __future__ import annotations

from typing import Any

from explainer.figures.charts.figure_record import FigureRecord, Mark, add_line, scatter
from explainer.figures.charts.lines import write_at_end
from explainer.figures.charts.text_layout import SIZE, SMALL, height, markup, spread, width, wrapped
from explainer.figures.palette import Palette, translucent
from explainer.results.marks import Balance, Side

HEIGHT = 320  # px
_TOP, _BOTTOM, _GAP = 34, 62, 12
_NAME_CHARACTERS = 12
_AIR = 0.12  # of the range, above and below


def draw_balance(figure: FigureRecord, balance: Balance, colours: Palette) -> None:
    """Draw the line with the areas on both sides of zero in the colours of who is ahead."""
    low, high = _limits(balance)
    name = _end_words(balance)
    if balance.x:
        figure.add_trace(_area(balance, "b", colours))
        figure.add_trace(_area(balance, "a", colours))
        figure.add_trace(_line(balance, colours))
    if balance.x and balance.end is not None:
        figure.add_trace(_whisker(balance.x[-1], balance.end.low, balance.end.high, colours))
    figure.update_layout(
        height=HEIGHT,
        margin={"t": _TOP, "b": _BOTTOM, "l": 8, "r": width(name) + _GAP + 8, "pad": 6},
        hovermode="x",
        xaxis=_axis(balance, colours),
        yaxis={
            "range": [low, high],
            "showgrid": True,
            "gridcolor": colours.line,
            "zeroline": True,
            "zerolinecolor": colours.ink,
            "zerolinewidth": 1.5,
            "nticks": 6,
            "tickfont": {"size": SMALL, "color": colours.soft},
        },
    )
    _corner(figure, balance.above, "b", 1.0, "bottom", 8, colours)
    _corner(figure, balance.below, "a", 0.0, "top", -30, colours)
    if balance.break_even is not None:
        _break_even(figure, *balance.break_even, (low, high), colours)
    if name:
        _end(figure, balance, name, (low, high), colours)


def _limits(balance: Balance) -> tuple[float, float]:
    values = [0.0, *balance.y]
    if balance.end is not None:
        values += [balance.end.low, balance.end.high]
    air = (max(values) - min(values)) * _AIR or 0.5
    return min(values) - air, max(values) + air


def _axis(balance: Balance, colours: Palette) -> dict[str, Any]:
    axis = balance.x_axis
    look: dict[str, Any] = {
        "tickfont": {"size": SMALL, "color": colours.soft},
        "tickmode": "array",
        "tickvals": [value for value, _ in axis.ticks],
        "ticktext": [markup((text,)) for _, text in axis.ticks],
    }
    if axis.low is not None and axis.high is not None and axis.low < axis.high:
        look["range"] = [axis.low, axis.high]
    return look


def _area(balance: Balance, side: Side, colours: Palette) -> Mark:
    """Fill what lies above zero for b, below it for a."""
    clip = max if side == "b" else min
    x, y = _with_crossings(balance.x, balance.y)
    return scatter(
        x=[x[0], *x, x[-1]],
        y=[0.0, *(clip(value, 0.0) for value in y), 0.0],
        fill="toself",
        fillcolor=translucent(colours.identity(side).colour, 0.22),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def _with_crossings(x: tuple[float, ...], y: tuple[float, ...]) -> tuple[list[float], list[float]]:
    """Add the points where the line crosses zero, so that areas meet there."""
    xs, ys = [x[0]], [y[0]]
    for left, right, before, after in zip(x, x[1:], y, y[1:], strict=False):
        if before * after < 0.0:
            xs.append(left + (right - left) * before / (before - after))
            ys.append(0.0)
        xs.append(right)
        ys.append(after)
    return xs, ys


def _line(balance: Balance, colours: Palette) -> Mark:
    return scatter(
        x=list(balance.x),
        y=list(balance.y),
        mode="lines" if len(balance.x) > 2 else "lines+markers",
        line={"color": colours.difference.colour, "width": 3},
        text=[markup(tuple(text.split("\n"))) for text in balance.hover],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )


def _whisker(x: float, low: float, high: float, colours: Palette) -> Mark:
    ink = colours.difference.colour
    return scatter(
        x=[x, x],
        y=[low, high],
        mode="lines+markers",
        cliponaxis=False,
        hoverinfo="skip",
        line={"color": translucent(ink, 0.55), "width": 6},
        marker={"symbol": "line-ew", "size": 12, "line": {"color": ink, "width": 2}},
    )


def _break_even(
    figure: FigureRecord, x: float, words: str, limits: tuple[float, float], colours: Palette
) -> None:
    """Mark where the balance leaves zero behind, with its words over the line."""
    look = {"color": colours.edge, "width": 1.5, "dash": "dot"}
    add_line(figure, (x, x), limits, look)
    figure.add_trace(
        scatter(
            x=[x],
            y=[0.0],
            mode="markers",
            cliponaxis=False,
            hoverinfo="skip",
            marker={
                "symbol": "circle",
                "size": 13,
                "color": colours.paper,
                "line": {"color": colours.identity("b").colour, "width": 3},
            },
        )
    )
    figure.add_annotation(
        text=f"<b>{markup(wrapped(words, _NAME_CHARACTERS))}</b>",
        x=x,
        xref="x",
        xanchor="left",
        xshift=6,
        y=limits[0],
        yref="y",
        yanchor="bottom",
        align="left",
        showarrow=False,
        bgcolor=colours.paper,
        font={"size": SIZE, "color": colours.identity("b").colour},
    )


def _end_words(balance: Balance) -> tuple[str, ...]:
    if balance.end is None or not balance.x:
        return ()
    return (*wrapped(balance.end_name, _NAME_CHARACTERS), balance.end.text)


def _end(
    figure: FigureRecord,
    balance: Balance,
    name: tuple[str, ...],
    limits: tuple[float, float],
    colours: Palette,
) -> None:
    low, high = limits
    pixels = HEIGHT - _TOP - _BOTTOM
    centre = (balance.y[-1] - low) / (high - low) * pixels
    (middle,) = spread([centre], [height(name)], 0.0, float(pixels))
    write_at_end(figure, markup(name, bold_last=True), middle / pixels, _GAP, colours.ink)


def _corner(
    figure: FigureRecord,
    words: str,
    side: Side,
    y: float,
    yanchor: str,
    shift: float,
    colours: Palette,
) -> None:
    """Write at the upper or lower edge who is ahead there."""
    if not words:
        return
    figure.add_annotation(
        text=markup((words,)),
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-4,
        y=y,
        yref="paper",
        yanchor=yanchor,
        yshift=shift,
        align="left",
        showarrow=False,
        font={"size": SMALL, "color": colours.identity(side).colour},
    )
