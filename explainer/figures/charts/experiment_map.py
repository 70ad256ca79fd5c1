"""The map of an experiment: who wins over two quantities, and the line on which nobody does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from content.html import Markup, escape
from explainer.figures.charts.text_layout import wrapped
from explainer.results.marks import Axis, DifferenceGrid, Point, cell_name

WIDTH = 360.0
_LEFT = 34.0  # room for the ticks of the vertical axis
_LINE, _GAP = 17.0, 8.0  # px
_CHARACTERS = 50
_FAINTEST = 0.12  # a winner's colour is never quite paper
_RING, _POSITION = 3.0, 13.0


def map_svg(grid: DifferenceGrid) -> Markup:
    """Draw a map in which each cell can be chosen; see ``view/widgets/drawings/selectable.py``.

    It is one line of SVG: cells in the colour of whoever earns more, with their letters, the
    highest value of y on top; the zero line; a ring where the visitor's scenario is.
    """
    layout = _Layout(grid)
    titles = _title(grid.y_axis, 0.0) + _ticks(layout) + _title(grid.x_axis, layout.foot)
    most = max((abs(value) for row in grid.values for value in row), default=0.0) or 1.0
    cells = "".join(
        _cell(layout, row, column, most)
        for row in reversed(range(len(grid.y)))
        for column in range(len(grid.x))
    )
    over = "".join(_line(layout, line) for line in grid.lines) + _position(layout)
    return Markup(
        f'<svg class="ec-map" viewBox="0 0 {WIDTH:g} {layout.height:g}" role="none">'
        f'<g aria-hidden="true">{titles}</g>{cells}'
        f'<g aria-hidden="true" pointer-events="none">{over}</g></svg>'
    )


class _Layout:
    """Where things are on the drawing, in its own pixels."""

    def __init__(self, grid: DifferenceGrid) -> None:
        self.grid = grid
        self.side = (WIDTH - _LEFT) / len(grid.x)
        self.top = _LINE * len(_lines(grid.y_axis)) + _GAP
        self.bottom = self.top + self.side * len(grid.y)
        self.foot = self.bottom + _LINE + _GAP
        self.height = self.foot + _LINE * len(_lines(grid.x_axis)) + _GAP

    def pixels(self, x: float, y: float) -> Point:
        """Return where a point in units of both axes lies on the drawing."""
        across = _steps(x, self.grid.x) + 0.5
        up = _steps(y, self.grid.y) + 0.5
        return _LEFT + across * self.side, self.bottom - up * self.side


def _steps(value: float, values: Sequence[float]) -> float:
    return float(np.interp(value, values, np.arange(len(values))))


def _lines(axis: Axis) -> tuple[str, ...]:
    return wrapped(axis.label, _CHARACTERS)


def _title(axis: Axis, top: float) -> str:
    return "".join(
        f'<text x="{_LEFT:g}" y="{top + _LINE * (index + 0.8):.1f}">{escape(line)}</text>'
        for index, line in enumerate(_lines(axis))
    )


def _ticks(layout: _Layout) -> str:
    grid = layout.grid
    across = "".join(
        f'<text x="{layout.pixels(value, grid.y[0])[0]:.1f}" y="{layout.bottom + _LINE:.1f}"'
        f' text-anchor="middle">{escape(text)}</text>'
        for value, text in grid.x_axis.ticks
    )
    up = "".join(
        f'<text x="{_LEFT - 7:g}" y="{layout.pixels(grid.x[0], value)[1] + 4.5:.1f}"'
        f' text-anchor="end">{escape(text)}</text>'
        for value, text in grid.y_axis.ticks
    )
    return across + up


def _cell(layout: _Layout, row: int, column: int, most: float) -> str:
    """Draw one cell: ground, colour, letter, and the ring that focus makes visible."""
    grid, side = layout.grid, layout.side
    value = grid.values[row][column]
    x, y = layout.pixels(grid.x[column], grid.y[row])
    winner = "b" if value > 0 else "a"
    depth = 0.0 if value == 0 else _FAINTEST + (1 - _FAINTEST) * abs(value) / most
    box = f'x="{x - side / 2 + 1:.1f}" y="{y - side / 2 + 1:.1f}"'
    size = f'width="{side - 2:.1f}" height="{side - 2:.1f}" rx="4"'
    inner = side - 2 - 2 * _RING
    return (
        f'<g data-pick="{cell_name(row, column)}"'
        f' aria-label="{escape(grid.labels[row][column])}">'
        f'<rect {box} {size} fill="var(--ec-card)"/>'
        f'<rect {box} {size} fill="var(--ec-{winner}-fill)" fill-opacity="{depth:.3f}"/>'
        f'<text class="ec-map-letter" x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle">'
        f"{escape(grid.signs[row][column])}</text>"
        f'<rect class="ec-map-ring" fill="none" x="{x - inner / 2:.1f}" y="{y - inner / 2:.1f}"'
        f' width="{inner:.1f}" height="{inner:.1f}" rx="3"/></g>'
    )


def _line(layout: _Layout, line: Sequence[Point]) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (layout.pixels(*point) for point in line))
    shape = f'<polyline points="{points}" fill="none" stroke-linejoin="round"'
    return (
        f'{shape} stroke="var(--ec-paper)" stroke-width="6"/>'
        f'{shape} stroke="var(--ec-ink)" stroke-width="3"/>'
    )


def _position(layout: _Layout) -> str:
    if layout.grid.position is None:
        return ""
    x, y = layout.pixels(*layout.grid.position)
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_POSITION:g}" fill="none"'
    return (
        f'{ring} stroke="var(--ec-paper)" stroke-width="7"/>'
        f'{ring} stroke="var(--ec-ink)" stroke-width="3"/>'
    )
