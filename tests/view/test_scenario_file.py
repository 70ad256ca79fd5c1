"""A file brings back exactly what it took along; one with a fault names it and changes nothing."""

import json
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import LANGUAGES, load_texts
from content.words import load_words
from explainer.edition import MOST_SHOPPERS
from explainer.view.simulator.saved import scenario_file
from explainer.view.simulator.saved.pinned_runs import MOST, Pin, clean
from explainer.view.simulator.saved.scenario_file import Report, report_html
from explainer.view.simulator.saved.scenario_file_reading import (
    FILE,
    LIMIT,
    Loaded,
    pins_json,
    read_file,
    scenario_json,
)
from explainer.view.widgets.files.file_input import Upload, read_upload
from simulations import KNOBS, MODEL_VERSION, Problem, Scenario, compare
from simulations.scenario.frozen import defaults_of
from tests.view.scenarios import scenarios

names = st.text(min_size=1, max_size=60).map(clean).filter(bool)


def tree(**changes):
    return Scenario().to_dict() | changes


def faults(loaded):
    return [(problem.field, problem.code) for problem in loaded.problems]


@given(scenarios())
def test_a_scenario_comes_back_exactly(scenario):
    loaded = read_file(scenario_json(scenario).decode())
    assert loaded == Loaded(scenario)


@given(st.lists(st.builds(Pin, names, scenarios()), min_size=1, max_size=MOST).map(tuple))
def test_pinned_runs_come_back_exactly(pins):
    assert read_file(pins_json(pins).decode()) == Loaded(pins=pins)


def test_a_whole_result_is_read_for_its_scenario():
    scenario = Scenario({"shoppers": 20, "weeks": 4, "seed": 9})
    text = json.dumps(compare(scenario).to_dict(), indent=2)
    assert read_file(text) == Loaded(scenario)


def test_a_file_of_another_system_is_read_with_its_mark():
    assert read_file("\ufeff" + Scenario().to_json()) == Loaded(Scenario())


def test_what_a_file_leaves_out_is_counted():
    loaded = read_file('{"seed": 3, "b": {"data_error": 0.2}}')
    assert loaded.scenario == Scenario({"seed": 3, "b.data_error": 0.2})
    assert loaded.absent == len(KNOBS) - 2


def test_a_file_of_another_model_says_so():
    assert read_file(json.dumps(tree(model="0.9"))).model == "0.9"
    assert read_file(json.dumps(tree(model=MODEL_VERSION))).model == ""


def test_knobs_that_a_file_is_older_than_are_neutral_as_in_a_link():
    old = defaults_of("1.2.0").values
    whole = {"version": 1, "model": "1.2.0"}
    for name, value in old.items():
        *path, leaf = name.split(".")
        branch = whole
        for step in path:
            branch = branch.setdefault(step, {})
        branch[leaf] = sorted(value) if isinstance(value, frozenset) else value
    linked, _ = Scenario.from_query({"v": "2", "m": "1.2.0", "country": old["country"]})
    for text in (whole, {"scenario": whole}):
        loaded = read_file(json.dumps(text))
        assert (loaded.scenario, loaded.absent, loaded.model) == (linked, 0, "1.2.0")
        assert (
            loaded.scenario.get("market.stock_sight") == 0.0 != Scenario().get("market.stock_sight")
        )
    pins = {"version": 1, "model": "1.2.0", "runs": [{"name": "x", "scenario": whole}]}
    assert [pin.scenario for pin in read_file(json.dumps(pins)).pins] == [linked]
    del whole["seed"]
    assert read_file(json.dumps(whole)).absent == 1


