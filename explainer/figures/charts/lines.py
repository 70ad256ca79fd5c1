"""Lines over time: intervals as bands, names where the lines end, no legend."""

from __future__ import annotations

from typing import Any

from explainer.figures.charts.figure_record import FigureRecord, Mark, scatter
from explainer.figures.charts.text_layout import SIZE, SMALL, height, markup, spread, width, wrapped
from explainer.figures.palette import Palette, translucent
from explainer.results.marks import Axis, Lines, Series

HEIGHT = 320  # px
_BOTTOM, _GAP = 56, 8
_TOP = {True: 34, False: 14}  # with and without a label of the vertical axis
_NAME_CHARACTERS = 12  # so that a name takes a quarter of a phone at most


def draw_lines(figure: FigureRecord, lines: Lines, colours: Palette) -> None:
    """Draw all series, their bands under all of them, and the names at the right."""
    shown = tuple(series for series in lines.series if series.x)
    low, high = _range(lines.y, shown)
    for series in shown:
        if series.low:
            figure.add_trace(_band(series, colours))
    # Broken lines last: where two lines coincide, both are seen.
    for series in sorted(shown, key=lambda item: colours.identity(item.side).dash != "solid"):
        figure.add_trace(_line(series, colours))
    names = [_name(series) for series in shown]
    figure.update_layout(
        height=HEIGHT,
        margin={
            "t": _TOP[bool(lines.y.label)],
            "b": _BOTTOM,
            "l": 8,
            "r": max(map(width, names), default=0) + _GAP + 4,
            "pad": 6,
        },
        hovermode="x",
        xaxis=_axis(lines.x, colours, lines.x.label) | _x_range(lines.x, shown),
        yaxis=_axis(lines.y, colours)
        | {
            "range": [low, high],
            "showgrid": True,
            "gridcolor": colours.line,
            "zeroline": True,
            "zerolinecolor": colours.edge,
            "zerolinewidth": 1,
            "nticks": 6,
        },
    )
    _label_ends(figure, shown, names, (low, high), _TOP[bool(lines.y.label)], colours)
    if lines.y.label:
        # Above the plot, flush with the figure's left edge.
        figure.add_annotation(
            text=markup((lines.y.label,)),
            x=0,
            xref="paper",
            xanchor="left",
            xshift=-4,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=10,
            align="left",
            showarrow=False,
            font={"size": SMALL, "color": colours.soft},
        )


def _range(axis: Axis, shown: tuple[Series, ...]) -> tuple[float, float]:
    """Take the axis' own range, else the data's with a little air."""
    values = [
        value for series in shown for part in (series.y, series.low, series.high) for value in part
    ]
    low = min(values, default=0.0) if axis.low is None else axis.low
    high = max(values, default=1.0) if axis.high is None else axis.high
    air = (high - low) * 0.06 or max(abs(high) * 0.06, 0.5)
    return low - (air if axis.low is None else 0), high + (air if axis.high is None else 0)


def _x_range(axis: Axis, shown: tuple[Series, ...]) -> dict[str, Any]:
    if axis.low is not None and axis.high is not None:
        return {"range": [axis.low, axis.high]}
    ends = [value for series in shown for value in (series.x[0], series.x[-1])]
    if not ends or min(ends) == max(ends):
        return {}
    return {"range": [min(ends), max(ends)]}


def _axis(axis: Axis, colours: Palette, title: str = "") -> dict[str, Any]:
    look: dict[str, Any] = {
        "tickfont": {"size": SMALL, "color": colours.soft},
        "title": {
            "text": markup((title,)),
            "standoff": 8,
            "font": {"size": SMALL, "color": colours.soft},
        },
        "ticksuffix": axis.suffix,
        "nticks": 5,
    }
    if axis.ticks:
        look |= {
            "tickmode": "array",
            "tickvals": [value for value, _ in axis.ticks],
            "ticktext": [markup((text,)) for _, text in axis.ticks],
        }
    return look


def _band(series: Series, colours: Palette) -> Mark:
    colour = colours.identity(series.side).colour
    return scatter(
        x=[*series.x, *reversed(series.x)],
        y=[*series.high, *reversed(series.low)],
        fill="toself",
        fillcolor=translucent(colour, 0.2),
        line={"width": 0},
        hoverinfo="skip",
        mode="lines",
    )


def _line(series: Series, colours: Palette) -> Mark:
    look = colours.identity(series.side)
    return scatter(
        x=list(series.x),
        y=list(series.y),
        mode="lines" if len(series.x) > 2 else "lines+markers",
        line={"color": look.colour, "dash": look.cue.line, "width": 3},
        text=[markup(tuple(text.split("\n"))) for text in series.hover] or None,
        hovertemplate="%{text}<extra></extra>" if series.hover else None,
        hoverinfo=None if series.hover else "skip",
        cliponaxis=False,
        name=markup((series.name,)),
    )


def _name(series: Series) -> tuple[str, ...]:
    name = wrapped(series.name, _NAME_CHARACTERS) if series.name else ()
    return (*name, series.end) if series.end else name


def _label_ends(
    figure: FigureRecord,
    shown: tuple[Series, ...],
    names: list[tuple[str, ...]],
    limits: tuple[float, float],
    top: float,
    colours: Palette,
) -> None:
    """Write each name beside the end of its line, pushed apart if they would touch."""
    low, high = limits
    pixels = HEIGHT - top - _BOTTOM
    centres = [(series.y[-1] - low) / (high - low) * pixels for series in shown]
    room = spread(centres, [height(name) + 2 for name in names], -_BOTTOM / 2, pixels + top / 2)
    for series, name, middle in zip(shown, names, room, strict=True):
        if name:
            text = markup(name, bold_last=bool(series.end))
            colour = colours.identity(series.side).colour
            write_at_end(figure, text, middle / pixels, _GAP, colour)


def write_at_end(figure: FigureRecord, text: str, share: float, gap: int, colour: str) -> None:
    """Write beside the right edge of a plot, `gap` px from it, at a share of its height."""
    figure.add_annotation(
        text=text,
        x=1,
        xref="paper",
        xanchor="left",
        xshift=gap,
        y=share,
        yref="paper",
        yanchor="middle",
        align="left",
        showarrow=False,
        font={"size": SIZE, "color": colour},
    )
