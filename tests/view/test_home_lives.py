"""The story of Home is a real one: it is in the run, and its crowd is counted there."""

import pytest

from content import LANGUAGES
from explainer.reading.home_lives import find_example, find_trips, outcome
from simulations import COUNTRIES, Moment, Scenario, trace


def scenario(country: str = "es-MX") -> Scenario:
    return Scenario().with_country(country)


@pytest.fixture(scope="module")
def example():
    return find_example(scenario())


@pytest.mark.parametrize("country", [entry.default_country for entry in LANGUAGES.values()])
def test_the_scene_is_somebody_s_real_trip_with_two_ends(country):
    found = find_example(scenario(country))
    assert ("evaluate", "website") in [(m.event, m.channel) for m in found.same]
    assert ("buy_stage", "store") in [(m.event, m.channel) for m in found.same]
    assert "phantom_stock" in [m.event for m in found.a]
    assert {m.channel for m in (*found.a, *found.b)} <= {"store", ""}
    assert outcome(found.a) == "leaves"
    assert outcome(found.b) in ("buys", "solved")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_story_is_found_in_every_country(country):
    assert find_example(scenario(country)) is not None


def test_the_moments_are_those_of_the_person_s_own_life(example):
    life = trace(scenario(), example.shopper)
    week = example.a[0].week
    assert (*example.same, *example.a) == tuple(m for m in life.a if m.week == week)
    assert example.b == tuple(m for m in life.b if m.week == week)[len(example.same) :]


def test_the_crowd_is_counted_as_single_lives_tell_it(example):
    """A sample of trips is replayed one by one: each counts where its own life ended."""
    small = scenario().with_values({"shoppers": 400, "weeks": 20})
    trips = find_trips(small)
    assert len(trips.shopper) > 5
    for place, (shopper, week) in enumerate(zip(trips.shopper, trips.week, strict=True)):
        life = trace(small, int(shopper))
        for side, moments in enumerate((life.a, life.b)):
            events = [m.event for m in moments if m.week == week + 1]
            assert trips.bought[side, place] == ("bought" in events)
            assert trips.empty[side, place] == ("phantom_stock" in events)
    assert sum(trips.kinds().values()) == len(trips.shopper)
    assert sum(example.kinds.values()) > 100


def test_nobody_made_the_trip_where_there_is_no_website():
    closed = scenario().with_values({"a.channels": "store,phone", "shoppers": 200})
    assert find_example(closed) is None


@pytest.mark.parametrize(
    ("events", "end"),
    [
        (("phantom_stock", "gave_up"), "leaves"),
        (("bought", "carried_home"), "buys"),
        (("phantom_stock", "rescued", "bought"), "solved"),
        ((), "leaves"),
    ],
)
def test_how_a_trip_ended_is_said_in_the_terms_of_the_bet(events, end):
    made = tuple(
        Moment(1, "buy", event, "store", 0.0, "", 0.0, None, (None, None), 0) for event in events
    )
    assert outcome(made) == end
