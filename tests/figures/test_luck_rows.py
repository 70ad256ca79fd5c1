"""Luck on one axis: round values, dots that do not cover each other, bars where the ends are."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.figures.charts.luck_rows import (
    WIDTH,
    luck_svg,
    pixels,
    stacked,
)
from explainer.results.experiments.luck import round_values
from explainer.results.marks import LuckRow, LuckRows, Scale

SIZES = st.floats(-1e6, 1e6)
SCALE = Scale(-2.0, 6.0, ((0.0, "0"), (5.0, "+5 & more")))


def row(**changes):
    values = {"name": "A <b>", "text": "+2", "mean": 2.0, "low": 1.0, "high": 3.0}
    return LuckRow(**{**values, **changes})


@given(SIZES, st.floats(1e-6, 1e6), st.integers(2, 8))
def test_round_values_lie_on_the_axis_evenly_and_never_too_many(low, length, most):
    high = low + max(length, abs(low) * 1e-4)
    length = high - low
    values = round_values(low, high, most)
    assert len(values) <= most
    slack = 1e-6 * length
    assert all(low - slack <= value <= high + slack for value in values)
    if len(values) > 2:
        steps = [after - before for before, after in pairwise(values)]
        assert steps == pytest.approx([steps[0]] * len(steps), rel=1e-6)
    if len(values) > 1 and low <= 0 <= high:
        assert any(abs(value) < slack for value in values)


def test_an_axis_of_one_value_has_one():
    assert round_values(5, 5) == (5,)


@given(st.lists(st.floats(0, 100), max_size=40))
def test_dots_on_one_floor_do_not_cover_each_other(centres):
    levels = stacked(centres, size=8.0)
    assert len(levels) == len(centres)
    for level in set(levels):
        xs = sorted(x for x, other in zip(centres, levels, strict=True) if other == level)
        assert all(b - a >= 8.0 for a, b in pairwise(xs))
    assert max(levels, default=-1) < max(1, len(centres))


def test_bars_end_where_the_ranges_do_and_every_luck_has_a_dot():
    svg = luck_svg(LuckRows((row(), row(low=-1.0, high=5.0, dots=(0.0, 2.0, 2.0))), SCALE, '"a"'))
    root = ElementTree.fromstring(svg)
    assert "\n" not in svg
    assert (root.get("role"), root.get("aria-label")) == ("img", '"a"')
    bars = [r for r in root.iter("rect") if r.get("class") == "ec-luck-range"]
    ends = [(float(b.get("x")), float(b.get("x")) + float(b.get("width"))) for b in bars]
    wanted = [(pixels(low, SCALE), pixels(high, SCALE)) for low, high in ((1, 3), (-1, 5))]
    assert [end for pair in ends for end in pair] == pytest.approx(
        [end for pair in wanted for end in pair], abs=0.2
    )
    first, *others = root.iter("circle")
    assert len(others) == 2
    assert first.get("fill") is None
    assert all(dot.get("fill") for dot in others)
    zero = [line for line in root.iter("line") if line.get("class") == "ec-luck-zero"]
    assert [float(line.get("x1")) for line in zero] == pytest.approx([pixels(0, SCALE)], abs=0.1)


@given(SIZES, st.floats(-1e3, 1e3), st.floats(0, 1e3))
def test_nothing_is_drawn_outside(value, low, length):
    assert 0 < pixels(value, Scale(low, low + length, ())) < WIDTH


def test_what_was_not_measured_is_named_and_not_drawn():
    nothing = float("nan")
    svg = luck_svg(
        LuckRows((row(mean=nothing, low=nothing, high=nothing, dots=(nothing,)),), SCALE, "-")
    )
    assert "nan" not in svg
    assert "ec-luck-range" not in svg
    assert "<circle" not in svg
    assert "A &lt;b&gt;" in svg
