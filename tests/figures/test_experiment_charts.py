"""The charts of the experiments: steps meet, letters stand beside colours, nothing is cut off."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.figures.charts.chart import chart_figure
from explainer.results.marks import Chart, Ranking, Shift, Shifts, Step, Value, Waterfall

SIZES = st.floats(-100, 100)
THEMES = ("light", "dark")


def value(size, half=0.5):
    return Value(size, size - half, size + half, f"{size:.1f}")


def drawn(marks, theme="light"):
    return chart_figure(Chart("t", "a", marks), theme, "es-MX")


@settings(max_examples=25)
@given(SIZES, st.lists(SIZES, max_size=9))
def test_each_step_begins_where_the_last_one_ended(start, sizes):
    steps = tuple(Step(f"s{n}", value(size), n % 2 == 0) for n, size in enumerate(sizes))
    end = value(start + sum(sizes))
    figure = drawn(Waterfall("A", value(start), steps, "B", end))
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert len(bars) == len(sizes)
    joints = [shape for shape in figure.layout.shapes if shape.line.dash == "dot"]
    assert len(joints) == len(sizes) + 1
    assert all(0 <= shape.x0 <= 1 for shape in joints)
    for bar, before, after in zip(bars, joints, joints[1:], strict=False):
        ends = sorted((before.x0, after.x0))
        assert bar.base[0] == pytest.approx(ends[0])
        assert bar.x[0] >= ends[1] - ends[0] - 1e-9


def test_what_luck_could_explain_is_pale():
    steps = (Step("clear", value(3.0), True), Step("unclear", value(0.1), False))
    for marks in (Waterfall("A", value(1), steps, "B", value(4)), Ranking(steps, 4.0)):
        clear, unclear = (trace for trace in drawn(marks).data if trace.type == "bar")
        assert clear.marker.color != unclear.marker.color


@pytest.mark.parametrize("marks", [Ranking((), 0.0), Shifts(())])
def test_nothing_to_show_is_a_figure_too(marks):
    assert drawn(marks).layout.height >= 10


def test_a_shift_goes_from_the_ring_to_the_dot_inside_its_range():
    figure = drawn(Shifts((Shift("Paciencia", 0.5, 9.0, 0.0, 1.0, "de 0.5 a 9"),)))
    (change,) = figure.data
    assert list(change.x) == [0.5, 1.0]  # never outside, whatever it says
    assert change.marker.color[0] != change.marker.color[1]
    assert any("de 0.5 a 9" in note.text for note in figure.layout.annotations)


@pytest.mark.parametrize("theme", THEMES)
def test_words_are_escaped(theme):
    steps = (Step("<b>x</b>", Value(1, 0, 2, "<i>1</i>"), True),)
    figure = drawn(Waterfall("<u>", value(0), steps, "B", value(1)), theme)
    assert not any(
        "<i>" in str(note.text) or "<u>" in str(note.text) for note in figure.layout.annotations
    )
