"""Steps and balances: bars under their heads, areas on the right side of zero, words escaped."""

import json

import pytest

from explainer.figures.charts.chart import chart_figure
from explainer.figures.palette import LIGHT, contrast, palette
from explainer.results.marks import Axis, Balance, Chart, StepRow, Steps, Value

THEMES = ("light", "dark")


def value(size, text=None):
    return Value(size, size - 1, size + 1, text or f"{size:g}")


def steps(*rows, high=100.0, names=("A", "B")):
    step_rows = tuple(
        StepRow(name, tuple(map(value, a)), tuple(map(value, b))) for name, a, b in rows
    )
    return Steps(("Descubrir", "Pedir ayuda"), step_rows, high, *names)


def balance(y, break_even=None, end="fin", above="B"):
    x = tuple(float(n) for n in range(len(y)))
    last = value(y[-1]) if y else None
    axis = Axis(low=0.0, high=max(x, default=0.0), ticks=((0.0, "mes 0"),))
    return Balance(x, tuple(y), ("h",) * len(y), last, end, above, "A", break_even, axis)


def drawn(marks, theme="light"):
    return chart_figure(Chart("t", "a", marks), theme, "es-MX")


def test_each_bar_begins_in_the_column_of_its_step_and_stays_in_it():
    figure = drawn(steps(("Todos", (100, 2), (90, 3)), ("Tienda", (40, 1), (150, 0))))
    a, b = figure.data
    assert list(a.base) == list(b.base) == [0.0, 1.0, 0.0, 1.0]
    assert a.x[0] / a.x[2] == pytest.approx(2.5)
    assert max(*a.x, *b.x) < 0.6  # the rest of the column is for the number
    assert a.marker.pattern.shape == "/"
    assert b.marker.color == LIGHT.connected.colour
    assert len(set(a.y)) == 2
    assert not set(a.y) & set(b.y)


def test_a_step_that_nobody_takes_in_a_channel_is_left_empty():
    figure = drawn(steps(("Todos", (100, 2), (90, 3)), ("Folletos", (5, 0), (6, 0))))
    assert all(len(trace.x) == 3 for trace in figure.data)


def test_every_amount_is_written_beside_its_bar():
    figure = drawn(steps(("Todos", (100, 2), (90, 3))))
    written = [note.text for note in figure.layout.annotations]
    assert {"100", "2", "90", "3"} <= set(written)
    assert "<b>Todos</b>" in written


def test_amounts_that_do_not_fit_the_steps_are_refused():
    with pytest.raises(ValueError, match="2 amounts"):
        Steps(("x", "y"), (StepRow("r", (value(1),), (value(1), value(2))),), 1.0, "A", "B")
    with pytest.raises(ValueError, match="differ in length"):
        Balance((1.0,), (1.0, 2.0), ("h",), None, "", "", "", None, Axis())


def test_areas_meet_where_the_line_crosses_zero():
    over, under, line, _ = drawn(balance([-2.0, 2.0, 4.0])).data
    assert min(over.y) == 0
    assert max(under.y) == 0
    assert 0.5 in over.x
    assert list(line.y) == [-2.0, 2.0, 4.0]


def test_the_end_has_its_interval_and_zero_is_in_sight():
    figure = drawn(balance([3.0, 4.0, 6.0]))
    whisker = figure.data[-1]
    assert list(whisker.y) == [5.0, 7.0]
    low, high = figure.layout.yaxis.range
    assert low < 0 < 7 < high


def test_the_turn_is_marked_only_where_there_is_one():
    turning = drawn(balance([-1.0, 0.5, 1.0], break_even=(1.0, "mes 1")))
    assert any("mes 1" in note.text for note in turning.layout.annotations)
    assert turning.data[-1].x[0] == 1.0
    assert turning.layout.shapes[0].line.dash == "dot"
    assert not drawn(balance([-1.0, -2.0])).layout.shapes


@pytest.mark.parametrize("marks", [steps(), balance([]), balance([0.0]), steps(high=0.0)])
def test_nothing_to_show_is_an_empty_chart_not_an_error(marks):
    chart = json.loads(drawn(marks).to_json())
    assert chart["layout"]["height"] >= 10
    assert "NaN" not in json.dumps(chart)


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_can_be_read_and_none_is_markup(theme):
    evil = '<a href="x">&'
    ground = palette(theme)
    shown = (
        steps((evil, (1, 2), (3, 4)), names=(evil, evil)),
        balance([-1.0, 2.0], break_even=(0.5, evil), end=evil, above=evil),
    )
    for marks in shown:
        figure = drawn(marks, theme)
        assert not any("<a" in note.text for note in figure.layout.annotations)
        for note in figure.layout.annotations:
            assert note.font.size >= 12
            assert contrast(note.font.color, ground.paper) >= 4.5
