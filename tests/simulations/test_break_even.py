"""Over two knobs: the grid is what compare says, and the line parts who wins from who loses."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from simulations import CAPABILITIES, KNOBS, OUTCOMES, Scenario, ScenarioError, compare
from simulations.commands.cli import main
from simulations.experiments.break_even import axis, break_even
from simulations.experiments.methods.contour import zero_lines
from simulations.experiments.methods.differences import is_cost, simulate_worlds, winner
from tests.simulations.worlds import random_scenario

SMALL = Scenario({"shoppers": 150, "weeks": 26})


@pytest.mark.parametrize("number", range(6))
def test_the_quick_step_says_what_compare_says(number: int) -> None:
    scenario = random_scenario(number, shoppers=120)
    quick, full = simulate_worlds(scenario), compare(scenario)
    for key in OUTCOMES:
        assert quick.difference(key) == full.difference.outcomes[key]


@pytest.mark.parametrize("number", range(8))
def test_another_bill_for_the_same_lives_is_a_new_run(number: int) -> None:
    scenario = random_scenario(number, shoppers=120)
    changes = {name: knob.plausible[1] for name, knob in KNOBS.items() if is_cost(name)}
    assert len(changes) == 15
    dearer = scenario.with_values(changes)
    recharged, simulated = simulate_worlds(scenario).with_costs(dearer), simulate_worlds(dearer)
    for key in OUTCOMES:
        one, other = recharged.difference(key), simulated.difference(key)
        size = 1e-6 * max(1.0, abs(simulated.moments[list(OUTCOMES).index(key)][0]))
        assert one.mean == pytest.approx(other.mean, rel=1e-7, abs=size)
        assert one.high == pytest.approx(other.high, rel=1e-6, abs=size)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ("population.crossing_share", "market.delivery_days"),
        ("population.crossing_share", "b.one_off_cost"),
        ("costs.channel_upkeep", "b.data_error"),
        ("costs.channel_upkeep", "b.running_cost"),
        ("b.integration", "b.ramp_weeks"),
    ],
)
def test_every_point_of_the_grid_is_a_comparison(x: str, y: str) -> None:
    grid = break_even(SMALL, x, y, steps=3)
    assert grid.mean.shape == (len(grid.y.values), len(grid.x.values)) == (3, 3)
    for row, up in enumerate(grid.y.values):
        for column, across in enumerate(grid.x.values):
            world = SMALL.with_values({**grid.x.changes(across), **grid.y.changes(up)})
            gap = compare(world).difference.outcomes["profit"]
            assert grid.mean[row, column] == pytest.approx(gap.mean, rel=1e-9, abs=1e-9)
            assert grid.low[row, column] == pytest.approx(gap.low, rel=1e-6, abs=1e-6)
            assert grid.high[row, column] == pytest.approx(gap.high, rel=1e-6, abs=1e-6)
            assert grid.winner[row][column] == winner("profit", gap, 150)


def test_the_line_runs_between_those_who_win_and_those_who_lose() -> None:
    # The cost of integrating is charged in proportion: profit falls along a straight line.
    world = SMALL.with_values({"shoppers": 400, "weeks": 52})
    grid = break_even(world, "b.one_off_cost", "b.running_cost", x_range=(0, 1), y_range=(0, 1))
    assert (np.diff(grid.mean, axis=0) < 0).all()
    assert (np.diff(grid.mean, axis=1) < 0).all()
    gain = simulate_worlds(world.with_values({"b.one_off_cost": 0, "b.running_cost": 0}))
    if gain.difference("profit").mean > 0:
        for line in grid.zero_line:
            for across, up in line:
                cheaper = world.with_values({"b.one_off_cost": across, "b.running_cost": up})
                size = abs(float(grid.mean.min()))
                assert compare(cheaper).difference.outcomes["profit"].mean == pytest.approx(
                    0.0, abs=1e-6 * size
                )


def test_less_is_better_where_less_is_better() -> None:
    grid = break_even(
        SMALL.with_values({"shoppers": 6000, "b.ramp_weeks": 0}),
        "b.integration",
        "market.delivery_days",
        outcome="frustration_index",
        steps=2,
    )
    assert [row[0] for row in grid.winner] == ["unclear", "unclear"]  # nothing integrated
    assert [row[1] for row in grid.winner] == ["b", "b"]
    assert (grid.mean[:, 1] < 0).all()
    assert grid.shares == {"b": 0.5, "a": 0.0, "unclear": 0.5}


@pytest.mark.parametrize("changes", [{"shoppers": 0}, {"shoppers": 1}, {"weeks": 0}])
def test_nobody_and_no_time_give_a_defined_answer(changes: dict[str, object]) -> None:
    grid = break_even(SMALL.with_values(changes), "b.integration", "b.one_off_cost", steps=2)
    assert np.isfinite([grid.mean, grid.low, grid.high]).all()
    if "shoppers" in changes:
        assert {who for row in grid.winner for who in row} == {"unclear"}
    json.dumps(grid.to_dict(), allow_nan=False)


def test_equal_strategies_never_differ() -> None:
    same = SMALL.with_preset("a", "omnichannel")
    grid = break_even(same, "population.crossing_share", "market.delivery_days", steps=2)
    assert not grid.mean.any()
    assert not (grid.high - grid.low).any()
    assert grid.zero_line == ()


def test_whole_knobs_get_whole_values() -> None:
    weeks = axis("x", "b.ramp_weeks", 4).values
    assert weeks == (26.0, 52.0, 78.0, 104.0)
    assert axis("x", "b.ramp_weeks", 25, (3, 5)).values == (3.0, 4.0, 5.0)
    assert len(axis("x", "b.integration", 5).knobs) == len(CAPABILITIES)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"x": "zap"}, "zap"),
        ({"x": "a.channels"}, "x: 'a.channels'"),
        ({"y": "country"}, "y: 'country'"),
        ({"x": "shoppers"}, "x: 'shoppers'"),
        ({"x": "seed"}, "x: 'seed'"),
        ({"x": "b.data_error", "y": "b.data_error"}, "y: 'b.data_error'"),
        ({"x": "b.integration", "y": "b.capabilities.shared_cart"}, "y: 'b.capabilities"),
        ({"x_range": (-1, 2)}, "legal range 0 to 1"),
        ({"x_range": (0.5, 0.5)}, "legal range 0 to 1"),
        ({"x_range": (math.nan, 1)}, "legal range 0 to 1"),
        ({"steps": 1}, "steps: '1' is outside the legal range; legal range 2 to 25"),
        ({"steps": 26}, "legal range 2 to 25"),
        ({"steps": 2.5}, "steps"),
        ({"outcome": "zap"}, "outcome"),
    ],
)
def test_bad_input_is_named_with_its_legal_range(arguments: dict[str, object], named: str) -> None:
    given = {"x": "population.crossing_share", "y": "b.one_off_cost", "steps": 2, **arguments}
    with pytest.raises(ScenarioError, match=named.replace("(", "")):
        break_even(SMALL, **given)


def test_a_straight_field_has_a_straight_line() -> None:
    x, y = np.linspace(0.0, 4.0, 5), np.linspace(-1.0, 1.0, 9)
    (line,) = zero_lines(list(x), list(y), x[None, :] - 1.3 + y[:, None])
    assert all(across + up == pytest.approx(1.3) for across, up in line)
    assert {line[0][1], line[-1][1]} == {-1.0, 1.0}


def test_a_hill_has_a_closed_line_and_two_hills_have_two() -> None:
    x = np.linspace(-3.0, 3.0, 25)
    hill = 1.0 - x[None, :] ** 2 - x[:, None] ** 2
    (ring,) = zero_lines(list(x), list(x), hill)
    assert ring[0] == ring[-1]
    assert [math.hypot(*point) for point in ring] == pytest.approx([1.0] * len(ring), abs=0.03)
    two = np.maximum(
        0.5 - (x[None, :] - 1.5) ** 2 - x[:, None] ** 2,
        0.5 - (x[None, :] + 1.5) ** 2 - x[:, None] ** 2,
    )
    assert len(zero_lines(list(x), list(x), two)) == 2


@pytest.mark.parametrize(("strength", "corner"), [(3.0, "high"), (1.0, "low")])
def test_the_middle_decides_about_a_saddle(strength: float, corner: str) -> None:
    values = np.array([[strength, -2.0], [-2.0, strength]])
    lines = zero_lines([0.0, 1.0], [0.0, 1.0], values)
    assert len(lines) == 2
    joined = all(any(across + up > 1.0 for across, up in line) for line in lines)
    corner_cut = any(all(across + up <= 1.0 for across, up in line) for line in lines)
    assert corner_cut == (corner == "low")
    assert joined == (corner == "high")


def test_no_line_where_nothing_changes_sign() -> None:
    for value in (1.0, 0.0, -1.0):
        assert zero_lines([0.0, 1.0, 2.0], [0.0, 1.0], np.full((2, 3), value)) == ()


def test_the_command_line_prints_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    base = "break-even --shoppers 60 --weeks 13 --x population.crossing_share --y b.integration"
    assert main([*base.split(), "--steps", "3", "--x-range", "0", "1", "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["x"]["values"] == [0.0, 0.5, 1.0]
    assert set(result) == {
        *("model", "scenario", "currency", "outcome", "unit", "better", "x", "y"),
        *("difference", "winner", "zero_line", "shares"),
    }
    assert np.array(result["difference"]["mean"]).shape == (3, 3)
    assert main([*base.split(), "--steps", "2"]) == 0
    assert "points that each wins" in capsys.readouterr().out
    assert main([*base.split(), "--x-range", "x", "2"]) == 2
    assert "population.crossing_share" in capsys.readouterr().err


@pytest.mark.slow
def test_workers_do_not_change_the_numbers() -> None:
    alone = break_even(SMALL, "b.integration", "market.delivery_days", steps=2)
    shared = break_even(SMALL, "b.integration", "market.delivery_days", steps=2, workers=2)
    assert alone.to_dict() == shared.to_dict()
