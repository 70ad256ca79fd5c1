"""The map: the same wherever the visitor stands on it, and each cell is a scenario of its own."""

import pytest
import streamlit as st

from content import LANGUAGES
from explainer.results.block import Selection
from explainer.results.experiments.break_even import (
    MAP_AXES,
    STEPS,
    changes,
    map_block,
    map_question,
)
from explainer.results.marks import cell_name
from explainer.results.quantities import CROSSING
from explainer.view.shell import state
from explainer.view.simulator.results.blocks import _change_scenario, drawing_of
from explainer.view.widgets.drawings import selectable
from simulations import CAPABILITIES, Scenario, compare
from tests.view.test_crowd import reading_of

TINY = {"shoppers": 30, "weeks": 6}
NAMES = tuple(MAP_AXES)
PAIRS = tuple(zip(NAMES, (*NAMES[1:], NAMES[0]), strict=True))
"""Each quantity once in each direction."""


def result_for(scenario, x, y):
    return map_question(scenario, reading_of(scenario), x, y).run(progress=lambda *_: None)


@pytest.mark.parametrize(("x", "y"), PAIRS)
def test_any_pair_can_be_mapped_and_choosing_a_cell_asks_nothing_anew(x, y):
    scenario = Scenario(TINY)
    reading = reading_of(scenario)
    question = map_question(scenario, reading, x, y)
    result = question.run(progress=lambda *_: None)
    assert len(result.x.values) == len(result.y.values) == STEPS
    for cell in (cell_name(0, STEPS - 1), cell_name(STEPS - 1, 0), cell_name(2, 3)):
        changed = scenario.with_values(changes(result, x, y)[cell])
        assert map_question(changed, reading, x, y).key == question.key
    assert map_question(scenario.with_values({"seed": 9}), reading, x, y).key != question.key


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize(("x", "y"), [("crossing", "cost"), ("integration", "upkeep")])
def test_in_a_chosen_cell_the_words_and_the_ring_are_that_cells(x, y, language):
    scenario = Scenario(TINY)
    result = result_for(scenario, x, y)
    for row, column in ((0, 0), (1, 4), (5, 2)):
        changed = scenario.with_values(changes(result, x, y)[cell_name(row, column)])
        reading = reading_of(changed, language)
        block = map_block(result, x, y, reading)
        difference = compare(changed).difference.outcomes["profit"]
        assert result.mean[row][column] == pytest.approx(difference.mean, abs=1e-9)
        assert block.selection.chosen == cell_name(row, column)
        assert drawing_of(block).count("<circle") == 2
        cells = {cell_name(r, c) for r in range(STEPS) for c in range(STEPS)}
        assert selectable.offered(drawing_of(block)) == cells
        size = block.table.rows[STEPS - 1 - row][1 + column].split()[0]
        assert size in block.words


def test_the_map_knows_where_the_visitor_stands():
    scenario = Scenario(TINY)
    result = result_for(scenario, "crossing", "cost")
    for changed, rings, key in (
        ({}, 2, "experiments.map.here"),
        ({"b.one_off_cost": 0.9}, 0, "experiments.map.not_here"),
    ):
        reading = reading_of(scenario.with_values(changed))
        block = map_block(result, "crossing", "cost", reading)
        assert drawing_of(block).count("<circle") == rings
        assert block.words.endswith(reading.words(key))
    mixed = Scenario({**TINY, f"b.capabilities.{CAPABILITIES[0]}": 0.3})
    result = result_for(mixed, "integration", "cost")
    assert "<circle" not in drawing_of(map_block(result, "integration", "cost", reading_of(mixed)))


def test_a_cell_sets_both_quantities_to_round_numbers(monkeypatch):
    scenario = Scenario({"shoppers": 7, "weeks": 2})
    result = result_for(scenario, "crossing", "cost")
    knobs = changes(result, "crossing", "cost")
    assert knobs["3-3"] == {"population.crossing_share": 0.6, "b.one_off_cost": 0.03}
    monkeypatch.setattr(st, "session_state", {state.SCENARIO: scenario})
    _change_scenario(Selection("map", "", "", "", knobs), "3-3")
    assert CROSSING.shown(state.scenario()) == 60
    assert state.scenario() == scenario.with_values(knobs["3-3"])
    assert state.refused("map") == ()
