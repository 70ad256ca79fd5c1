"""The simulator answers every control, and every input that is not legal."""

import re

import pytest

from content import LANGUAGES, load_texts
from simulations import CAPABILITIES, CHANNELS, PRESETS, Scenario


@pytest.fixture
def simulator(site):
    return lambda **query: site("simulator", **query)


def test_it_arrives_with_a_finished_run_in_the_language_s_own_country(simulator):
    for language, entry in LANGUAGES.items():
        page = simulator(lang=language)
        assert page.scenario == Scenario().with_country(entry.default_country)
        assert len(page.get("plotly_chart")) == 7
        assert 'id="result"' in page.html


def test_every_chart_has_a_text_alternative_data_and_a_file(simulator):
    page = simulator(lang="es")
    for chart in page.get("plotly_chart"):
        assert len(chart.proto.alt) > 40
    assert len(page.get("download_button")) == 8
    assert page.html.count("<table") == 8
    assert page.html.count("De dónde sale") == 8


def test_the_table_has_every_week(simulator):
    page = simulator(lang="es")
    page.number_input(key="weeks_number").set_value(9.0).run()
    assert not page.exception
    tables = [e.proto.body for e in page.get("html") if "<table" in e.proto.body]
    assert any(body.count('<th scope="row"') == 9 for body in tables)


def test_slider_and_number_field_stay_in_step(simulator):
    page = simulator(lang="es")
    page.slider(key="crossing_slider").set_value(20).run()
    assert page.number_input(key="crossing_number").value == 20
    page.number_input(key="crossing_number").set_value(33.5).run()
    assert page.slider(key="crossing_slider").value == 34
    assert page.scenario.get("population.crossing_share") == pytest.approx(0.335)


def test_a_value_beyond_the_slider_is_kept_if_it_is_legal(simulator):
    page = simulator(lang="es")
    page.number_input(key="cost_number").set_value(500.0).run()
    assert not page.exception
    assert page.scenario.b.one_off_cost == 0.5
    assert page.slider(key="cost_slider").value == 200


@pytest.mark.parametrize(
    ("field", "value", "low", "high"),
    [
        ("crossing", 150.0, "0", "100"),
        ("patience", -1.0, "0", "100"),
        ("cost", 1e308, "0", "1,000"),
        ("weeks", 4.5, "0", "520"),
        ("shoppers", 80_000.0, "0", "50,000"),
        ("seed", -3.0, "0", "4,294,967,295"),
    ],
)
def test_a_bad_number_is_refused_with_field_and_range(simulator, field, value, low, high):
    page = simulator(lang="es")
    before = page.scenario
    page.number_input(key=f"{field}_number").set_value(value).run()
    assert not page.exception
    alerts = [part for part in page.words.split("<p ") if 'role="alert"' in part]
    assert len(alerts) == 1
    assert load_texts("es")(f"controls.{field}.label") in alerts[0]
    assert f"entre {low} y {high}" in alerts[0]
    if field != "shoppers":
        assert page.scenario == before
    page.slider(key="patience_slider").set_value(60).run()
    assert 'role="alert"' not in page.html


def test_another_luck_changes_the_seed_and_nothing_else(simulator):
    page = simulator(lang="es")
    before = page.scenario
    page.button(key="other_luck").click().run()
    assert page.scenario == before.with_values({"seed": before.seed + 1})
    assert page.query("seed") == str(before.seed + 1)


def test_repeating_gives_the_same_and_says_so(simulator):
    page = simulator(lang="pt")
    before = page.scenario
    page.button(key="repeat").click().run()
    assert page.scenario == before
    assert load_texts("pt")("controls.luck.same") in page.words


def test_a_preset_changes_one_side_and_a_piece_makes_it_one_s_own(simulator):
    page = simulator(lang="es")
    page.group("preset_b").set_value("cross_channel").run()
    assert page.scenario.b.preset == "cross_channel"
    assert page.scenario.a.preset == "multichannel"
    page.slider(key="capabilities_shared_stock_slider").set_value(10).run()
    assert page.scenario.b.preset == "custom"
    assert not page.exception
    page.group("preset_b").set_value("omnichannel").run()
    assert page.scenario.b.preset == "omnichannel"


