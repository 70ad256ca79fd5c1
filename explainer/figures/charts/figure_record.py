"""A chart while it is being drawn: its marks as plain records, made a figure once at the end.

Plotly checks every mark that a figure has already whenever another one is added, so a chart
drawn mark by mark costs the square of its marks: 80 ms for thirty of them instead of 8 ms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

Mark = Mapping[str, Any]


class FigureRecord:
    """Traces, notes, shapes and layout, gathered in the order in which they come."""

    __slots__ = ("_layout", "_notes", "_shapes", "_traces")

    def __init__(self) -> None:
        self._traces: list[Mark] = []
        self._notes: list[Mark] = []
        self._shapes: list[Mark] = []
        self._layout: dict[str, Any] = {}

    def add_trace(self, trace: Mark) -> None:
        """Add a trace: a record of :func:`scatter` or :func:`bar`."""
        self._traces.append(trace)

    def add_annotation(self, **properties: Any) -> None:
        """Add a text."""
        self._notes.append(properties)

    def add_shape(self, **properties: Any) -> None:
        """Add a line or another shape."""
        self._shapes.append(properties)

    def update_layout(self, **properties: Any) -> None:
        """Set properties of the layout; records inside records are merged, not replaced."""
        _merge(self._layout, properties)

    def record(self) -> dict[str, Any]:
        """Return the figure as it is written down: ``data`` and ``layout``, not checked."""
        layout = {**self._layout, "annotations": self._notes, "shapes": self._shapes}
        layout = {name: part for name, part in layout.items() if part != []}
        return {"data": self._traces, "layout": layout}

    def figure(self) -> go.Figure:
        """Return the figure, checked once as a whole.

        Raises
        ------
        ValueError
            For a property that Plotly does not know.
        """
        return go.Figure(self.record())


class RecordedFigure(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure that is already as a browser is sent it: a record of :meth:`FigureRecord.record`.

    Plotly makes an object of every mark and then copies all of them into a record again, which
    is a third of what a page costs. This one passes for a figure and hands over its record, not
    copied. The tests make a figure of every kind of chart, which checks each property, and hold
    both equal.
    """

    def __init__(self, record: dict[str, Any]) -> None:
        # Not Plotly's own: nothing of it is needed but what `to_dict` returns.
        self.__dict__["_record"] = record

    def to_dict(self) -> dict[str, Any]:
        """Return the record."""
        return dict(self.__dict__["_record"])

    def __repr__(self) -> str:
        return f"RecordedFigure({self.__dict__['_record']!r})"


def scatter(**properties: Any) -> Mark:
    """Return a trace of points or lines; what is None is left out."""
    return _given("scatter", properties)


def bar(**properties: Any) -> Mark:
    """Return a trace of bars; what is None is left out."""
    return _given("bar", properties)


def add_line(
    figure: FigureRecord, x: tuple[float, float], y: tuple[float, float], look: Mapping[str, Any]
) -> None:
    """Draw a straight line below the marks, from the first to the second of x and y."""
    ends = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    figure.add_shape(type="line", **ends, layer="below", line=look)


def _given(kind: str, properties: Mark) -> Mark:
    given = {name: value for name, value in properties.items() if value is not None}
    return {"type": kind, **given}


def _merge(into: dict[str, Any], properties: Mark) -> None:
    for name, value in properties.items():
        if isinstance(value, Mapping):
            inside = into.get(name)
            into[name] = dict(inside) if isinstance(inside, dict) else {}
            _merge(into[name], value)
        else:
            into[name] = value