def test_a_crowd_too_large_for_a_page_is_cut_and_told():
    loaded = read_file(json.dumps(tree(shoppers=1_000_000)))
    assert loaded.scenario.shoppers == MOST_SHOPPERS
    assert [(p.field, p.high) for p in loaded.limited] == [("shoppers", MOST_SHOPPERS)]
    run = {"name": "x", "scenario": tree(shoppers=1_000_000)}
    loaded = read_file(json.dumps({"version": 1, "runs": [run]}))
    assert loaded.pins[0].scenario.shoppers == MOST_SHOPPERS
    assert loaded.limited


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(FILE, "malformed")]),
        ("not JSON", [(FILE, "malformed")]),
        ("\x89PNG\r\n\x00\ufffd", [(FILE, "malformed")]),
        ("[1, 2]", [(FILE, "malformed")]),
        ('"text"', [(FILE, "malformed")]),
        ("null", [(FILE, "malformed")]),
        ("[" * 100_000, [(FILE, "malformed")]),
        ("9" * 10_000, [(FILE, "malformed")]),
        ("{}", [(FILE, "missing")]),
        ('{"version": 1}', [(FILE, "missing")]),
        ("x" * (LIMIT + 1), [(FILE, "too_large")]),
        ("ñ" * (LIMIT // 2 + 1), [(FILE, "too_large")]),
        (json.dumps(tree(version=2)), [(FILE, "wrong_version")]),
        (json.dumps(tree(version=True)), [(FILE, "wrong_version")]),
        (json.dumps(tree(nonsense=1)), [("nonsense", "unknown_name")]),
        (json.dumps(tree(file=1)), [("file", "unknown_name")]),
        ('{"scenario": 3}', [("scenario", "unknown_name")]),
        (json.dumps(tree(shoppers=-1)), [("shoppers", "out_of_range")]),
        (json.dumps(tree(seed="x")), [("seed", "not_a_number")]),
        (json.dumps(tree(seed=[1])), [("seed", "not_a_number")]),
        (json.dumps(tree(weeks=1.5)), [("weeks", "not_an_integer")]),
        (json.dumps(tree(country="xx")), [("country", "unknown_choice")]),
        (json.dumps(tree(seed=float("nan"))), [("seed", "not_a_number")]),
        (json.dumps(tree(a={"channels": ["email"]})), [("a.channels", "no_buy_channel")]),
    ],
    ids=lambda value: str(value)[:24],
)
def test_each_fault_is_named(text, expected):
    loaded = read_file(text)
    assert faults(loaded) == expected
    assert loaded.scenario is None


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ({"version": 1, "runs": []}, [("pins", "out_of_range")]),
        ({"version": 1, "runs": {"a": 1}}, [("pins", "out_of_range")]),
        (
            {"version": 1, "runs": [{"name": "x", "scenario": tree()}] * 5},
            [("pins", "out_of_range")],
        ),
        ({"runs": [{"name": "x", "scenario": tree()}]}, [(FILE, "wrong_version")]),
        ({"version": 1, "runs": [3]}, [("pins", "malformed")]),
        ({"version": 1, "runs": [{"name": "", "scenario": tree()}]}, [("pins", "malformed")]),
        ({"version": 1, "runs": [{"name": 7, "scenario": tree()}]}, [("pins", "malformed")]),
        ({"version": 1, "runs": [{"name": "x", "scenario": 7}]}, [("pins", "malformed")]),
        (
            {"version": 1, "runs": [{"name": "x", "scenario": tree(), "z": 1}]},
            [("pins", "malformed")],
        ),
        (
            {"version": 1, "runs": [{"name": "x", "scenario": {"seed": 1}}]},
            [("pins", "malformed"), ("scenario", "missing")],
        ),
        (
            {"version": 1, "z": 1, "runs": [{"name": "x", "scenario": tree(seed=-1, weeks="x")}]},
            [
                ("z", "unknown_name"),
                ("pins", "malformed"),
                ("weeks", "not_a_number"),
                ("seed", "out_of_range"),
            ],
        ),
    ],
    ids=lambda value: str(value)[:24],
)
def test_each_fault_of_a_file_of_runs_is_named_and_none_of_it_is_taken(file, expected):
    loaded = read_file(json.dumps(file))
    assert faults(loaded) == expected
    assert loaded.pins == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["a", "b", "file", "seed", "version", "runs", "scenario", "name", "population"]
            )
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(json_values)
def test_any_json_is_taken_or_its_fault_is_named_and_told(value):
    loaded = read_file(json.dumps(value))
    assert loaded.problems or loaded.scenario or loaded.pins
    report = Report("x", loaded, 0, 0, (Scenario(), ()))
    assert report_html(report, load_words("es", "es-MX"))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_problem_is_told_with_field_and_range_and_no_input_becomes_markup(language):
    words = load_words(language, LANGUAGES[language].default_country)
    many = {f"<b>{n}": n for n in range(20)}
    loaded = read_file(json.dumps(tree(shoppers=-1, **many)))
    shown = report_html(Report("<img src=x>", loaded, 0, 0, (Scenario(), ())), words)
    assert shown.count("<li>") == len(many)  # unknown names are found before values are read
    assert "<details>" in shown
    assert "<b>" not in shown
    assert "<img" not in shown
    assert 'role="alert"' in shown
    shown = report_html(
        Report("x", read_file(json.dumps(tree(weeks=-1))), 0, 0, (Scenario(), ())), words
    )
    assert words("fields.weeks") in unescape(shown)
    assert words.integer(KNOBS["weeks"].high) in shown


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize(
    "code",
    ["malformed", "missing", "too_large", "unreadable", "several", "wrong_version"],
)
def test_every_fault_of_a_whole_file_has_words(language, code):
    loaded = Loaded(problems=(Problem(FILE, code, "given"),))
    report = Report("", loaded, 0, 0, (Scenario(), ()))
    shown = report_html(report, load_words(language, LANGUAGES[language].default_country))
    assert load_texts(language)("files.nameless") in shown
    assert shown.count("<li>") == 1


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_was_loaded_left_out_and_cut_is_told(language):
    words = load_words(language, LANGUAGES[language].default_country)
    loaded = read_file('{"shoppers": 1000000, "model": "0.9"}')
    shown = unescape(report_html(Report("f.json", loaded, 0, 0, (Scenario(), ())), words))
    assert 'role="status"' in shown
    assert "f.json" in shown
    assert words.integer(MOST_SHOPPERS) in shown
    assert words.plural("files.absent", len(KNOBS) - 1) in shown
    assert words("files.model", given="0.9", model=MODEL_VERSION) in shown
    pins = read_file(pins_json([Pin("x", Scenario())]).decode())
    shown = unescape(report_html(Report("f.json", pins, 3, 2, (Scenario(), ())), words))
    assert words.plural("files.loaded_pins", 1, file="f.json") in shown
    assert words.plural("files.full", 2) in shown


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, Upload(fault="unreadable")),
        ([1], Upload(fault="unreadable")),
        ({}, Upload(fault="too_large")),
        ({"name": "x\n<b>", "text": "{}"}, Upload("x <b>", "{}")),
        ({"name": 7, "text": ["{}"]}, Upload(fault="too_large")),
        ({"name": "x", "size": 9e9}, Upload("x", fault="too_large")),
        ({"name": "x", "unreadable": True}, Upload("x", fault="unreadable")),
        ({"several": 2}, Upload(fault="several")),
    ],
)
def test_what_the_browser_hands_over_is_checked(value, expected):
    assert read_upload(value, 100) == expected


def test_a_file_is_named_by_codes_and_the_seed_alone():
    scenario = Scenario({"seed": 7}).with_country("pt-BR")
    assert scenario_file.file_stem(scenario) == "multichannel-omnichannel-pt-BR-7"