def test_the_integration_level_moves_all_nine_pieces(simulator):
    page = simulator(lang="es")
    page.slider(key="integration_slider").set_value(40).run()
    assert set(page.scenario.b.capabilities.values()) == {0.4}
    assert len(page.scenario.b.capabilities) == len(CAPABILITIES)


def test_another_country_keeps_what_the_visitor_set(simulator):
    page = simulator(lang="es")
    page.slider(key="crossing_slider").set_value(20).run()
    page.group("country").set_value("es-ES").run()
    assert page.scenario.country == "es-ES"
    assert page.scenario.get("population.crossing_share") == 0.2
    assert page.scenario.get("market.basket_mean") == 45.0


@pytest.mark.parametrize("preset", PRESETS)
def test_equal_shops_differ_in_nothing_and_the_page_says_so(simulator, preset):
    page = simulator(lang="es")
    page.group("preset_a").set_value(preset).run()
    page.group("preset_b").set_value(preset).run()
    assert not page.exception
    shops = {"a": "tienda A", "b": "Tienda B"}
    assert load_texts("es")("findings.headline.same", **shops) in page.words


def test_the_language_switch_keeps_parameters_and_seed(simulator):
    page = simulator(lang="es")
    page.slider(key="patience_slider").set_value(80).run()
    page.button(key="other_luck").click().run()
    before = page.scenario
    page.app.query_params.clear()
    page.go(lang="pt")
    assert page.scenario == before
    assert page.query("lang") == "pt"
    assert load_texts("pt")("simulator.title") in page.words
    assert page.slider(key="patience_slider").label == load_texts("pt")("controls.patience.label")


@pytest.mark.parametrize(
    "changes",
    [
        {"shoppers": 0},
        {"shoppers": 1},
        {"weeks": 0},
        {"weeks": 1},
        {"population.crossing_share": 0.0, "population.patience": 1.0},
        {"a.channels": "store", "b.channels": "store"},
        {"population.need_rate": 0.0},
        {"market.purchase_intent": 0.0},
        {"b.data_error": 1.0, "b.one_off_cost": 1.0},
    ],
)
def test_the_ends_of_what_is_legal_are_shown_without_fault(simulator, changes):
    page = simulator(lang="es", **Scenario(changes).to_query())
    assert not page.exception
    assert page.scenario == Scenario(changes)
    assert load_texts("es")("site.footer.data") in page.words
    assert not re.search(r"\b(nan|inf|None)\b", page.words)


def test_a_link_restores_the_state_exactly(simulator):
    state = Scenario({"seed": 77, "b.data_error": 0.123, "a.channels": ",".join(CHANNELS[:3])})
    page = simulator(lang="pt", **state.to_query())
    assert page.scenario == state
    assert "ec-problems" not in page.html
    for name, value in state.to_query().items():
        assert page.query(name) == value


def test_a_hostile_link_is_corrected_and_reported(simulator):
    link = Scenario().to_query() | {
        "seed": "<script>alert(1)</script>",
        "shoppers": "1e308",
        "b": "x",
        "<img src=x>": "1",
    }
    page = simulator(lang="es", **link)
    assert not page.exception
    assert "ec-problems" in page.html
    assert load_texts("es")("fields.seed") in page.words
    assert "<script>alert" not in page.html
    assert "<img" not in page.html
    assert page.scenario == Scenario()
    page.slider(key="patience_slider").set_value(60).run()
    assert "ec-problems" not in page.html


def test_a_crowd_too_large_for_the_page_is_cut_and_reported(simulator):
    page = simulator(lang="es", **Scenario({"shoppers": 10_000_000, "weeks": 2}).to_query())
    assert not page.exception
    assert page.scenario.shoppers == 50_000
    assert "50,000" in page.words
