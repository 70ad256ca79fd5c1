"""A link restores all that is shown: every control of every page is in it, or is named here."""

import re

import pytest

from explainer.view.shell import links
from explainer.view.shell.sitemap import PAGES
from explainer.view.simulator.simulator_choices import CHAPTERS, FOLDS, QUESTIONS, SETTINGS
from simulations import Scenario

SMALL = Scenario({"shoppers": 40, "weeks": 4}).to_query()
SCENARIO = "scenario"
KEPT = {
    # key of a control: the parameter that keeps it, or the scenario
    "main_dials": SCENARIO,
    r"settings_\w+": SCENARIO,
    r"(country|category|channels_[ab])": SCENARIO,
    r"other_luck": SCENARIO,
    r"try_.*": SCENARIO,
    r"undo_.*": SCENARIO,
    r"apply_\w+": SCENARIO,
    r"map_pick": SCENARIO,
    r"preset_(a|b)": r"base_\1",
    "chapter": "chapter",
    "settings": "settings",
    r"crowd_(pick|close)": "person",
    r"((generations|credit|luck|ensemble)_outcome|luck_kind|map_(across|up))": r"\1",
    r"(ask|stop)_(credit|map|plan|luck|ensemble|counter|premium|company|money_range)": "asked",
    r"tile_\w+": "shown",
    r"company_(shops|customers|purchase)_\d+": r"\1",
    "years": "years",
    r"q_piece_\w+": "q_pieces",
    r"q_(?!piece_)\w+": r"\g<0>",
    "sector": "sector",
    r"client_(shops|visits|ticket|buyers)": r"\1",
    r"pitch_(previous|next|step)": "step",
    r"data_\w+": "data",
    r"(FormSubmitter:pin_form-.*|pin_(name|remove)_\d)": "pins",
    "pins_compared": "compared",
    r"pin_back_\d": SCENARIO,
    r"compare_(left|right)": r"\1",
    "parameter_group": "group",
    "practice": "answers",
    "country_of_money": SCENARIO,
    r"teacher_(lesson|minutes)": r"\1",
    r"bet_\w+": "bet",
    r"lives_(who|saved)": "who",
    r"(life_\w+|lives_(next|previous|random))": "person",
    "lives_back": "alone",
    "twins_replay": "moment",
    r"lesson_(bet|sure|why|value|piece|q_\w+)": r"\1",
    r"lesson_(place|unknown)": "bet",
    "ws_plan": "plan",
    r"(ws_open|FormSubmitter:ws_code_form-.*)": "room",
}
NOT_KEPT = {
    r"\w+_stage": "plays a drawing of what is shown; without it, its words say the same",
    "qr": "shows the link as a code",
    r"\?(Nombre|Color) de la empresa.*": "who it is about stays out of the link on purpose",
    r"chart_\w+": "zooming into a chart changes nothing that it says",
    r"(csv_\w+|compare_csv)": "saves a file of what is shown",
    "address": "the owner of the address itself",
    "shown": "tells that the page is drawn",
    "save_scenario": "saves a file of what is shown",
    "repeat": "runs the same again to show that nothing changes",
    "scenario_file": "a file of the visitor's; what is taken from it is the scenario",
    "client_orders_file": "a file of the visitor's; what is taken from it is the scenario",
    "client_logo_file": "a picture of the visitor's, for this visit alone",
    r"(ask|stop)_people": "prepares a file to be saved",
    r"people_rows_\d+": "a number typed for a file to be saved",
    r"\?(País y moneda|País e moeda): .*": "opens the choice of a country",
    r"plan_budget(_\d+)?": "a number typed for a question; the usual one stands there otherwise",
    "lesson_guess": "a bet that is not placed yet",
    r"ws_(template|country)": "what a new room will have, which then keeps it",
    r"(parameter_search|ws_code)": "a text being typed",
    "pin_new": "a text being typed",
    "questions": "answers that stay in the reader's own browser",
    r"\?La historia completa": "open from the start",
    r"\?Buscar otras personas": "opens a search, whose answer is a person",
    r"\?Pruebas con .*": "holds suggestions, no results",
}
RAW = {
    "ec-menu": "the menu",
    "ec-copy": "copies what is shown",
    "ec-how": "more of the text that it stands in",
    "ec-model": "the answer to a question that is thought over first",
    "data-option=": "an answer; of practice, the component around it keeps it",
    "ec-print": "prints",
    "ec-save": "saves a picture of what is shown",
    "ec-send": "sends a picture of what is shown",
    'id="state-link"': "the link itself",
    "<details>": "more of the text that it stands in",
    "ec-fact": "more of the text that it stands in",
    "ec-theme": "more of the text that it stands in",
    "ec-unfold": "more of the table that it stands in",
    "ec-pitch-notes": "what the presenter says, open for the presenter alone",
    "ec-pitch-full": "fills the screen with what is shown",
    "ec-project": "fills the screen with what is shown",
    "data-session=": "moves on the projected screen, for whoever presents alone",
    "ec-expected": "more of the text that it stands in",
    "ec-find": "a text being typed, which hides what does not fit",
    "ec-by-grade": "hides what does not fit; every card has a link of its own",
    "ec-life-": "more of the story that it stands in",
    "ec-same": "more of the story that it stands in",
}
"""Controls in the HTML of a page, by something that stands in their tag."""
OWN_KEY = re.compile(r"\$\$ID-[0-9a-f]{32}-(.*)")
TAG = re.compile(r"<(?:details|button|input|select|textarea)\b[^>]*>")
CONTROLS = ("expander", "tab", "popover")


