"""A client's numbers as a scenario, and what a few answers come to."""

from itertools import product

import pytest

from content import LANGUAGES, load_texts
from explainer.business.client import SECTORS, client_scenario
from explainer.business.diagnosis import QUESTIONS, advise, cost_shares, scenario_of
from simulations import PRESETS, Scenario, compare

BASE = Scenario({"country": "pt-BR", "seed": 3})


def test_what_the_client_says_is_what_the_scenario_has():
    found = client_scenario(BASE, "general", ticket=250, buyers=20)
    assert found.get("market.basket_mean") == 250.0
    assert (found.country, found.seed) == ("pt-BR", 3)
    told = compare(found.with_values({"shoppers": 3_000, "weeks": 26}))
    assert 100 * told.a.outcomes["store_conversion"].mean == pytest.approx(20, abs=2)


@pytest.mark.parametrize("buyers", [1, 60, 100])
def test_extreme_numbers_stay_legal(buyers):
    found = client_scenario(BASE, "grocery", ticket=1, buyers=buyers)
    assert 1.0 <= found.get("market.store_visits") <= 20.0
    assert 0.0 <= found.get("market.purchase_intent") <= 1.0


def test_a_sector_brings_its_own_assumptions():
    fashion = client_scenario(BASE, "fashion")
    assert fashion.category == "hedonic"
    told = compare(fashion.with_values({"shoppers": 3_000, "weeks": 26}))
    assert 100 * told.a.outcomes["store_conversion"].mean == pytest.approx(26, abs=2.5)
    dear, cheap = client_scenario(BASE, "electronics"), client_scenario(BASE, "pharmacy")
    assert dear.group("market").basket_mean > 5 * cheap.group("market").basket_mean
    assert set(SECTORS) >= {"general", "grocery", "fashion"}


def test_every_set_of_answers_has_an_advice_in_words_and_a_legal_scenario():
    names = tuple(QUESTIONS)
    some = [QUESTIONS[name] if name != "prices" else QUESTIONS[name][:1] for name in names]
    seen = set()
    for number, values in enumerate(product(*some)):
        if number % 37:
            continue
        answers = dict(zip(names, values, strict=True))
        advice = advise(answers)
        seen.add(advice.strategy)
        for language in LANGUAGES:
            texts = load_texts(language)
            assert all(f"business.reason.{reason}" in texts for reason in advice.reasons)
        if number % 370 == 0:
            assert scenario_of(answers, BASE).country == "pt-BR"
    assert seen == set(PRESETS)


def test_more_reasons_against_never_lead_to_more_integration():
    order = ("single", "multichannel", "cross_channel", "omnichannel")
    good = {"combine": "most", "margin": "high", "records": "right", "means": "yes"}
    worse = [("margin", "low"), ("records", "wrong"), ("means", "none"), ("combine", "few")]
    places = [order.index(advise(good).strategy)]
    for name, value in worse:
        good = {**good, name: value}
        places.append(order.index(advise(good).strategy))
    assert places == sorted(places, reverse=True)
    assert places[0] == 3


def test_the_answers_are_in_the_scenario():
    found = scenario_of({"combine": "few", "records": "wrong", "purchase": "pleasure"}, BASE)
    assert found.get("population.crossing_share") == 0.2
    assert found.get("b.data_error") == 0.3
    assert found.category == "hedonic"


def test_costs_follow_what_is_built():
    shares = [
        cost_shares(name, Scenario()) for name in ("multichannel", "cross_channel", "omnichannel")
    ]
    assert shares[0] == (0.0, 0.0)
    assert shares[0][0] < shares[1][0] < shares[2][0] == pytest.approx(0.015)
