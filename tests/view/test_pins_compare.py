"""What is said about several runs agrees with each run's intervals, and money is never mixed."""

import pytest
from streamlit.testing.v1 import AppTest

from content import LANGUAGES, load_texts
from content.words import load_words
from explainer.figures.tables import csv_bytes
from explainer.results import findings
from explainer.results.measures import CONVERSION, FRUSTRATION, PROFIT, REPEAT
from explainer.results.pinned import MEASURES, compared, run_of
from explainer.view.server import runs
from explainer.view.server.shared import SHARED
from explainer.view.simulator.saved import pins
from explainer.view.simulator.saved.pinned_runs import LONGEST_NAME
from simulations import Scenario, compare
from tests.simulations.worlds import random_scenario

HOSTILE = "=<script>alert(1)</script>{name}"


def run(name, scenario, language="es", country="es-MX"):
    return run_of(name, compare(scenario), load_words(language, country))


@pytest.fixture(scope="module")
def worlds():
    return [random_scenario(number, shoppers=60) for number in range(12)]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_titles_count_what_the_intervals_say(worlds, language):
    texts = load_texts(language)
    found = [run(str(n), world, language) for n, world in enumerate(worlds)]
    told = set()
    for first in range(0, len(found), 4):
        some = found[first : first + 4]
        for measure in MEASURES:
            points = [findings.direction(one.reading.difference(measure)) for one in some]
            less, more = points.count("less"), points.count("more")
            key = {(0, 0): "none", (1, 0): "less", (0, 1): "more", (1, 1): "less_more"}
            kind = key[bool(less), bool(more)]
            counts = {"total": "4"} | ({"less": str(less)} if less else {})
            counts |= {"more": str(more)} if more else {}
            block = compared(some, measure, "MXN", texts)
            assert block.title == texts(f"pins.compare.{measure.outcome}.{kind}", **counts)
            unclear = 4 - less - more
            about = texts.plural("pins.compare.unclear", unclear)
            assert (about in block.words) == bool(unclear)
            told.add(kind)
    assert len(told) >= 3


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.outcome)
@pytest.mark.parametrize("kind", ["less", "more", "less_more", "none"])
def test_every_title_has_words(language, measure, kind):
    texts = load_texts(language)
    counts = {name: "2" for name in kind.split("_") if name != "none"}
    assert texts(f"pins.compare.{measure.outcome}.{kind}", **counts, total="4")


def test_the_table_holds_both_shops_and_the_paired_difference_of_every_run():
    found = [run("one", Scenario({"shoppers": 300})), run("two", Scenario({"shoppers": 200}))]
    block = compared(found, CONVERSION, "MXN", load_texts("es"))
    rows = [list(row) for row in block.table.rows]
    assert [row[0] for row in rows] == ["one", "two"] * len(MEASURES)
    for row, measure in zip(rows[::2], MEASURES, strict=True):
        reading = found[0].reading
        assert row[1].startswith(reading.name(measure))
        assert row[2:5] == [reading.value(measure, s).text for s in ("a", "b", "difference")]
        assert row[5] == reading.interval(measure)
    table = block.data_frame
    assert len(table) == len(rows)
    first = table[(table["run"] == "two") & (table["outcome"] == "repeat_rate")].iloc[0]
    difference = found[1].reading.difference(REPEAT)
    assert (first["difference"], first["difference_low"], first["difference_high"]) == (
        difference.mean,
        difference.low,
        difference.high,
    )
    assert first["shoppers"] == 200


def test_money_of_two_currencies_never_shares_a_scale():
    texts = load_texts("es")
    here = run("aquí", Scenario({"shoppers": 200}))
    there = run("allá", Scenario({"shoppers": 200}).with_country("es-CL"))
    block = compared([here, there], PROFIT, "MXN", texts)
    assert len(block.picture.marks.pairs) == 1
    assert texts.plural("pins.compare.currency", 1, currency="MXN") in block.words
    money = [row for row in block.table.rows if here.reading.name(PROFIT) in row[1]]
    assert ["MXN" in money[0][1], "CLP" in money[1][1]] == [True, True]
    assert "CLP" in money[1][2]
    assert "CLP" not in money[0][2]
    assert sorted(set(block.data_frame["currency"])) == ["", "CLP", "MXN"]
    every = compared([here, there], FRUSTRATION, "MXN", texts)
    assert len(every.picture.marks.pairs) == 2
    assert "MXN" not in every.words


