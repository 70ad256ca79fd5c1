"""The table of people: each row is the life that is traced, and the rows add up to the results."""

from __future__ import annotations

import io
from dataclasses import asdict

import pandas as pd
import pytest

from simulations import Scenario, ScenarioError, compare, trace
from simulations.engine.tally import KINDS
from simulations.people.identity import identity
from simulations.people.sample_of_100 import sample_of_100
from simulations.people.spreadsheet import csv_text
from simulations.people.table import (
    COLUMNS,
    INVENTED,
    MOST_ROWS,
    ROWS,
    TRAITS,
    people_chunks,
)
from tests.simulations.worlds import random_scenario

SUMS = ("journeys", "purchases", "points", "revenue", "contribution", "profit", "contacts")


def table(scenario: Scenario, rows: int) -> pd.DataFrame:
    return pd.concat(people_chunks(scenario, rows), ignore_index=True)


@pytest.mark.parametrize("number", range(10))
def test_a_row_is_the_life_that_trace_replays(number: int) -> None:
    scenario = random_scenario(number)
    result = table(scenario, scenario.shoppers)
    assert tuple(result.columns) == COLUMNS
    for shopper in (0, 7, 19, 39):
        row, life = result.iloc[shopper], trace(scenario, shopper)
        assert (row["person"], row["shopper"]) == (shopper + 1, shopper)
        person = asdict(life.person)
        person["loyalty_start"] = person.pop("loyalty")
        assert {name: row[name] for name in TRAITS} == person
        for side in ("a", "b"):
            totals = life.totals[side]
            for name in (*SUMS, "loyalty", "active"):
                assert row[f"{side}_{name}"] == totals[name], (name, scenario)
            assert row[f"{side}_frustration"] == totals["frustration"] / max(totals["journeys"], 1)
        who = identity(scenario, shopper)
        assert (row["name"], row["city"], row["occupation"]) == (who.name, who.city, who.occupation)
        assert row["invented"]


@pytest.mark.parametrize("number", range(10, 20))
def test_the_rows_add_up_to_what_compare_says(number: int) -> None:
    scenario = random_scenario(number, shoppers=90)
    found, result = table(scenario, 90), compare(scenario)
    for side, outcomes in (("a", result.a.outcomes), ("b", result.b.outcomes)):
        journeys = found[f"{side}_journeys"].sum()
        for name in ("revenue", "contribution", "profit", "contacts"):
            expected = pytest.approx(outcomes[name].mean, rel=1e-9, abs=1e-9)
            assert found[f"{side}_{name}"].mean() == expected
        assert found[f"{side}_purchases"].sum() / max(journeys, 1) == pytest.approx(
            outcomes["conversion_rate"].mean
        )
        customers = found[found[f"{side}_purchases"] > 0]
        stayed = customers[f"{side}_active"].mean() if len(customers) else 0.0
        assert stayed == pytest.approx(outcomes["active_at_end"].mean)
        tried = found[found[f"{side}_journeys"] > 0]
        mean = tried[f"{side}_frustration"].mean() if len(tried) else 0.0
        assert mean == pytest.approx(outcomes["frustration_index"].mean)
    shares = {**found["kind"].value_counts(), **found["feeling"].value_counts()}
    assert {kind: shares.get(kind, 0) / 90 for kind in KINDS} == result.shopper_kinds


def test_the_hundred_are_the_people_of_the_table() -> None:
    scenario = Scenario({"shoppers": 3_000, "country": "pt-BR", "seed": 12})
    scenario = scenario.with_preset("a", "single")
    result = table(scenario, scenario.shoppers)
    chosen = sample_of_100(scenario).people
    assert len({person.kind for person in chosen}) > 2
    for person in chosen:
        row = result.iloc[person.shopper]
        assert (row["shopper"], row["kind"], row["feeling"]) == (
            person.shopper,
            person.kind,
            person.feeling,
        )
        assert row["name"] == identity(scenario, person.shopper).name


def test_a_row_is_the_same_however_many_are_asked_for_and_whatever_the_crowd() -> None:
    scenario = Scenario({"shoppers": 40, "b.data_error": 0.4, "country": "pt-BR"})
    long = table(scenario, 2 * ROWS + 17)
    for rows in (1, 40, ROWS, ROWS + 1):
        pd.testing.assert_frame_equal(table(scenario, rows), long.head(rows))
    bigger = scenario.with_values({"shoppers": 9_000})
    pd.testing.assert_frame_equal(table(bigger, len(long)), long)
    assert trace(bigger, 2_016).totals["b"]["revenue"] == long["b_revenue"].iloc[2_016]
    busy = scenario.with_values({"population.need_rate": 52, "weeks": 300})  # fewer live at once
    row = table(busy, ROWS + 3).iloc[-1]
    alone = trace(busy.with_values({"shoppers": 2 * ROWS}), ROWS + 2)
    assert {name: row[f"a_{name}"] for name in SUMS} == {n: alone.totals["a"][n] for n in SUMS}


def test_chunks_are_small_and_none_is_empty() -> None:
    scenario = Scenario({"shoppers": 10})
    sizes = [len(chunk) for chunk in people_chunks(scenario, 6_500, ("person", "a_revenue"))]
    assert sizes == [*[ROWS] * 6, 500]
    assert list(people_chunks(scenario, 0)) == []
    people = [n for chunk in people_chunks(scenario, 6_500, ("person",)) for n in chunk["person"]]
    assert people == list(range(1, 6_501))


def test_only_what_is_wanted_is_in_the_table_and_in_that_order() -> None:
    scenario = Scenario()
    whole = next(people_chunks(scenario, 5))
    for wanted in (("b_revenue", "shopper"), INVENTED, ("kind",), ("kind", "kind")):
        part = next(people_chunks(scenario, 5, wanted))
        pd.testing.assert_frame_equal(part, whole[list(dict.fromkeys(wanted))])


@pytest.mark.parametrize(
    ("rows", "columns", "field"),
    [
        (-1, COLUMNS, "rows"),
        (MOST_ROWS + 1, COLUMNS, "rows"),
        (1.5, COLUMNS, "rows"),
        (True, COLUMNS, "rows"),
        (5, ("name", "zap", "\x1b[2J" * 90), "columns"),
    ],
)
def test_what_is_not_legal_is_refused_at_once(rows: int, columns: list[str], field: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        people_chunks(Scenario(), rows, columns)
    assert refused.value.problems[0].field == field
    assert len(str(refused.value)) < 2_500


def test_as_csv_every_number_reads_back_as_it_was() -> None:
    whole = table(Scenario({"country": "es-CL"}), 60)
    text = csv_text(whole.head(40)) + csv_text(whole.tail(20), header=False)
    pd.testing.assert_frame_equal(pd.read_csv(io.StringIO(text)), whole, check_dtype=False)
    comma = csv_text(whole, separator=";", decimal=",")
    read = pd.read_csv(io.StringIO(comma), sep=";", decimal=",")
    assert read["a_revenue"].tolist() == whole["a_revenue"].tolist()


def test_a_text_that_would_run_in_a_spreadsheet_is_disarmed() -> None:
    evil = pd.DataFrame({"=1+1": ["@SUM(A1)", " -2", "＝cmd", "fine"], "n": [-1.5, 2.0, 0.0, 1.0]})
    lines = csv_text(evil).split("\r\n")
    assert lines[0] == "'=1+1,n"
    assert lines[1:5] == ["'@SUM(A1),-1.5", "' -2,2.0", "'＝cmd,0.0", "fine,1.0"]
