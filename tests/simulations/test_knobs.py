"""Every knob is declared once, with a legal default inside a plausible range and a source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulations import CAPABILITIES, CAUSE_OF, CAUSES, FRICTIONS, KNOBS
from simulations.scenario.knobs import PRESET_FILE

SOURCE = Path(__file__).parents[2] / "simulations"


@pytest.mark.parametrize("name", [n for n, k in KNOBS.items() if k.kind in ("int", "float")])
def test_default_lies_in_the_plausible_range_and_that_in_the_legal_one(name: str) -> None:
    knob = KNOBS[name]
    low, high = knob.plausible
    # Every knob that has a plausible range is a number.
    assert knob.low <= low <= knob.default <= high <= knob.high  # type: ignore[operator]  # a number
    assert knob.unit
    assert knob.meaning
    assert knob.grade == ("A" if knob.evidence == "assumption" else "E")


@pytest.mark.parametrize("name", KNOBS)
def test_evidence_is_an_id_or_an_assumption(name: str) -> None:
    evidence = KNOBS[name].evidence
    assert re.fullmatch(r"assumption|[A-Z]{2}\d+(,[A-Z]{2}\d+)*", evidence)


def test_every_difference_between_countries_names_its_evidence_or_is_an_assumption() -> None:
    countries = PRESET_FILE["country"]
    for entry in countries.values():
        assert set(entry["evidence"]) == {*entry["set"], *entry["multiply"]}
        for name, evidence in entry["evidence"].items():
            assert name in KNOBS
            assert re.fullmatch(r"assumption|[A-Z]{2}\d+(,[A-Z]{2}\d+)*", evidence)
    measured = [v for entry in countries.values() for v in entry["evidence"].values()]
    assert len([v for v in measured if v != "assumption"]) >= 14


def test_a_share_is_shown_as_so_many_of_a_hundred_and_a_cost_of_a_thousand() -> None:
    shown = {name: knob.per for name, knob in KNOBS.items()}
    assert shown["population.crossing_share"] == shown["friction.stock_out.base"] == 100
    assert shown["a.one_off_cost"] == shown["b.running_cost"] == 1000
    assert shown["shoppers"] == shown["market.basket_mean"] == shown["market.delivery_days"] == 1
    assert all(KNOBS[name].kind == "float" for name, per in shown.items() if per > 1)


@pytest.mark.parametrize("zero", [-0.0, "-0", "-0.0"])
def test_minus_nothing_is_nothing(zero: object) -> None:
    assert str(KNOBS["a.fulfilment_margin"].read(zero)) == "0.0"


def test_every_friction_has_a_known_cause_and_every_capability_removes_one() -> None:
    assert set(CAUSE_OF) == set(FRICTIONS)
    assert set(CAUSE_OF.values()) == set(CAUSES)
    assert set(CAPABILITIES) < set(CAUSE_OF.values())


def test_every_knob_of_market_reaction_and_costs_is_read_by_the_model() -> None:
    source = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    for name in KNOBS:
        group, _, field = name.partition(".")
        if group in ("market", "reaction", "costs", "population") and "weight" not in name:
            assert re.search(rf"\b{field}\b", source), name
