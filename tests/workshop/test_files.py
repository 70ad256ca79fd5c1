"""What a room says at its end, and its files: gaps, hits, ranks, tables without formulas."""

from __future__ import annotations

import csv
import io
import time
from itertools import count

import pytest

from content import LANGUAGES
from content.formats import Formats
from content.words import load_words
from explainer.figures.tables import country_csv
from explainer.view.workshop import boards, host
from explainer.workshop import scoring
from explainer.workshop.answers import Answer
from explainer.workshop.files import answers_table, results_table
from explainer.workshop.rooms import Rooms
from explainer.workshop.storage import Storage, database_url
from explainer.workshop.teams import TEAMS
from simulations import CAPABILITIES
from tests.workshop.test_answers import TOKENS_OF_FOUR

HOSTILE = '=HYPERLINK("http://x","y")<img src=x onerror=alert(1)>'
CONVERSIONS = {"store": 64.0, "website": 66.0, "app": 63.0, "messaging": 66.0}


def body(conversion, **more):
    side = {"conversion": conversion, "frustration": 12.0, "repeat": 18.0, "profit": 100.0}
    channel = {"purchases": 10.0, "revenue": 50.0}
    return {
        "a": {**side, "conversion": 62.0},
        "b": side,
        "channel": dict.fromkeys("ab", channel),
    } | more


@pytest.fixture
def rooms(tmp_path):
    storage = Storage(database_url({"EXPLAINER_DATA": str(tmp_path)}))
    # Answers of one millisecond stand in no order: here each has its own.
    ticks = count(int(time.time()))
    yield Rooms(storage, lambda: float(next(ticks)))
    storage.close()


@pytest.fixture
def room(rooms):
    """A room at its debrief: four people, one in each team; only the first team invested."""
    made = rooms.open("m45", "es-MX", "es")
    seats = [rooms.join(made.code, name, "es").secret for name in ("Ana", "Bea", "Caio", "Duda")]
    code, secret = made.code, made.secret
    rooms.go(code, secret, 0, 1)
    for seat, guess in zip(seats, (60, 90, 66, 70), strict=True):
        answer = {"guess": guess, "low": guess - 5, "high": guess + 5, "confidence": "high"}
        rooms.answer(code, seat, "predict", "a1" * 8, Answer(answer))
    rooms.go(code, secret, 1, 3)
    given = {"tokens": {**dict.fromkeys(CAPABILITIES, 0), **TOKENS_OF_FOUR}, "expect": 80}
    rooms.answer(code, seats[0], "invest", "b2" * 8, Answer(given, HOSTILE))
    rooms.go(code, secret, 3, 7)
    whole = {name: found for name, found in body(65.0).items() if name != "channel"}
    rooms.keep_results(code, "start", {"all": whole, "store": body(65.0)})
    tokens = dict.fromkeys(CAPABILITIES, 11)
    reached = {
        team: body(value, tokens=tokens, voices=int(team == "store"))
        for team, value in CONVERSIONS.items()
    }
    rooms.keep_results(code, "reveal", reached)
    seen = rooms.see(code)
    (said,) = (one for one in seen.answers if one.reason)
    rooms.approve(code, secret, said.seat, said.id, on=True)
    return rooms, secret, rooms.see(code)


def test_hits_are_the_ranges_that_hold_what_happened(room):
    assert scoring.hits(room[2]) == (3, 4)
    assert scoring.truth(room[2]) == 65.0


def test_gaps_are_of_what_a_team_expected_the_widest_first(room):
    found = [(gap.team, gap.run, gap.size) for gap in scoring.gaps(room[2])]
    assert found[:2] == [("website", "start", 25.0), ("store", "reveal", 16.0)]
    assert len(found) == 5


def test_teams_stand_by_what_they_reached_only_where_the_host_wants_it(room):
    rooms, secret, seen = room
    assert scoring.ranked(seen, "reveal") == ["website", "messaging", "store", "app"]
    rooms.rank(seen.code, secret, on=False)
    assert scoring.ranked(rooms.see(seen.code), "reveal") == list(TEAMS)


def test_every_team_has_the_same_shoppers_and_luck(room):
    made = scoring.scenarios(room[2], "reveal")
    assert {one.seed for one in made.values()} == {room[2].seed}
    assert all(one.a == made["store"].a for one in made.values())
    first = scoring.decisions(room[2], "reveal")["store"].tokens
    assert made["store"].values["b.capabilities.shared_stock"] == first["shared_stock"] / 25
    assert made["app"] == made["website"]  # nobody decided: both by the rule


def test_the_tables_run_no_formula_and_have_every_answer(room):
    written = country_csv(answers_table(room[2]), Formats("es-MX", "es")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert len(rows) == 5
    assert rows[-1]["reason"] == "'" + HOSTILE
    assert [row["guess"] for row in rows[:4]] == ["60", "90", "66", "70"]
    results = country_csv(results_table(room[2]), Formats("pt-BR", "pt")).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(results), delimiter=";"))
    assert len(lines) == 2 + len(TEAMS)
    assert {line["team"] for line in lines} == {"all", *TEAMS}
    assert {line["channel_revenue_after"] for line in lines} == {"", "50,0"}
    assert {line["conversion_after"] for line in lines} == {"65,0", "64,0", "66,0", "63,0"}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_page_is_one_file_in_which_a_reason_is_words(room, language):
    texts = load_words(language, LANGUAGES[language].default_country)
    page = host.summary(room[2], texts).decode("utf-8")
    assert "&lt;img src=x" in page
    for sign in ("<img", "<script", 'http://x"', "src=", "url("):
        assert sign not in page.replace("&lt;img src=x", "")
    assert "default-src 'none'" in page
    assert texts("workshop.board.gaps_title") in page
    assert texts("workshop.by_rule") in page


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_step_has_its_board_in_every_language(room, language):
    rooms, secret, seen = room
    texts = load_words(language, LANGUAGES[language].default_country)
    for place_ in range(len(seen.template.steps)):
        rooms.go(seen.code, secret, rooms.see(seen.code).stage, place_)
        shown = boards.board(rooms.see(seen.code), texts, "store")
        assert "<p" in shown or "<table" in shown
        assert HOSTILE not in shown
