"""Numbers of a run by name: the units in which they are told, and claims about them."""

import math
import re
from dataclasses import replace

import pytest
from markupsafe import escape

from content import load_texts
from content.formats import Formats
from content.lesson_plans import load_plans
from content.lessons import load_lesson
from content.words import load_words
from explainer.reading.lessons import lesson_run
from explainer.reading.lessons.lesson_answers import NONE
from explainer.reading.lessons.lesson_figures import Row, bars
from explainer.reading.lessons.lesson_ledger import frictions, quantities
from explainer.reading.lessons.lesson_numbers import (
    KIND_GROUPS,
    Numbers,
    UnknownNumberError,
    unit_of,
    write,
)
from explainer.reading.lessons.lesson_words import Reading
from explainer.results import findings
from explainer.view.lessons.lesson_choices import lesson_choices
from simulations import CAPABILITIES, FRICTIONS, OUTCOMES, Scenario, compare
from tests.page_links import PAGE_LINKS

MEXICO = Formats("es-MX")
CLEAR = ("more", "less")
SHAPE = re.compile(r"left:([\d.]+)%;width:([\d.]+)%")


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


@pytest.mark.parametrize(
    ("pair", "unit", "texts"),
    [
        ((6.4, 5.6), "thousand", ("6.4", "5.6")),  # both round to 6
        ((7.2, 6.3), "thousand", ("7", "6")),
        ((61.4, 60.7), "hundred", ("61.4", "60.7")),
        ((61.0, 61.0), "hundred", ("61", "61")),
        ((1.32, 1.28), "count", ("1.32", "1.28")),
        ((570.2, 569.8), "money", ("$570.2", "$569.8")),
    ],
)
def test_two_that_stand_side_by_side_get_the_decimals_that_tell_them_apart(pair, unit, texts):
    told = (write(one, unit, MEXICO, other=other) for one, other in (pair, pair[::-1]))
    assert tuple(told) == texts


def test_the_sides_of_a_run_never_read_alike_where_they_differ(numbers):
    names = [f"friction.{kind}" for kind in FRICTIONS]
    clear = [name for name in OUTCOMES if findings.direction(_gap(numbers, name)) in CLEAR]
    assert any(numbers.value(f"change.{name}") for name in names)
    for name in (*names, *clear):
        a, b = numbers.value(f"a.{name}"), numbers.value(f"b.{name}")
        told = [numbers.text(f"{side}.{name}", MEXICO) for side in ("a", "b")]
        assert (told[0] == told[1]) == (abs(a - b) < 1e-4), (name, told)


def _gap(numbers, name):
    return numbers.comparison.difference.outcomes[name]


def test_kinds_of_people_add_up_to_a_hundred(numbers):
    for kinds in (("better", "same", "worse"), ("both", "only_a", "only_b", "neither")):
        assert sum(numbers.value(f"kind.{kind}") for kind in kinds) == pytest.approx(100)


def test_people_are_whole_and_add_up_to_a_hundred(numbers):
    for kinds in KIND_GROUPS:
        told = [numbers.text(f"kind.{kind}", MEXICO) for kind in kinds]
        counts = [0 if text == "menos de una" else int(text) for text in told]
        assert sum(counts) == 100
        for kind, count, text in zip(kinds, counts, told, strict=True):
            value = numbers.value(f"kind.{kind}")
            assert abs(value - count) < 1
            assert (text == "0") == (value == 0)


@pytest.mark.parametrize(
    ("share", "text"), [(0.004, "menos de una"), (0.0, "0"), (0.2, "20"), (0.018, "2")]
)
def test_somebody_is_never_written_as_nobody(numbers, share, text):
    shares = {"better": share, "same": 1 - share, "worse": 0.0}
    kinds = {**numbers.comparison.shopper_kinds, **shares}
    found = Numbers(replace(numbers.comparison, shopper_kinds=kinds))
    assert found.text("kind.better", MEXICO) == text


@pytest.mark.parametrize(
    ("knob", "value", "text"),
    [
        *(("b.one_off_cost", 0.015, "1.5"), ("b.one_off_cost", 0.005, "0.5")),
        *(("population.crossing_share", 0.29, "29"), ("b.data_error", 0.0, "0")),
        *(("market.delivery_days", 4, "4"), ("b.running_cost", 0.0025, "0.25")),
    ],
)
def test_a_knob_is_written_as_it_is_set(numbers, knob, value, text):
    scenario = Scenario({"shoppers": 400, "weeks": 20, knob: value})
    found = Numbers(replace(numbers.comparison, scenario=scenario))
    assert found.text(f"knob.{knob}", MEXICO) == text


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
        *((math.nan, "whole", "—"), (0.0, "thousand", "0"), (0.0, "points", "0")),
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
    scenario = lesson_run.only_capability(load_plans()["seams"], "es", piece)
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
    rows = (Row("a", "Una <b>", 50, "50", marked=True), Row("b", "Otra", 25, "25"))
    html = bars("Cuántas & cuándo", rows, top=100, bet=(40, "Tu apuesta: 40"))
    assert "Una &lt;b&gt;" in html
    assert "Cuántas &amp; cuándo" in html
    assert 'style="left:0.0%;width:50.0%"' in html
    assert html.count('style="left:40.0%"') == 1
    assert "Tu apuesta: 40" in html
    assert "\n" not in html


