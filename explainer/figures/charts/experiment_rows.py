"""Charts of the experiments that are made of rows: waterfall, ranking, and what must change."""

from __future__ import annotations

from itertools import accumulate

from explainer.figures.charts.figure_record import FigureRecord, Mark, add_line, bar, scatter
from explainer.figures.charts.row_marks import (
    NAME_CHARACTERS,
    SHARED_CHARACTERS,
    Row,
    canvas,
    draw_bar,
    draw_state,
    draw_track,
    scaled,
    stack,
    write,
    write_name,
    write_value,
)
from explainer.figures.charts.text_layout import markup, width
from explainer.figures.palette import Palette, translucent
from explainer.results.marks import Ranking, Shifts, Side, Step, Value, Waterfall

_AIR = 0.08  # of the range, on either side of a waterfall
_BAR = 16  # px
_LEAST = 12  # px; an empty figure is a figure too


def draw_waterfall(figure: FigureRecord, fall: Waterfall, colours: Palette) -> None:
    """Draw both ends as dots and each step as a bar that begins where the last one ended."""
    names = [fall.start_name, *(step.name for step in fall.steps), fall.end_name]
    rows, total = stack(names, 4, 1, NAME_CHARACTERS)
    texts = [fall.start.text, *(step.value.text for step in fall.steps), fall.end.text]
    canvas(figure, total, width(texts) + 16, (0.0, 1.0))
    low, high = _limits(fall)
    ends: tuple[tuple[Side, Row, str, Value], ...] = (
        ("a", rows[0], fall.start_name, fall.start),
        ("b", rows[-1], fall.end_name, fall.end),
    )
    for side, row, name, value in ends:
        hover = f"{name}\n{value.text}"
        draw_state(figure, row.lanes[0], value, (low, high), side, hover, colours)
    reached = fall.start.value
    for row, before, step in zip(rows[1:-1], rows[:-2], fall.steps, strict=True):
        span = (scaled(reached, low, high), scaled(reached + step.value.value, low, high))
        _connect(figure, span[0], before.lanes[0], row.lanes[0], colours)
        _float(figure, row.lanes[0], span, step, colours)
        write_value(figure, row.lanes[0], step.value.text, _look(step), colours)
        reached += step.value.value
    last = scaled(reached, low, high)
    _connect(figure, last, rows[-2].lanes[0], rows[-1].lanes[0], colours)
    for row in rows:
        write_name(figure, row, colours, behind=colours.paper)


def draw_ranking(figure: FigureRecord, ranking: Ranking, colours: Palette) -> None:
    """Draw each amount as a bar from zero with its interval as whiskers."""
    rows, total = stack([step.name for step in ranking.steps], 4, 1, NAME_CHARACTERS)
    texts = [step.value.text for step in ranking.steps]
    right = max((width((text,)) for text in texts), default=0) + 16
    canvas(figure, max(total, _LEAST), right, (0.0, ranking.high or 1.0))
    for row, step in zip(rows, ranking.steps, strict=True):
        side, hover = _look(step), f"{step.name}\n{step.value.text}"
        write_name(figure, row, colours)
        draw_bar(figure, row.lanes[0], step.value, side, hover, colours)
        write_value(figure, row.lanes[0], step.value.text, side, colours)


def draw_shifts(figure: FigureRecord, shifts: Shifts, colours: Palette) -> None:
    """Draw each range as a track, the present value as a ring, the one that is needed as a dot."""
    rows, total = stack([shift.name for shift in shifts.shifts], 4, 1, SHARED_CHARACTERS)
    canvas(figure, max(total, _LEAST), 8, (-0.03, 1.03))
    for row, shift in zip(rows, shifts.shifts, strict=True):
        lane = row.lanes[0] + 4
        write_name(figure, row, colours)
        write(figure, shift.text, row.top, 1.0, "right", colours.ink, bold=True)
        draw_track(figure, lane, colours)
        before, after = (
            scaled(value, shift.low, shift.high) for value in (shift.before, shift.after)
        )
        figure.add_trace(_change(before, after, lane, shift.name, shift.text, colours))


def _limits(fall: Waterfall) -> tuple[float, float]:
    changes = (step.value.value for step in fall.steps)
    reached = accumulate(changes, initial=fall.start.value)
    values = [fall.start.low, fall.start.high, fall.end.low, fall.end.high, *reached]
    air = (max(values) - min(values)) * _AIR or 0.5
    return min(values) - air, max(values) + air


def _look(step: Step) -> Side:
    """Return the look of a step: pale where luck could explain it."""
    return "difference" if step.clear else "neutral"


def _connect(figure: FigureRecord, x: float, top: float, bottom: float, colours: Palette) -> None:
    look = {"color": colours.edge, "width": 1, "dash": "dot"}
    add_line(figure, (x, x), (top, bottom), look)


def _float(
    figure: FigureRecord, lane: float, ends: tuple[float, float], step: Step, colours: Palette
) -> None:
    look = colours.identity(_look(step))
    left, right = min(ends), max(ends)
    figure.add_trace(
        bar(
            x=[max(right - left, 0.004)],
            base=[left],
            y=[lane],
            width=_BAR,
            offset=-_BAR / 2,
            orientation="h",
            marker={
                "color": look.colour if step.clear else look.fill,
                "line": {"color": look.colour, "width": 1.5},
            },
            text=[markup((step.name, step.value.text))],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    )


def _change(
    before: float, after: float, lane: float, name: str, text: str, colours: Palette
) -> Mark:
    ink = colours.difference.colour
    return scatter(
        x=[before, after],
        y=[lane, lane],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": translucent(ink, 0.55), "width": 5},
        marker={
            "symbol": "circle",
            "size": 13,
            "color": [colours.paper, ink],
            "line": {"color": ink, "width": 3},
        },
        text=[markup((name, text))] * 2,
        hovertemplate="%{text}<extra></extra>",
    )