def test_all_runs_of_a_chart_share_one_scale_that_holds_them():
    found = [run(str(n), random_scenario(n, 200).with_country("es-MX")) for n in range(4)]
    for measure in MEASURES:
        pairs = compared(found, measure, "MXN", load_texts("es")).picture.marks.pairs
        assert len({(pair.low, pair.high) for pair in pairs}) == 1
        for pair in pairs:
            assert pair.low <= 0 <= pair.high
            assert pair.low <= min(pair.a.low, pair.b.low)
            assert max(pair.a.high, pair.b.high) <= pair.high


def test_a_hostile_name_stays_text_and_no_formula():
    block = compared(
        [run(HOSTILE, Scenario({"shoppers": 50}))] * 2, PROFIT, "MXN", load_texts("es")
    )
    assert block.table.rows[0][0] == HOSTILE
    assert f"'{HOSTILE}" in csv_bytes(block.data_frame).decode("utf-8-sig")


@pytest.mark.parametrize("changes", [{"shoppers": 0}, {"weeks": 0}, {"shoppers": 1}])
def test_a_run_without_people_says_that_nothing_can_be_said(changes):
    texts = load_texts("es")
    nobody = run("nobody", Scenario({"shoppers": 50}).with_values(changes))
    for measure in MEASURES:
        block = compared([nobody, run("some", Scenario({"shoppers": 50}))], measure, "MXN", texts)
        expected = {texts(f"pins.compare.row_{k}", run="nobody") for k in ("same", "none")}
        assert block.picture.marks.pairs[0].name in expected


def test_equal_shops_differ_in_nothing():
    same = Scenario({"shoppers": 50}).with_preset("a", "single").with_preset("b", "single")
    block = compared([run("same", same)] * 3, PROFIT, "MXN", load_texts("es"))
    assert block.title == load_texts("es")("pins.compare.profit.none", total="3")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_suggested_name_is_short_says_what_it_is_and_is_not_taken(language):
    texts = load_texts(language)
    scenario = Scenario({"population.crossing_share": 0.78, "seed": 2**32 - 1})
    taken = []
    for _ in range(4):
        name = pins.suggested(scenario, taken, texts)
        assert name not in taken
        assert len(name) <= LONGEST_NAME
        assert texts("terms.strategy.omnichannel.name") in name
        taken.append(name)
    assert "78" in taken[0]


def test_runs_are_remembered(monkeypatch):
    calls = []
    monkeypatch.setattr(
        runs, "compare", lambda scenario, **_: calls.append(scenario) or compare(scenario)
    )
    SHARED.cache.clear()
    for _ in range(2):
        runs.comparison_of(Scenario({"shoppers": 30, "seed": 123456}))
    assert len(calls) == 1
    runs.comparison_of(Scenario({"shoppers": 30, "seed": 123457}))
    assert len(calls) == 2


def test_a_pinned_run_that_takes_long_is_not_simulated_unasked(monkeypatch):
    def page():
        import streamlit as st

        from content.words import load_words
        from explainer.results import findings
        from explainer.results.measures import Reading
        from explainer.view.shell import state
        from explainer.view.shell.sitemap import page_named
        from explainer.view.simulator.saved import pins
        from explainer.view.simulator.saved.pinned_runs import FIELD, Pin, write
        from simulations import Scenario, compare

        now = Scenario({"shoppers": 30, "weeks": 4})
        large = now.with_values({"shoppers": 4000, "weeks": 520, "population.need_rate": 52})
        state.read_address()
        st.session_state[state.SCENARIO] = now
        st.session_state[state.LANGUAGE] = "es"
        st.session_state[state.PAGE] = page_named("simulator")
        state.choose(FIELD, write([Pin("now", now), Pin("large", large)]))
        words = load_words("es", "es-MX")
        who = findings.names(now.a.preset, now.b.preset, words)
        reading = Reading(compare(now), who, words)
        pins.pins_panel(reading, now)

    calls = []
    small = compare(Scenario({"shoppers": 30, "weeks": 4}))
    monkeypatch.setattr(
        runs, "result", lambda scenario, *_: calls.append(scenario.shoppers) or small
    )
    app = AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    assert calls == []
    words = " ".join(element.proto.body for element in app.get("html"))
    assert "Personas: 4,000" in words
    assert "semanas: 520" in words
    app.button(key="pin_ask_2").click().run()
    assert not app.exception
    assert calls == [4000]
    assert "pin_ask_2" not in [button.key for button in app.button]
