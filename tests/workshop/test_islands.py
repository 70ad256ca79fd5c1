"""What teams decide that see their own channel alone: its rules, and what the model makes of it."""

from __future__ import annotations

import csv
import io
import itertools

import pytest

from content.formats import Formats
from explainer.figures.tables import country_csv
from explainer.workshop import islands
from explainer.workshop.answers import DECISIONS, Answer
from explainer.workshop.files import islands_table, results_table
from explainer.workshop.islands import NOTHING, OWN_BEST, PROMOTE, RESERVE, SHARE, company, play
from explainer.workshop.rooms import Rooms
from explainer.workshop.scoring import ALL, first_scenario
from explainer.workshop.storage import Storage, database_url
from explainer.workshop.teams import TEAMS
from explainer.workshop.templates import ISLANDS, REVEAL, TEMPLATES, runs_needed
from simulations import COUNTRIES, Scenario, compare

FIRST = Scenario({"shoppers": 400, "weeks": 20, "seed": 5})
PLAN = {"store": "discount", "website": PROMOTE, "app": RESERVE}


@pytest.fixture(scope="module")
def played():
    return play(FIRST, PLAN)


def changed(plan):
    made = company(FIRST, plan)
    return {name for name, value in made.values.items() if value != FIRST.values[name]}


def test_who_decides_nothing_leaves_the_company_as_it_is():
    assert company(FIRST, {}) == FIRST
    found = play(FIRST, {})["situations"]
    assert found["decided"] == found[NOTHING]


@pytest.mark.parametrize(
    ("decision", "rules"),
    [
        (
            "promote",
            {
                *(f"taste.{stage}.app" for stage in ("discover", "evaluate", "buy")),
                *("market.messages_per_month", "costs.channel_upkeep"),
            },
        ),
        ("discount", {"taste.buy.app", "market.promotion_share", "friction.price_gap.base"}),
        ("reserve", {"taste.buy.app", "friction.phantom_stock.base"}),
        ("share", set()),
    ],
)
def test_a_decision_changes_what_its_rule_says_and_nothing_else(decision, rules):
    assert changed({"app": decision}) == rules


def test_data_are_joined_between_those_who_share_alone():
    levels = [
        company(FIRST, dict.fromkeys(TEAMS[:sharing], SHARE)).a.capabilities["shared_stock"]
        for sharing in range(5)
    ]
    assert levels == [0, 0, 2 / 12, 6 / 12, 1]
    assert changed(dict.fromkeys(TEAMS, SHARE)) == {
        "a.capabilities.shared_stock",
        "a.capabilities.shared_history",
    }


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_plan_is_legal_in_every_country(country):
    first = FIRST.with_country(country)
    for plan in itertools.product(("", *DECISIONS), repeat=2):
        told = dict(zip(TEAMS[:2], plan, strict=True))
        made = company(first, {team: it for team, it in told.items() if it})
        assert 0 <= made.number("market.promotion_share") <= 1
        assert made.b == first.b
        assert (made.seed, made.shoppers) == (first.seed, first.shoppers)


def test_a_situation_is_worth_what_it_earns_more_than_together(played):
    situations = played["situations"]
    together = situations[played["together"]]
    assert together["profit"] == max(situations[name]["profit"] for name in (NOTHING, *DECISIONS))
    for one in situations.values():
        for measure in ("profit", "conversion"):
            apart = one["apart"][measure]
            assert apart["mean"] == pytest.approx(one[measure] - together[measure], abs=0.02)
            assert apart["low"] <= apart["mean"] <= apart["high"]
    assert together["apart"]["profit"] == {"mean": 0.0, "low": 0.0, "high": 0.0}


def test_joining_all_is_what_a_comparison_of_two_set_ups_says():
    """The same number by another way: as side b of a comparison, with its paired interval."""
    like_a = {f"b{name[1:]}": value for name, value in FIRST.values.items() if name[:2] == "a."}
    pieces = {f"b.capabilities.{piece}": 1.0 for piece in islands.SHARED}
    told = compare(FIRST.with_values({**like_a, **pieces})).difference.outcomes["profit"]
    found = play(FIRST, {})
    share, nothing = (found["situations"][name] for name in (SHARE, NOTHING))
    assert share["profit"] - nothing["profit"] == pytest.approx(told.mean, abs=0.001)
    if found["together"] == NOTHING:
        assert share["apart"]["profit"]["low"] == pytest.approx(told.low, abs=0.001)
        assert share["apart"]["profit"]["high"] == pytest.approx(told.high, abs=0.001)


