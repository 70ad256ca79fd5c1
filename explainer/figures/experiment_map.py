"""The map of an experiment: who wins over two quantities, and the line on which nobody does."""

from __future__ import annotations

from typing import Any

from explainer.figures.experiment_marks import Chequer
from explainer.figures.lettering import SMALL, markup
from explainer.figures.marks import Axis
from explainer.figures.palette import Palette
from explainer.figures.sketch import Mark, Sketch, heatmap, scatter

HEIGHT = 400  # px
_TOP, _BOTTOM = 34, 62


def draw_map(figure: Sketch, chequer: Chequer, colours: Palette) -> None:
    """Draw the grid in the colours of both sides, a letter in each cell, and the zero line."""
    sizes = [abs(value) for row in chequer.values for value in row]
    most = max(sizes, default=0.0) or 1.0
    figure.add_trace(
        heatmap(
            x=list(chequer.x),
            y=list(chequer.y),
            z=[list(row) for row in chequer.values],
            zmin=-most,
            zmax=most,
            colorscale=_scale(colours),
            showscale=False,
            xgap=1,
            ygap=1,
            text=[list(row) for row in chequer.signs],
            texttemplate="%{text}",
            textfont={"size": SMALL, "color": colours.ink},
            customdata=[[markup(tuple(t.split("\n"))) for t in row] for row in chequer.hover],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    for line in chequer.lines:
        figure.add_trace(_line(line, colours))
    if chequer.here is not None:
        figure.add_trace(_here(chequer.here, colours))
    figure.update_layout(
        height=HEIGHT,
        margin={"t": _TOP, "b": _BOTTOM, "l": 8, "r": 8, "pad": 4},
        xaxis=_axis(chequer.x_axis, colours, chequer.x_axis.label) | _range(chequer.x),
        yaxis=_axis(chequer.y_axis, colours) | _range(chequer.y),
    )
    figure.add_annotation(
        text=markup((chequer.y_axis.label,)),
        x=0,
        xref="paper",
        xanchor="left",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=8,
        align="left",
        showarrow=False,
        font={"size": SMALL, "color": colours.soft},
    )


def _scale(colours: Palette) -> list[list[Any]]:
    """From islands over paper to connected; pale enough for the letters to be read."""
    return [[0.0, colours.islands.fill], [0.5, colours.paper], [1.0, colours.connected.fill]]


def _line(points: tuple[tuple[float, float], ...], colours: Palette) -> Mark:
    return scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="lines",
        line={"color": colours.ink, "width": 3},
        hoverinfo="skip",
    )


def _here(place: tuple[float, float], colours: Palette) -> Mark:
    return scatter(
        x=[place[0]],
        y=[place[1]],
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": "circle-open",
            "size": 24,
            "color": colours.ink,
            "line": {"color": colours.ink, "width": 3},
        },
        hoverinfo="skip",
    )


def _axis(axis: Axis, colours: Palette, title: str = "") -> dict[str, Any]:
    return {
        "tickfont": {"size": SMALL, "color": colours.soft},
        "tickmode": "array",
        "tickvals": [value for value, _ in axis.ticks],
        "ticktext": [markup((text,)) for _, text in axis.ticks],
        "title": {
            "text": markup((title,)),
            "standoff": 8,
            "font": {"size": SMALL, "color": colours.soft},
        },
    }


def _range(values: tuple[float, ...]) -> dict[str, Any]:
    """Leave half a cell around the outermost values, so that their cells are whole."""
    if len(values) < 2:
        return {}
    half = (values[-1] - values[0]) / (len(values) - 1) / 2
    return {"range": [values[0] - half, values[-1] + half]}
