"""A chart gathered first and checked once is the chart that Plotly makes mark by mark."""

import json
from typing import get_args

import plotly.graph_objects as go
import pytest
from plotly.io import to_json
from plotly.tools import return_figure_from_figure_or_data

from explainer.figures.charts.balance import draw_balance
from explainer.figures.charts.chart import chart_figure, recorded_figure
from explainer.figures.charts.experiment_rows import draw_ranking, draw_shifts, draw_waterfall
from explainer.figures.charts.figure_record import FigureRecord, bar, scatter
from explainer.figures.charts.lines import draw_lines
from explainer.figures.charts.rows import draw_bars, draw_differences, draw_end_states
from explainer.figures.charts.steps import draw_steps
from explainer.figures.palette import palette
from explainer.results.marks import (
    Axis,
    Balance,
    Bar,
    Bars,
    Chart,
    DifferenceRow,
    Differences,
    EndStates,
    Lines,
    Marks,
    Pair,
    Ranking,
    Series,
    Shift,
    Shifts,
    Step,
    StepRow,
    Steps,
    Value,
    Waterfall,
)

WEEKS = (0.0, 1.0, 2.0)
THREE = Value(3, 2, 4, "3")
FIVE = Value(5, 5, 5, "5")
STEPS = (Step("one", THREE, True), Step("other", FIVE, False))
DRAWN = {
    "lines": (
        draw_lines,
        Lines((Series("s", "a", WEEKS, WEEKS, WEEKS, WEEKS, end="3"),), Axis("x"), Axis("y")),
    ),
    "end": (draw_end_states, EndStates((Pair("p", THREE, FIVE, 0, 10),), "A", "B")),
    "gaps": (
        draw_differences,
        Differences((DifferenceRow("g", THREE, 5), DifferenceRow("h", FIVE, 5)), "-", "+"),
    ),
    "bars": (draw_bars, Bars((Bar("b", THREE, FIVE),), "A", "B")),
    "fall": (draw_waterfall, Waterfall("A", THREE, STEPS, "B", FIVE)),
    "ranking": (draw_ranking, Ranking(STEPS, 5.0)),
    "steps": (
        draw_steps,
        Steps(("s", "t"), (StepRow("r", (THREE, FIVE), (FIVE, THREE)),), 9, "A", "B"),
    ),
    "balance": (
        draw_balance,
        Balance(WEEKS, WEEKS, ("h",) * 3, THREE, "3", "up", "down", (1.0, "t"), Axis("x")),
    ),
    "shifts": (draw_shifts, Shifts((Shift("s", 0.5, 0.6, 0.0, 1.0, "more"),))),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("draw", "marks"), DRAWN.values(), ids=DRAWN)
def test_a_record_becomes_the_figure_that_plotly_makes_mark_by_mark(draw, marks, theme):
    record, figure = FigureRecord(), go.Figure()
    for drawn in (record, figure):
        drawn.update_layout(template="none", xaxis={"showgrid": False, "nticks": 3})
        draw(drawn, marks, palette(theme))
    assert len(figure.data) >= 1
    assert record.figure().to_plotly_json() == figure.to_plotly_json()


def test_there_is_an_example_of_every_kind_of_chart():
    """What a page draws unchecked is checked here."""
    kinds = set(get_args(Marks))
    assert {type(marks) for _, marks in DRAWN.values()} == kinds


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("_", "marks"), DRAWN.values(), ids=DRAWN)
def test_a_chart_that_is_not_checked_is_the_same(_, marks, theme):
    """Of the written one the page is sent what Streamlit makes of it."""
    chart = Chart("t", "a", marks)
    written = return_figure_from_figure_or_data(recorded_figure(chart, theme, "es-MX"), True)
    checked = chart_figure(chart, theme, "es-MX").to_json()
    assert json.loads(to_json(written, validate=False)) == json.loads(checked)


def test_records_inside_records_are_merged():
    record = FigureRecord()
    given = {"showgrid": False, "title": {"text": "x"}}
    record.update_layout(xaxis=given, height=10)
    record.update_layout(xaxis={"title": {"standoff": 4}}, height=20)
    layout = record.figure().to_plotly_json()["layout"]
    assert layout["xaxis"] == {"showgrid": False, "title": {"text": "x", "standoff": 4}}
    assert layout["height"] == 20
    assert given == {"showgrid": False, "title": {"text": "x"}}  # not ours to change


@pytest.mark.parametrize("trace", [scatter(colour="red"), bar(tall=3)])
def test_a_property_that_plotly_does_not_know_is_refused(trace):
    record = FigureRecord()
    record.add_trace(trace)
    with pytest.raises(ValueError, match="Invalid property"):
        record.figure()


def test_notes_and_shapes_are_checked_as_well():
    for add in (FigureRecord.add_annotation, FigureRecord.add_shape):
        record = FigureRecord()
        add(record, wrong=1)
        with pytest.raises(ValueError, match="Invalid property"):
            record.figure()
