"""How many customers of a file of orders bought again, as a chart."""

import pytest

from content import LANGUAGES
from content.words import load_words
from explainer.results.repurchase import repurchase

ORDERS = {4: 0.08, 13: 0.2, 26: 0.31}


@pytest.fixture(params=sorted(LANGUAGES))
def words(request):
    return load_words(request.param)


def test_the_title_says_both_shares_at_the_last_week_that_both_have(words):
    chart = repurchase(ORDERS, {4: 0.11, 13: 0.25}, words)
    assert all(part in chart.title for part in ("13", words.percent(0.2), words.percent(0.25)))
    assert words.percent(0.31) not in chart.title
    assert chart.title in chart.alt
    simulated, orders = chart.marks.series
    assert orders.y == pytest.approx((8.0, 20.0, 31.0))
    assert simulated.y == pytest.approx((11.0, 25.0))
    assert orders.end == words.percent(0.31)


def test_without_customers_in_the_simulator_the_orders_stand_alone(words):
    chart = repurchase(ORDERS, {}, words)
    assert words.percent(0.31) in chart.title
    assert words("business.orders.again.simulated").casefold() not in chart.alt.casefold()
    assert chart.marks.series[0].x == ()
