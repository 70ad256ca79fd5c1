"""Numbers of a run by name: the units in which they are told, and claims about them."""

import math

import pytest

from content.formats import Formats
from content.lesson_plans import load_plans
from explainer.view import lesson_run
from explainer.view.lesson_figures import Row, bars
from explainer.view.lesson_numbers import Numbers, UnknownNumberError, unit_of, write
from explainer.view.lesson_places import NONE, lesson_choices
from simulations import CAPABILITIES, OUTCOMES, Scenario, compare

MEXICO = Formats("es-MX")


@pytest.fixture(scope="module")
def numbers():
    return Numbers(compare(Scenario({"shoppers": 400, "weeks": 20})))


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_outcome_is_told_in_its_unit(numbers, outcome):
    found = numbers.comparison.a.outcomes[outcome]
    factor = 100 if OUTCOMES[outcome].unit == "share" else 1
    assert numbers.value(f"a.{outcome}") == pytest.approx(factor * found.mean)
    change = numbers.value(f"b.{outcome}") - numbers.value(f"a.{outcome}")
    assert numbers.value(f"change.{outcome}") == pytest.approx(change, abs=1e-9)
    assert numbers.value(f"gap.{outcome}") == pytest.approx(abs(change), abs=1e-9)
    assert numbers.value(f"low.{outcome}") <= numbers.value(f"high.{outcome}")


def test_frictions_and_lost_sales_are_counted_for_a_thousand_people(numbers):
    frame = numbers.comparison.a.friction
    stock = frame.loc[frame["kind"] == "phantom_stock", "count"].sum()
    assert numbers.value("a.friction.phantom_stock") == pytest.approx(1000 * stock)
    lost = numbers.comparison.b.lost_sales
    missed = lost.loc[lost["kind"] == "stock_out", "journeys"].sum()
    assert numbers.value("b.loss.stock_out") == pytest.approx(1000 * missed)


def test_kinds_of_people_add_up_to_a_hundred(numbers):
    for kinds in (("better", "same", "worse"), ("both", "only_a", "only_b", "neither")):
        assert sum(numbers.value(f"kind.{kind}") for kind in kinds) == pytest.approx(100)


def test_knobs_and_sizes_of_the_run(numbers):
    assert numbers.value("people") == 400
    assert numbers.value("weeks") == 20
    crossing = numbers.comparison.scenario.get("population.crossing_share")
    assert numbers.value("knob.population.crossing_share") == pytest.approx(100 * crossing)
    days = numbers.comparison.scenario.get("market.delivery_days")
    assert numbers.value("knob.market.delivery_days") == days
    month = numbers.value("payback")
    assert math.isnan(month) or month == int(month)


@pytest.mark.parametrize(
    "name",
    [
        *("", "a", "a.", "c.revenue", "a.money", "a.friction.rain", "a.loss.", "kind.happy"),
        *("knob.luck", "premium.best", "a.revenue.mean", "__class__", "a.friction"),
    ],
)
def test_a_name_that_no_run_has_is_refused(numbers, name):
    with pytest.raises(UnknownNumberError):
        numbers.value(name)


def test_claims_are_true_or_false_and_never_guessed(numbers):
    assert numbers.holds("a.revenue >= 0")
    assert not numbers.holds("a.revenue < 0")
    assert numbers.holds("b.friction.phantom_stock <= 100000")
    for claim in ("a.revenue", "a.revenue == 3", "a.revenue > more", "> 3", "a.money > 3"):
        with pytest.raises(UnknownNumberError):
            numbers.holds(claim)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        *((54.16, "hundred", "54"), (6.2, "hundred", "6.2"), (0.04, "hundred", "0.04")),
        *((643.7, "thousand", "644"), (3.4, "thousand", "3"), (0.4, "thousand", "0.4")),
        *((183.2, "money", "$183"), (15.1, "points", "15"), (4.3, "points", "4.3")),
        *((math.nan, "whole", "—"), (0.0, "thousand", "0.0")),
    ],
)
def test_numbers_are_written_short(value, unit, text):
    assert write(value, unit, MEXICO) == text


def test_units_follow_the_outcome():
    assert unit_of("friction.price_gap") == unit_of("loss.stock_out") == "thousand"
    assert unit_of("conversion_rate") == "hundred"
    assert unit_of("profit") == "money"
    assert unit_of("store_visits") == "count"


# Runs of a lesson.


def test_the_control_changes_its_knobs_and_nothing_else():
    plan = load_plans()["shared_stock"]
    base, tried = lesson_run.base(plan, "es"), lesson_run.tried(plan, "es", 30)
    different = {name for name in base.values if base.get(name) != tried.get(name)}
    assert different == set(plan.control.knobs)
    assert tried.get(plan.control.knobs[0]) == pytest.approx(0.3)


def test_a_lesson_runs_in_the_country_of_its_language():
    plan = load_plans()["shared_stock"]
    assert lesson_run.base(plan, "es").country == "es-MX"
    assert lesson_run.base(plan, "pt").country == "pt-BR"
    assert lesson_run.failing(plan, "es").get("b.data_error") == plan.yet_knobs["b.data_error"]


@pytest.mark.parametrize("piece", CAPABILITIES)
def test_one_piece_is_shop_a_with_one_capability(piece):
    scenario = lesson_run.only_piece(load_plans()["seams"], "es", piece)
    own = {name for name in CAPABILITIES if scenario.get(f"b.capabilities.{name}") > 0}
    assert own == {piece}
    assert scenario.get("b.channels") == scenario.get("a.channels")


@pytest.mark.parametrize("name", load_plans())
def test_choices_of_a_lesson_have_their_default_first_and_no_double(name):
    for values in lesson_choices(load_plans()[name]).values():
        assert len(values) == len(set(values)) > 1
    choices = lesson_choices(load_plans()[name])
    assert choices["step"][0] == "1"
    assert choices["bet"][0] == choices["why"][0] == NONE
    assert choices["value"][0] == str(load_plans()[name].control.start)


# Bars.


def test_bars_carry_words_and_numbers_and_mark_the_bet():
    rows = (Row("a", "Una <b>", 50, "50"), Row("b", "Otra", 25, "25"))
    html = bars("Cuántas & cuándo", rows, top=100, bet=(40, "Tu apuesta: 40"))
    assert "Una &lt;b&gt;" in html
    assert "Cuántas &amp; cuándo" in html
    assert 'style="width:50.0%"' in html
    assert html.count('style="left:40.0%"') == 2
    assert "Tu apuesta: 40" in html
    assert "\n" not in html


@pytest.mark.parametrize("value", [0.0, -3.0, 1e9])
def test_bars_stay_inside_their_track(value):
    html = bars("x", (Row("", "y", value, "z"),), top=10)
    width = float(html.split("width:")[1].split("%")[0])
    assert 0 <= width <= 100
