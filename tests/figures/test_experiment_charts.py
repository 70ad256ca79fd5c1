"""The charts of the experiments: steps meet, letters stand beside colours, nothing is cut off."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.figures.charts import chart_figure
from explainer.figures.experiment_marks import Chequer, Ranking, Shift, Shifts, Step, Waterfall
from explainer.figures.marks import Axis, Chart, Value
from explainer.figures.palette import contrast, palette

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
    (way,) = figure.data
    assert list(way.x) == [0.5, 1.0]  # never outside, whatever it says
    assert way.marker.color[0] != way.marker.color[1]
    assert any("de 0.5 a 9" in note.text for note in figure.layout.annotations)


def chequer(**changes):
    grid = {
        "x": (0.0, 1.0, 2.0),
        "y": (0.0, 5.0),
        "values": ((-1.0, 0.0, 1.0), (2.0, 1.0, -3.0)),
        "signs": (("A", "·", "B"), ("B", "B", "A")),
        "hover": (("h",) * 3,) * 2,
        "lines": (((0.0, 1.0), (1.0, 2.0)),),
        "here": (1.0, 5.0),
        "x_axis": Axis("x", ticks=((0.0, "0"), (2.0, "2"))),
        "y_axis": Axis("y", ticks=((0.0, "0"),)),
    }
    return Chequer(**{**grid, **changes})


@pytest.mark.parametrize("theme", THEMES)
def test_the_map_has_a_letter_in_each_cell_that_can_be_read(theme):
    figure = drawn(chequer(), theme)
    cells, line, here = figure.data
    assert cells.zmin == -cells.zmax
    assert [list(row) for row in cells.text] == [["A", "·", "B"], ["B", "B", "A"]]
    for _, colour in cells.colorscale:
        assert contrast(colour, palette(theme).ink) >= 7
    assert list(line.x) == [0.0, 1.0]
    assert here.marker.color == palette(theme).ink
    assert figure.layout.xaxis.range[0] < 0 < 2 < figure.layout.xaxis.range[1]


def test_a_map_without_line_or_place_is_only_its_cells():
    assert len(drawn(chequer(lines=(), here=None)).data) == 1
    flat = ((0.0,) * 3,) * 2
    assert drawn(chequer(values=flat)).data[0].zmax == 1.0


def test_a_grid_of_another_size_is_refused():
    with pytest.raises(ValueError, match="2 rows of 3"):
        chequer(values=((1.0, 2.0, 3.0),))
    with pytest.raises(ValueError, match="2 rows of 3"):
        chequer(signs=(("A",), ("B",)))


@pytest.mark.parametrize("theme", THEMES)
def test_words_are_escaped(theme):
    steps = (Step("<b>x</b>", Value(1, 0, 2, "<i>1</i>"), True),)
    figure = drawn(Waterfall("<u>", value(0), steps, "B", value(1)), theme)
    assert not any(
        "<i>" in str(note.text) or "<u>" in str(note.text) for note in figure.layout.annotations
    )