def test_an_island_s_best_is_what_sells_most_in_its_channel_alone(played):
    best = played["situations"][OWN_BEST]["plan"]
    assert set(best) == set(TEAMS)
    for team in TEAMS:
        sold = {one: play_alone(team, one)["sales"]["mean"] for one in (best[team], SHARE)}
        assert sold[best[team]] >= sold[SHARE] == 0.0


def play_alone(team, decision):
    before, after = (
        islands.simulated_year(company(FIRST, plan)) for plan in ({}, {team: decision})
    )
    return islands._alone(after, before, team)


def test_a_team_is_told_what_its_own_decision_does_alone(played):
    assert set(played["teams"]) == set(TEAMS)
    for team, decision in PLAN.items():
        own = played["teams"][team]
        assert own["decision"] == decision
        again = play_alone(team, decision)
        assert {name: own[name] for name in again} == again
    idle = played["teams"]["messaging"]
    assert idle["decision"] == ""
    assert idle["profit"] == idle["sales"] == {"mean": 0.0, "low": 0.0, "high": 0.0}


def test_the_order_of_the_teams_does_not_matter(played):
    assert play(FIRST, dict(reversed(PLAN.items()))) == played


def test_progress_reaches_its_end():
    told: list[tuple[int, int]] = []
    play(
        FIRST.with_values({"shoppers": 5, "weeks": 1}), PLAN, progress=lambda *now: told.append(now)
    )
    assert all(done <= most for done, most in told)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.fixture
def room(tmp_path):
    """A room at its reveal: two of the store disagree, one answers for the website."""
    storage = Storage(database_url({"EXPLAINER_DATA": str(tmp_path)}))
    rooms = Rooms(storage)
    made = rooms.open("m45", "es-MX", "es")
    seats = [rooms.join(made.code, f"P{number}", "es") for number in range(6)]
    rooms.go(made.code, made.secret, 0, 2)
    for seat, decision in zip(
        seats, ("reserve", "promote", None, None, "promote", None), strict=True
    ):
        if decision:
            answer = Answer({"decision": decision}, "=1+1")
            rooms.answer(made.code, seat.secret, ISLANDS, "a1" * 8, answer)
    rooms.go(made.code, made.secret, 2, 4)
    yield rooms, made
    storage.close()


def test_a_team_plays_what_most_of_it_decided_the_first_of_equals_and_nothing_without(room):
    rooms, made = room
    seen = rooms.see(made.code)
    assert islands.decided(seen) == {
        "store": ("reserve", 2),
        "website": ("promote", 1),
        "app": ("", 0),
        "messaging": ("", 0),
    }
    assert islands.plan_of(seen) == {"store": "reserve", "website": "promote"}


def test_what_was_simulated_is_kept_exported_and_dropped_when_the_round_opens_again(room):
    rooms, made = room
    seen = rooms.see(made.code)
    first = first_scenario(seen).with_values({"shoppers": 100, "weeks": 4})
    kept = islands.body(seen, play(first, islands.plan_of(seen)))
    rooms.keep_results(made.code, ISLANDS, kept)
    seen = rooms.see(made.code)
    assert seen.results[ISLANDS, ALL] == kept[ALL]
    assert seen.results[ISLANDS, ALL]["teams"]["store"]["voices"] == 2
    table = islands_table(seen)
    assert list(table["situation"]) == [NOTHING, "decided", OWN_BEST, *DECISIONS, *["alone"] * 4]
    assert (table["together"] == "yes").sum() == 1
    assert table.loc[1, "decision_store"] == "reserve"
    assert results_table(seen).empty
    written = country_csv(table, Formats("pt-BR", "pt")).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(written), delimiter=";"))
    assert all(line["profit"].replace(",", "").lstrip("-").isdigit() for line in lines[:7])
    assert lines[7]["profit"] == ""
    assert [line["voices"] for line in lines[7:]] == ["2", "1", "0", "0"]
    rooms.go(made.code, made.secret, 4, 2)
    assert rooms.see(made.code).results == {}
    assert islands_table(rooms.see(made.code)).empty


def test_a_result_that_comes_after_the_room_went_back_is_not_kept(room):
    rooms, made = room
    rooms.go(made.code, made.secret, 4, 2)
    rooms.keep_results(made.code, ISLANDS, {ALL: {}})
    rooms.keep_results(made.code, REVEAL, {"store": {}})
    assert rooms.see(made.code).results == {}


def test_only_a_plan_with_that_round_simulates_it():
    for name, template in TEMPLATES.items():
        runs = runs_needed(template, len(template.steps) - 1)
        assert (ISLANDS in runs) == (ISLANDS in template.steps), name
        before = list(template.steps).index("invest")
        assert runs_needed(template, before) == ("start",)
