"""Steps by channel: a small pair of bars in each cell, so that a phone shows all of them."""

from __future__ import annotations

from explainer.figures.charts.figure_record import FigureRecord, bar
from explainer.figures.charts.row_marks import bar_look, canvas, key_height, write, write_key
from explainer.figures.charts.text_layout import height, markup, wrapped
from explainer.figures.palette import Palette
from explainer.results.marks import Side, Steps, Value

_LANE, _BAR, _SIZE = 18, 11, 12  # px from one bar to the next, and its height; size of the text
_FIRST = height(("",)) + 13  # px from the top of a row to its first bar
_ROW_GAP, _HEAD_GAP = 12, 10  # px
_HEAD_CHARACTERS = 9  # of a column's name at 360 px
_NUMBER = 0.55  # of a column, for the number beside a bar


def draw_steps(figure: FigureRecord, steps: Steps, colours: Palette) -> None:
    """Draw the amounts of A and B at each step, all channels first, on one scale."""
    top = key_height(steps.a_name, steps.b_name)
    heads = [wrapped(step, _HEAD_CHARACTERS, whole=True) for step in steps.steps]
    start = top + max((height(head, _SIZE) for head in heads), default=0.0) + _HEAD_GAP
    pitch = _FIRST + 2 * _LANE + _ROW_GAP
    columns = max(len(steps.steps), 1)
    canvas(figure, start + pitch * len(steps.rows), 8, (0.0, float(columns)))
    write_key(figure, steps.a_name, steps.b_name, colours, bars=True)
    for column, head in enumerate(heads):
        x = column / columns
        write(figure, "\n".join(head), top, x, "left", colours.soft, size=_SIZE)
    for index, row in enumerate(steps.rows):
        y = start + index * pitch
        write(figure, row.name, y, 0.0, "left", colours.ink, bold=index == 0)
    sides: tuple[tuple[Side, str], ...] = (("a", steps.a_name), ("b", steps.b_name))
    for lane, (side, name) in enumerate(sides):
        _bars(figure, steps, side, name, start + _FIRST + lane * _LANE, pitch, colours)


def _bars(
    figure: FigureRecord,
    steps: Steps,
    side: Side,
    name: str,
    first: float,
    pitch: float,
    colours: Palette,
) -> None:
    """Draw all bars of one side as one trace, each with its number beside it."""
    cells = [
        (column, row, b if side == "b" else a)
        for row, channel in enumerate(steps.rows)
        for column, (a, b) in enumerate(zip(channel.a, channel.b, strict=True))
        if a.value or b.value
    ]
    lengths = [_length(value, steps.high) for _, _, value in cells]
    hover = [
        markup((name, steps.rows[row].name, f"{steps.steps[column]}: {value.text}"))
        for column, row, value in cells
    ]
    figure.add_trace(
        bar(
            x=lengths,
            base=[float(column) for column, _, _ in cells],
            y=[first + row * pitch for _, row, _ in cells],
            width=_BAR,
            offset=-_BAR / 2,  # else both sides share the room of one lane
            orientation="h",
            marker=bar_look(colours.identity(side), 5),
            text=hover,
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    )
    for (column, row, value), length in zip(cells, lengths, strict=True):
        figure.add_annotation(
            text=markup((value.text,)),
            x=column + length,
            xref="x",
            xanchor="left",
            xshift=3,
            y=first + row * pitch,
            yref="y",
            yanchor="middle",
            showarrow=False,
            font={"size": _SIZE, "color": colours.identity(side).colour},
        )


def _length(value: Value, high: float) -> float:
    """Length of a bar in columns; the rest of the column is for its number."""
    return max(0.0, min(value.value / (high or 1.0), 1.0)) * (1.0 - _NUMBER)
