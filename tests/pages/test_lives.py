"""The page of twin lives in memory: from any link, and from input that means harm."""

import json

import pytest

from content import load_texts
from simulations import CAPABILITIES, Scenario
from simulations.people.identity import identity

ES = load_texts("es")
SMALL = {"shoppers": 200, "weeks": 30}


@pytest.fixture
def lives(site):
    def visit(changes=None, **query):
        scenario = Scenario({**SMALL, **(changes or {})})
        # The harness passes by the first page, which drops what only this one keeps.
        page = site("lives", lang="es", **scenario.to_query())
        return page.go(**query)

    return visit


def shown(page):
    """All that the page says, drawings and HTML together."""
    return page.words + " ".join(element.value for element in page.markdown)


def test_a_link_names_the_person_and_the_page_keeps_it(lives):
    page = lives(person="17", moment="3", who="worse", alone="shared_stock")
    assert not page.exception
    assert identity(Scenario(SMALL), 16).name.split()[0] in shown(page)
    for name, value in (("person", "17"), ("moment", "3"), ("who", "worse")):
        assert page.query(name) == value
    assert page.query("alone") == "shared_stock"
    assert ES("terms.capability.shared_stock.name") in page.words
    page.button(key="lives_back").click()
    page.app.run()
    assert page.query("alone") == "none"
    assert page.query("person") == "17"


def test_without_a_person_the_first_telling_life_is_shown(lives):
    page = lives()
    assert not page.exception
    assert page.query("person") == "0"
    assert ES("lives.invented") in shown(page)
    assert ES("lives.read.heading")


def test_neighbours_and_chance_lead_to_other_people(lives):
    page = lives(person="17")
    page.button(key="lives_next").click()
    page.app.run()
    assert page.query("person") == "18"
    page.button(key="lives_previous").click()
    page.app.run()
    assert page.query("person") == "17"
    page.button(key="lives_random").click()
    page.app.run()
    assert not page.exception
    assert 1 <= int(page.query("person")) <= 200


def test_a_search_shows_somebody_who_answers_it(lives):
    page = lives(person="17")
    page.group("lives_who").set_value("worse")
    page.app.run()
    assert not page.exception
    assert page.query("who") == "worse"


@pytest.mark.parametrize(
    "query",
    [
        {"person": "<script>alert(1)</script>"},
        {"person": "-1"},
        {"person": "9" * 400},
        {"moment": "1e9"},
        {"who": "saved.<img src=x>"},
        {"alone": "everything"},
    ],
)
def test_a_hostile_choice_is_corrected_and_reported(lives, query):
    page = lives(**query)
    assert not page.exception
    assert "ec-problems" in page.html
    assert "<script>alert" not in page.html
    assert "<img" not in page.html


def test_a_person_beyond_the_crowd_is_the_last_one_and_the_page_says_so(lives):
    page = lives(person="5000")
    assert not page.exception
    assert ES("lives.outside") in page.words


def test_a_moment_beyond_the_life_does_no_harm(lives):
    assert not lives(person="17", moment="99999").exception


@pytest.mark.parametrize(
    "changes",
    [
        {"shoppers": 0},
        {"weeks": 0},
        {"shoppers": 1, "weeks": 1},
        {"population.need_rate": 0.0},
        {"a.channels": "store", "b.channels": "phone"},
    ],
)
def test_small_and_empty_worlds_have_a_page(lives, changes):
    page = lives(changes)
    assert not page.exception
    words = shown(page)
    if not changes.get("shoppers", 1) or not changes.get("weeks", 1):
        assert ES("lives.empty") in words
    elif changes.get("population.need_rate") == 0.0:
        assert ES("lives.verdict.quiet") in words


def test_equal_shops_say_that_there_is_no_difference(lives):
    own = {f"b.capabilities.{name}": 0.0 for name in CAPABILITIES}
    scenario = Scenario({**SMALL, **own}).with_preset("b", "multichannel")
    page = lives(scenario.values)
    assert ES("lives.verdict.same") in shown(page)
    assert "ec-life-fork" not in page.html


def test_what_the_replay_is_sent_is_plain_data(lives):
    page = lives(person="17")
    # The owner of the address comes first; last, what says that the page is drawn.
    _, element, _ = page.app.get("bidi_component")
    data = json.loads(element.proto.json)
    assert data["steps"]
    assert data["parameter"] == "moment"
    assert 0 <= data["first"] < len(data["steps"])
