"""The map: cells where their values are, letters beside colours, a line and a ring over them."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.figures.charts.experiment_map import WIDTH, DifferenceGrid, cell_name, map_svg
from explainer.figures.palette import DARK, LIGHT, contrast
from explainer.results.marks import Axis


def grid(**changes):
    grid = {
        "x": (0.0, 1.0, 2.0),
        "y": (0.0, 5.0),
        "values": ((-1.0, 0.0, 1.0), (2.0, 1.0, -3.0)),
        "signs": (("A", "·", "B"), ("B", "B", "A")),
        "labels": (("a", "b", "c"), ("d", "e", "f & <g>")),
        "lines": (((0.0, 1.0), (1.0, 2.0)),),
        "position": (1.0, 5.0),
        "x_axis": Axis("x & more", ticks=((0.0, "0"), (2.0, "2"))),
        "y_axis": Axis("y", ticks=((0.0, "0"),)),
    }
    return DifferenceGrid(**{**grid, **changes})


def parsed(svg):
    return ElementTree.fromstring(svg)


def cells(svg):
    return {g.get("data-pick"): g for g in parsed(svg).iter("g") if g.get("data-pick")}


def centre(cell):
    box = cell.find("rect")
    return tuple(
        float(box.get(at)) + float(box.get(size)) / 2
        for at, size in (("x", "width"), ("y", "height"))
    )


def test_each_cell_has_its_letter_its_words_and_its_winners_colour():
    drawn = cells(map_svg(grid()))
    assert len(drawn) == 6
    assert drawn["1-2"].get("aria-label") == "f & <g>"
    assert drawn["0-2"].find("text").text == "B"
    colours = {
        name: [r.get("fill") for r in cell.findall("rect")][1] for name, cell in drawn.items()
    }
    assert colours["0-2"] == "var(--ec-b-fill)"
    assert colours["0-0"] == colours["1-2"] == "var(--ec-a-fill)"
    depth = {name: float(c.findall("rect")[1].get("fill-opacity")) for name, c in drawn.items()}
    assert depth["0-1"] == 0
    assert 0 < depth["0-0"] < depth["1-0"] < depth["1-2"] == 1


def test_letters_can_be_read_on_every_colour_of_both_themes():
    for look in (LIGHT, DARK):
        for ground in (look.card, look.islands.fill, look.connected.fill):
            assert contrast(look.ink, ground) >= 7


def test_larger_values_of_y_are_higher_and_of_x_further_right():
    drawn = {name: centre(cell) for name, cell in cells(map_svg(grid())).items()}
    assert drawn["1-0"][1] < drawn["0-0"][1]
    assert drawn["0-0"][0] < drawn["0-1"][0] < drawn["0-2"][0] < WIDTH


@given(st.integers(0, 2), st.integers(0, 1))
def test_the_ring_is_in_the_middle_of_the_cell_in_which_the_visitor_stands(column, row):
    marks = grid()
    svg = map_svg(grid(position=(marks.x[column], marks.y[row])))
    ring = parsed(svg).find(".//circle")
    middle = centre(cells(svg)[cell_name(row, column)])
    assert (float(ring.get("cx")), float(ring.get("cy"))) == pytest.approx(middle, abs=0.2)


def test_the_line_goes_through_the_places_between_cells():
    svg = map_svg(grid(lines=(((0.5, 0.0), (0.5, 5.0)),)))
    points = parsed(svg).find(".//polyline").get("points").split()
    xs = [float(point.split(",")[0]) for point in points]
    left, right = (centre(cells(svg)[f"0-{column}"])[0] for column in (0, 1))
    assert xs == pytest.approx([(left + right) / 2] * 2, abs=0.1)


def test_without_line_or_place_there_is_only_the_grid():
    svg = map_svg(grid(lines=(), position=None))
    assert "<circle" not in svg
    assert "<polyline" not in svg


def test_where_nobody_earns_more_nothing_is_coloured():
    svg = map_svg(grid(values=((0.0,) * 3,) * 2))
    assert set(re.findall(r'fill-opacity="([\d.]+)"', svg)) == {"0.000"}


def test_the_drawing_is_one_line_and_only_its_cells_speak():
    svg = map_svg(grid())
    assert "\n" not in svg
    root = parsed(svg)
    assert root.get("role") == "none"
    silent = [g for g in root if g.get("data-pick") is None]
    assert all(g.get("aria-hidden") == "true" for g in silent)


def test_a_grid_of_another_size_is_refused():
    with pytest.raises(ValueError, match="2 rows of 3"):
        grid(values=((1.0, 2.0, 3.0),))
    with pytest.raises(ValueError, match="2 rows of 3"):
        grid(signs=(("A",), ("B",)))
