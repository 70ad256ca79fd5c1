"""One knob moved alone changes what it changes, and nothing else."""

from __future__ import annotations

import json

import pytest

from simulations import CHANNELS, KNOBS, OUTCOMES, Scenario, ScenarioError, compare
from simulations.commands.cli import main
from simulations.experiments.one_knob import READY_CHANGES, change_knob, ready_change
from tests.simulations.worlds import random_scenario

SMALL = Scenario({"shoppers": 2500})


@pytest.mark.parametrize("knob", ["market.delivery_days", "a.data_error", "a.channels", "weeks"])
def test_moving_to_where_it_is_changes_exactly_nothing(knob: str) -> None:
    still = change_knob(SMALL, knob, SMALL.get(knob))
    for key in OUTCOMES:
        gap, relative = still.difference[key], still.relative[key]
        assert (gap.mean, gap.low, gap.high) == (0.0, 0.0, 0.0)
        assert relative is None or (relative.mean, relative.low, relative.high) == (0.0, 0.0, 0.0)
        assert still.before[key] == still.after[key]


@pytest.mark.parametrize(
    ("knob", "to", "side"),
    [
        ("friction.stock_out.base", 0.3, "a"),
        ("SIDE.data_error", 0.7, "b"),
        ("a.channels", "store", None),
        ("population.need_rate", 11, "b"),
    ],
)
def test_it_is_the_difference_of_two_runs_of_their_own(
    knob: str, to: object, side: str | None
) -> None:
    changed = change_knob(SMALL, knob, to, side=side)
    name = knob.replace("SIDE", changed.side)
    before, after = (
        getattr(compare(scenario), changed.side).outcomes
        for scenario in (SMALL, SMALL.with_values({name: to}))
    )
    for key in OUTCOMES:
        assert changed.before[key].mean == pytest.approx(before[key].mean, abs=1e-12)
        assert changed.after[key].mean == pytest.approx(after[key].mean, rel=1e-12)
        gap = after[key].mean - before[key].mean
        assert changed.difference[key].mean == pytest.approx(gap, rel=1e-9, abs=1e-9)
        relative = changed.relative[key]
        if relative is not None:
            assert relative.mean == pytest.approx(gap / before[key].mean, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("number", range(4))
def test_two_sides_of_one_comparison_are_one_knob_moved(number: int) -> None:
    scenario = random_scenario(number, shoppers=1500).with_values({"country": "es-MX"})
    level = "capabilities.shared_stock"
    scenario = scenario.with_values(
        {name: scenario.get("a" + name[1:]) for name in KNOBS if name.startswith("b.")}
    ).with_values({f"a.{level}": 0.0, f"b.{level}": 1.0})
    changed = change_knob(scenario, f"a.{level}", 1.0).difference
    paired = compare(scenario).difference.outcomes
    for key in OUTCOMES:
        for end in ("mean", "low", "high"):
            expected = getattr(paired[key], end)
            assert getattr(changed[key], end) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("name", ["delivery_speed", "stock_accuracy"])
def test_shared_luck_makes_the_interval_narrower(name: str) -> None:
    ready = ready_change(name)
    knob = ready.knob.replace("SIDE", ready.side)
    scenario = SMALL.with_values({knob: ready.before})
    changed = change_knob(scenario, knob, ready.after, side=ready.side)
    for key in ("revenue", "contribution", "conversion_rate", "mean_repeats"):
        gap = changed.difference[key]
        assert 0.0 < gap.high - gap.mean < 0.7 * changed.unpaired[key]


@pytest.mark.slow
def test_the_interval_covers_what_many_other_lives_say() -> None:
    truth = change_knob(SMALL.with_values({"shoppers": 40_000}), "market.delivery_days", 8.0)
    covered = 0
    for seed in range(100, 140):
        scenario = Scenario({"shoppers": 500, "seed": seed})
        relative = change_knob(scenario, "market.delivery_days", 8.0).relative["revenue"]
        centre = truth.relative["revenue"]
        assert relative is not None
        assert centre is not None
        covered += relative.low <= centre.mean <= relative.high
    assert covered >= 34  # of 40; 38 expected


def test_chunks_and_workers_change_nothing() -> None:
    first = change_knob(SMALL, "market.delivery_days", 9.0, chunk_size=1000).to_dict()
    seen: list[int] = []
    second = change_knob(
        SMALL,
        "market.delivery_days",
        9.0,
        chunk_size=2000,
        progress=lambda done, _total: seen.append(done),
    )
    assert json.dumps(first) == json.dumps(second.to_dict())
    assert seen == [2000, 2500]


@pytest.mark.slow
def test_processes_change_nothing() -> None:
    alone = change_knob(SMALL, "a.channels", {"store", "website"}, chunk_size=1000)
    shared = change_knob(SMALL, "a.channels", {"store", "website"}, chunk_size=1000, workers=2)
    assert json.dumps(alone.to_dict()) == json.dumps(shared.to_dict())


@pytest.mark.parametrize("shoppers", [0, 1])
def test_nobody_and_one_person_have_a_result(shoppers: int) -> None:
    result = change_knob(Scenario({"shoppers": shoppers}), "market.delivery_days", 9.0)
    assert "NaN" not in json.dumps(result.to_dict(), allow_nan=False)


@pytest.mark.parametrize(
    ("knob", "to", "side", "named"),
    [
        ("zap", 1, None, "knob"),
        ("seed", 2, None, "knob"),
        ("shoppers", 2, None, "knob"),
        ("country", "es-CL", None, "knob"),
        ("a.data_error", 2, None, "a.data_error"),
        ("SIDE.data_error", 0.1, "c", "side"),
        ("a.data_error", 0.1, "b", "side"),
        ("a.channels", "email", None, "a.channels"),
        ("market.delivery_days", "nan", None, "market.delivery_days"),
    ],
)
def test_what_cannot_be_moved_is_refused_by_name(
    knob: str, to: object, side: str | None, named: str
) -> None:
    with pytest.raises(ScenarioError) as refused:
        change_knob(SMALL, knob, to, side=side)
    assert refused.value.problems[0].field == named


def test_every_ready_move_moves_something_within_range(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert {"contact_pressure", "stock_accuracy", "delivery_speed", "add_channels"} <= set(
        READY_CHANGES
    )
    assert main(["move", "--list", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [ready["name"] for ready in listed] == list(READY_CHANGES)
    for ready in listed:
        assert (
            main(["move", "--ready", ready["name"], "--shoppers", "800", "--format", "json"]) == 0
        )
        result = json.loads(capsys.readouterr().out)
        assert result["side"] == ready["side"]
        assert result["knob"] == ready["knob"].replace("SIDE", ready["side"])
        if ready["knob"] == "SIDE.channels":
            assert (result["from"], result["to"]) == (["store"], sorted(CHANNELS))
        else:
            assert (result["from"], result["to"]) == (ready["from"], ready["to"])
        gaps = result["difference"].values()
        assert any(abs(gap["mean"]) > 0.0 for gap in gaps)
        parts = ("units", "before", "after", "relative", "unpaired_half_width")
        assert all(set(result[part]) == set(OUTCOMES) for part in parts)
        assert main(["move", "--ready", ready["name"], "--shoppers", "50"]) == 0
        assert capsys.readouterr().out.count("\n") == 2 + len(OUTCOMES)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ("move", "--knob"),
        ("move --knob a.data_error", "--to"),
        ("move --knob zap --to 1", "knob"),
        ("move --ready zap", "ready"),
        ("move --ready delivery_speed --to 99", "market.delivery_days"),
        ("move --knob a.data_error --to 0.1 --workers 0", "--workers"),
    ],
)
def test_bad_input_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: str, named: str
) -> None:
    try:
        code = main(arguments.split())
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capsys.readouterr()
    assert (code, captured.out, captured.err.count("\n")) == (2, "", 1)
    assert named in captured.err
