"""The simulator answers every control, and every input that is not legal."""

import re

import pytest

from content import LANGUAGES, load_texts
from explainer.view.simulator.settings.changes import base, shop_changes, world_changes
from explainer.view.simulator.simulator_choices import CHAPTERS, SETTINGS
from simulations import CHANNELS, PRESETS, Scenario
from tests.pages.conftest import REPORT


@pytest.fixture
def simulator(site):
    return lambda **query: site("simulator", **query)


def test_it_arrives_with_a_finished_run_in_the_language_s_own_country(simulator):
    for language, entry in LANGUAGES.items():
        page = simulator(lang=language)
        assert page.scenario == Scenario().with_country(entry.default_country)
        assert 'id="result"' in page.html
        assert load_texts(language)("chapters.difference.lead") in page.words


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_block_of_a_chapter_has_data_a_file_a_picture_and_its_source(simulator, chapter):
    page = simulator(lang="es", chapter=chapter)
    assert not page.exception
    assert page.query("chapter") == chapter
    for chart in page.get("plotly_chart"):
        assert len(chart.proto.alt) > 40
    blocks = page.words.count(load_texts("es")("blocks.source", rule=""))
    assert blocks >= 1
    assert page.html.count("<table") >= blocks
    assert page.html.count("ec-save") >= blocks
    assert len(page.get("download_button")) >= blocks


def test_the_table_has_every_week(simulator):
    page = simulator(lang="es", **Scenario({"weeks": 9}).to_query())
    assert not page.exception
    tables = [e.proto.body for e in page.get("html") if "<table" in e.proto.body]
    assert any(body.count('<th scope="row"') == 9 for body in tables)


def test_a_preset_changes_one_side_and_is_what_later_changes_are_told_against(simulator):
    page = simulator(lang="es")
    page.group("preset_b").set_value("cross_channel").run()
    assert page.scenario.b.preset == "cross_channel"
    assert page.scenario.a.preset == "multichannel"
    assert page.query("base_b") == "cross_channel"
    page.go(**{"b.shared_stock": "0.1"})
    assert page.scenario.b.preset == "custom"
    assert page.group("preset_b").value == "cross_channel"
    assert not page.exception
    page.group("preset_b").set_value("omnichannel").run()
    assert page.scenario.b.preset == "omnichannel"


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


def test_another_country_keeps_what_the_visitor_set(simulator):
    state = Scenario({"population.crossing_share": 0.2}).to_query()
    page = simulator(lang="es", settings="market", **state)
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
    shops = {"a": "empresa A", "b": "Empresa B"}
    assert load_texts("es")("findings.headline.same", **shops) in page.words


def test_the_language_switch_keeps_parameters_and_seed(simulator):
    page = simulator(lang="es", **Scenario({"population.patience": 0.8}).to_query())
    page.button(key="other_luck").click().run()
    before = page.scenario
    page.go(lang="pt")
    assert page.scenario == before
    assert page.query("lang") == "pt"
    assert load_texts("pt")("simulator.title") in page.words


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
    page.button(key="other_luck").click().run()
    assert "ec-problems" not in page.html


def test_a_crowd_too_large_for_the_page_is_cut_and_reported(simulator):
    page = simulator(lang="es", **Scenario({"shoppers": 10_000_000, "weeks": 2}).to_query())
    assert not page.exception
    assert page.scenario.shoppers == 50_000
    assert "50,000" in page.words


@pytest.mark.parametrize("group", SETTINGS)
def test_every_group_of_settings_opens(simulator, group):
    page = simulator(lang="pt", settings=group)
    assert not page.exception
    assert page.query("settings") == group
    assert page.scenario == Scenario().with_country("pt-BR")


def test_a_shop_without_a_channel_to_buy_in_is_refused_and_kept(simulator):
    page = simulator(lang="es", settings="pieces")
    before = page.scenario
    pills = page.group("channels_b")
    pills.set_value(["email"]).run()
    assert not page.exception
    assert page.scenario == before
    assert 'role="alert"' in page.html
    page.group("channels_b").set_value(["store", "website"]).run()
    assert page.scenario.b.channels == {"store", "website"}
    assert 'role="alert"' not in page.html


def test_changes_are_told_and_come_from_the_nearest_preset(simulator):
    changed = Scenario({"b.data_error": 0.3, "market.delivery_days": 9.0})
    page = simulator(lang="es", **changed.to_query())
    assert not page.exception
    assert base(changed, "b") == "omnichannel"
    assert [one.knob for one in shop_changes(changed, "b", "omnichannel")] == ["b.data_error"]
    assert [one.knob for one in world_changes(changed)] == ["market.delivery_days"]


@pytest.mark.parametrize("chapter", ["people", "causes", "money"])
def test_a_message_that_chooses_nothing_leaves_all_as_it_was(simulator, chapter):
    """The controls always have a choice; what comes over the line need not."""
    page = simulator(lang="es", chapter=chapter)
    keys = [one.key for one in page.app.get("button_group") if one.key != "settings"]
    assert len(keys) > 3
    for key in keys:
        page.group(key).set_value(None)
        page.app.run()
        assert not page.app.exception, key
    assert page.query("chapter") == chapter


def test_a_move_that_is_told_again_takes_no_control_s_old_value_for_a_choice(site):
    """Told again, the page of the move was made and has not reached the screen yet."""
    page = site("simulator").go(chapter="causes").go(chapter="people")
    report = page.report("sim?chapter=people") | {"n": page.told["n"], "shown": page.told["n"] - 1}
    page.app.session_state[REPORT] = report | {"tries": 1}
    page.group("chapter").set_value("causes").run()
    assert page.query("chapter") == "people"
    page.group("chapter").set_value("money").run()  # never shown before: somebody chose it
    assert page.query("chapter") == "money"
    page.group("chapter").set_value("causes").run()  # no news from the address: chosen too
    assert page.query("chapter") == "causes"