def elements(node):
    for child in getattr(node, "children", {}).values():
        yield child
        yield from elements(child)


def controls(page):
    """The key of everything that can be operated; a question mark and the label without one."""
    for one in elements(page.app._tree):
        own = OWN_KEY.fullmatch(getattr(getattr(one, "proto", None), "id", "") or "")
        if one.type == "flex_container":
            continue
        if own and own[1] != "None":
            yield own[1]
        elif own or one.type in CONTROLS:
            yield f"?{getattr(one, 'label', one.type)}"


def address_of(page):
    """The address that the browser is told."""
    return {name: value for name, value in page.asked.items() if links.is_known(name)}


def rules_for(key, rules):
    return [rule for rule in rules if re.fullmatch(rule, key)]


def pages():
    """Every page; those that show more at some places, at all of them."""
    for here in PAGES:
        match here.name:
            case "simulator":
                for chapter, settings in zip(CHAPTERS, SETTINGS[1:], strict=False):
                    asked = QUESTIONS.write(QUESTIONS.names)
                    chosen = {"chapter": chapter, "settings": settings, "asked": asked}
                    yield here, chosen | {"person": "3"}
                yield here, {"chapter": "causes"}  # where a question was not asked
            case "lives":
                yield here, {"alone": "shared_stock"}
            case _ if "step" in here.choices:
                for step in here.choices["step"]:
                    yield here, {"step": step}
            case _:
                yield here, {}


def test_every_control_is_in_the_link_or_is_named_with_a_reason(site):
    unknown, stray, tables = {}, {}, set()
    for here, chosen in pages():
        page = site(here.name, lang="es", **SMALL, **chosen)
        assert not page.exception, (here.name, chosen)
        for key in controls(page):
            rules = rules_for(key, KEPT) + rules_for(key, NOT_KEPT)
            if key.startswith("data_"):
                tables.add(key.removeprefix("data_"))
            if len(rules) != 1:
                unknown[here.name, key] = rules
            elif rules[0] in KEPT and KEPT[rules[0]] != SCENARIO:
                parameter = re.sub(rules[0], KEPT[rules[0]], key)
                if parameter not in here.choices:
                    unknown[here.name, key] = parameter
        for tag in TAG.findall(page.html):
            if not any(mark in tag for mark in RAW):
                stray[here.name, tag] = chosen
    assert unknown == {}
    assert stray == {}
    assert tables <= set(FOLDS.names)
    assert len(tables) > 20


RESTORED = [
    ("simulator", {}, "chapter", "chapter", "money"),
    ("simulator", {}, "settings", "settings", "market"),
    ("simulator", {}, "preset_a", "base_a", "single"),
    ("simulator", {"chapter": "people"}, "generations_outcome", "generations_outcome", "profit"),
    ("simulator", {"chapter": "causes"}, "credit_outcome", "credit_outcome", "repeat_rate"),
    ("simulator", {"chapter": "money"}, "map_across", "map_across", "patience"),
    ("simulator", {"chapter": "money"}, "map_up", "map_up", "errors"),
    ("simulator", {"chapter": "doubt"}, "luck_outcome", "luck_outcome", "conversion_rate"),
    ("simulator", {"chapter": "doubt"}, "luck_kind", "luck_kind", "own"),
    ("simulator", {"chapter": "doubt"}, "ensemble_outcome", "ensemble_outcome", "repeat_rate"),
    ("compare", {}, "compare_left", "left", "single"),
    ("model_rules", {}, "parameter_group", "group", "friction"),
]


@pytest.mark.parametrize(("name", "shown", "key", "parameter", "value"), RESTORED)
def test_what_is_chosen_comes_back_with_the_address(site, name, shown, key, parameter, value):
    page = site(name, lang="es", **SMALL, **shown)
    before = page.group(key).value
    assert before != value
    page.group(key).set_value(value).run()
    assert not page.exception
    address = address_of(page)
    assert address[parameter] == value
    other = site(name, **address)
    assert other.group(key).value == value
    assert address_of(other) == address
    back = site(name, lang="es", **SMALL, **shown)
    assert back.group(key).value == before


@pytest.mark.parametrize("value", ["blend", "own", "", "none-", None])
def test_a_made_up_choice_changes_nothing(site, value):
    page = site("simulator", lang="es", **SMALL, chapter="doubt", luck_kind="own")
    page.app.session_state["luck_kind"] = value
    page.app.run()
    assert not page.exception
    assert page.group("luck_kind").value == "own"


def test_the_answers_that_were_asked_for_are_there_again(site):
    page = site("simulator", lang="es", **SMALL, chapter="causes")
    assert "credit" not in page.query("asked")
    page.button(key="ask_credit").click().run()
    assert page.query("asked") == "credit"
    other = site("simulator", **address_of(page) | {"lang": "pt"})
    assert not other.exception
    assert any(key == "csv_credit" for key in controls(other))
    assert not any(key == "ask_credit" for key in controls(other))


def open_tables(page):
    return {
        one.proto.id.partition("-data_")[2]
        for one in elements(page.app._tree)
        if one.type == "expander" and "-data_" in one.proto.id and one.proto.expanded
    }


def test_the_tables_that_are_open_are_those_of_the_address(site):
    page = site("simulator", lang="es", **SMALL, chapter="causes")
    assert open_tables(page) == set()
    page.go(data="frictions-funnel")
    assert open_tables(page) == {"frictions", "funnel"}
    page.go(data="none")
    assert open_tables(page) == set()
