"""A client's numbers as a scenario."""

import pytest

from explainer.business.client import SECTORS, client_scenario
from simulations import Scenario, compare

BASE = Scenario({"country": "pt-BR", "seed": 3})


def test_what_the_client_says_is_what_the_scenario_has():
    scenario = client_scenario(BASE, "general", ticket=250, buyers=20)
    assert scenario.get("market.basket_mean") == 250.0
    assert (scenario.country, scenario.seed) == ("pt-BR", 3)
    run = compare(scenario.with_values({"shoppers": 3_000, "weeks": 26}))
    assert 100 * run.a.outcomes["store_conversion"].mean == pytest.approx(20, abs=2)


@pytest.mark.parametrize("buyers", [1, 60, 100])
def test_extreme_numbers_stay_legal(buyers):
    scenario = client_scenario(BASE, "grocery", ticket=1, buyers=buyers)
    assert 1.0 <= scenario.get("market.store_visits") <= 20.0
    assert 0.0 <= scenario.get("market.purchase_intent") <= 1.0


def test_a_sector_brings_its_own_assumptions():
    fashion = client_scenario(BASE, "fashion")
    assert fashion.category == "hedonic"
    run = compare(fashion.with_values({"shoppers": 3_000, "weeks": 26}))
    assert 100 * run.a.outcomes["store_conversion"].mean == pytest.approx(26, abs=2.5)
    dear, cheap = client_scenario(BASE, "electronics"), client_scenario(BASE, "pharmacy")
    assert dear.group("market").basket_mean > 5 * cheap.group("market").basket_mean
    assert set(SECTORS) >= {"general", "grocery", "fashion"}
