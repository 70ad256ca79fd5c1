"""Each shipped case still holds, and nothing in it was forced."""

from __future__ import annotations

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from simulations import KNOBS, Scenario, ScenarioError
from simulations.commands.cli import main
from simulations.experiments import cases
from simulations.experiments.cases import ANY_LEGAL_VALUE, check, load_cases, read_cases
from simulations.scenario.strategies import market_values

CASES = load_cases()


@pytest.mark.parametrize(
    "seed", [11, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (12, 13))]
)
@pytest.mark.parametrize("name", CASES)
def test_every_case_holds_whatever_the_luck(name: str, seed: int) -> None:
    case = CASES[name]
    result = check(case, seed=seed, shoppers=None if seed == 11 else 4000)
    assert result.holds
    sign = {"a": -1.0, "b": 1.0}[case.winner]
    sign = -sign if case.outcome == "frustration_index" else sign
    assert min(sign * result.difference.low, sign * result.difference.high) > 0.0
    if case.smallest:
        assert result.smallest is not None
        assert 0.0 < result.smallest <= case.changes[case.smallest]


def test_the_cases_are_those_that_are_asked_for() -> None:
    problems_found = {
        (case.scenario.a.preset, case.scenario.b.preset, case.outcome, case.winner)
        for case in CASES.values()
    }
    assert problems_found >= {
        ("multichannel", "omnichannel", "profit", "a"),
        ("single", "multichannel", "profit", "a"),
        ("single", "omnichannel", "profit", "a"),
        ("multichannel", "omnichannel", "profit", "b"),
        ("multichannel", "omnichannel", "frustration_index", "a"),
    }
    store = [case for case in CASES.values() if case.scenario.a.preset == "single"]
    worlds = {case.scenario.with_preset("b", "single") for case in store}
    assert len(worlds) == 1  # one world in which the store beats both


@pytest.mark.parametrize("name", CASES)
def test_nothing_but_plausible_numbers_is_changed(name: str) -> None:
    case = CASES[name]
    market = market_values(case.scenario.country, case.scenario.category)
    plain = Scenario()
    for knob, value in case.scenario.values.items():
        if knob in case.changes:
            assert value == case.changes[knob]
            low, high = KNOBS[knob].plausible
            if knob not in ANY_LEGAL_VALUE:
                assert low <= case.changes[knob] <= high
        elif knob in market:
            assert value == market[knob]
        elif not knob.endswith(".channels") and ".capabilities." not in knob:
            assert value == plain.get(knob)
    assert case.meaning
    assert len(case.meaning.splitlines()) == 1


def _raw() -> dict[str, Any]:
    with (Path(cases.__file__).with_name("cases.toml")).open("rb") as file:
        return tomllib.load(file)


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("winner", "c", "winner"),
        ("outcome", "zap", "outcome"),
        ("outcome", "store_visits", "outcome"),
        ("a", "zap", "a.preset"),
        ("country", "zz", "country"),
        ("zap", 1, "zap"),
        ("meaning", None, "meaning"),
        ("smallest", "zap", "smallest"),
        ("set", {"market.delivery_days": 20.0}, "market.delivery_days.* legal range 2 to 8"),
        ("set", {"b.data_error": 1.5}, "b.data_error.* legal range 0 to 1"),
        ("set", {"a.channels": ["store"]}, "a.channels"),
        ("set", {"market.delivery_days": "x"}, "market.delivery_days"),
    ],
)
def test_a_wrong_case_is_refused_by_name(field: str, value: object, named: str) -> None:
    raw = copy.deepcopy(_raw())
    entry = next(iter(raw.values()))
    if value is None:
        del entry[field]
    else:
        entry[field] = value
    with pytest.raises(ScenarioError, match=named):
        read_cases(raw)


def test_a_case_that_fails_is_reported_as_such() -> None:
    raw = _raw()
    for entry in raw.values():
        entry["winner"] = {"a": "b", "b": "a"}[entry["winner"]]
    for case in read_cases(raw).values():
        result = check(case, shoppers=1000)
        assert not result.holds
        assert result.smallest is None or result.smallest < 0.9
    nobody = check(next(iter(CASES.values())), shoppers=0)
    assert not nobody.holds


@pytest.mark.slow
def test_the_table_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cases"]) == 0
    assert capsys.readouterr().out.count(": holds;") == len(CASES)


def test_the_command_line_lists_them_and_compares_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["cases", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in rows] == list(CASES)
    assert all(row["holds"] for row in rows)
    name = rows[0]["name"]
    assert main(["compare", "--case", name, "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["difference"]["outcomes"][rows[0]["outcome"]] == rows[0]["difference"]
    assert main(["compare", "--case", "zap"]) == 2
    assert "--case" in capsys.readouterr().err