def test_bars_that_the_bet_is_not_about_say_nothing_of_it():
    html = bars("x", (Row("a", "y", 5, "5"),), bet=(40, "Tu apuesta: 40"))
    assert "ec-bar-bet" not in html
    assert "Tu apuesta" not in html
    assert html == bars("x", (Row("a", "y", 5, "5"),))


@pytest.mark.parametrize("value", [0.0, -3.0, 1e9])
def test_bars_stay_inside_their_track(value):
    html = bars("x", (Row("", "y", value, "z"),), top=10)
    left, width = (float(end) for end in SHAPE.search(html).groups())
    assert 0 <= left <= left + width <= 100.1
    assert ("display:none" in html) == (value == 0)


def test_less_than_nothing_goes_to_the_other_side_of_zero():
    html = bars("x", (Row("", "more", 30, "+30"), Row("", "less", -10, "−10")))
    (zero, up), (left, down) = (map(float, found) for found in SHAPE.findall(html))
    assert left + down == pytest.approx(zero, abs=0.11)
    assert up == pytest.approx(3 * down, abs=0.4)
    assert html.count(f'ec-bar-zero" style="left:{zero}%') == 2
    assert "ec-bar-zero" not in bars("x", (Row("", "more", 30, "+30"),))


def drawn(numbers, name, shown, bet=None):
    """Draw quantities of a lesson with the numbers of any run."""
    reading = Reading(load_lesson("es", name), load_words("es"), {"base": numbers}, PAGE_LINKS)
    return quantities(reading, shown, "base", bet=bet)


@pytest.mark.parametrize(
    "shown",
    [
        ("friction.repeat_information", "friction.price_gap", "friction.phantom_stock"),
        ("online_revenue", "store_revenue", "revenue"),
    ],
)
def test_quantities_of_one_unit_share_a_scale(numbers, shown):
    html = drawn(numbers, "seams", shown)
    widths = [float(width) for width in re.findall(r"width:([\d.]+)%", html)]
    values = [abs(numbers.value(f"{side}.{name}")) for name in shown for side in "ab"]
    assert len(widths) == len(values)
    longest = max(values)
    for width, value in zip(widths, values, strict=True):
        assert width / max(widths) == pytest.approx(value / longest, abs=0.002)


def test_a_bet_is_marked_only_on_what_it_is_about(numbers):
    plan = load_plans()["omnichannel"]
    html = drawn(numbers, plan.id, plan.reveal, bet=(40.0, "Tu apuesta: 40"))
    assert html.count('ec-bar-bet"') == html.count("Tu apuesta: 40") == 1
    before = html[: html.index("Tu apuesta: 40")]
    assert load_texts("es")("lesson.people.better") in before
    assert load_texts("es")("outcomes.frustration_index.name") not in before


@pytest.mark.parametrize("name", [name for name, plan in load_plans().items() if plan.guess])
def test_a_number_that_is_bet_on_is_drawn_in_the_reveal(name):
    plan = load_plans()[name]
    assert plan.truth in (*plan.reveal, *(f"{s}.{one}" for s in "ab" for one in plan.reveal))


@pytest.mark.parametrize("name", load_plans())
def test_every_number_beside_a_bar_is_that_of_the_run(numbers, name):
    """What is printed, read back, is the engine's value in the unit in which it is told."""
    plan = load_plans()[name]
    for shown in (plan.reveal, plan.tried, plan.yet_shown):
        html = drawn(numbers, name, shown)
        printed = re.findall(r'class="ec-bar-number">([^<]*)<', html)
        own = ("kind.", "premium.")
        pairs = [one for one in shown if not one.startswith(own)]
        names = [one for one in shown if one.startswith(own[0])]
        names += [f"{side}.{one}" for one in pairs for side in "ab"]
        names += [one for one in shown if one.startswith(own[1])]
        assert len(printed) == len(names)
        for text, quantity in zip(printed, names, strict=True):
            digits = re.sub(r"[^\d.\u2212]", "", text).replace("\u2212", "-")
            value = numbers.value(quantity)
            if not math.isfinite(value):  # so few people that nobody can be compared
                assert text.strip(" \u00a0%") == "—", (quantity, text)
                continue
            if text == load_texts("es")("lesson.under_one"):
                assert 0 < value < 1
                continue
            near = 1 if quantity.startswith("kind.") else 0.51 if abs(value) >= 1 else 0.051
            assert float(digits) == pytest.approx(value, abs=near), (quantity, text)


def test_the_ledger_prints_the_run_s_frictions(numbers):
    reading = Reading(load_lesson("es", "seams"), load_words("es"), {"base": numbers}, PAGE_LINKS)
    html = frictions(reading)
    told = {load_texts("es")(f"terms.friction.{kind}"): kind for kind in FRICTIONS}
    drawn_kinds = [kind for words, kind in told.items() if f">{escape(words)}<" in html]
    assert 0 < len(drawn_kinds) <= 5
    for kind in drawn_kinds:
        for side in "ab":
            text = write(numbers.value(f"{side}.friction.{kind}"), "thousand", MEXICO)
            assert f'ec-bar-number">{text}<' in html
