"""A link restores the exact state; a broken one is corrected and says so, and never harms."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given

from content import LANGUAGES, load_texts
from content.formats import Formats
from explainer.view.shell import links, problems
from explainer.view.shell.edition import MOST_SHOPPERS
from explainer.view.shell.sitemap import Place
from simulations import KNOBS, Problem, Scenario
from simulations.scenario.encoding import PACKED
from tests.view.scenarios import mutated_links, scenarios


@given(scenarios())
def test_a_link_restores_every_knob(scenario):
    address = urlencode(links.query("pt", scenario))
    found, corrected = links.read(dict(parse_qsl(address)))
    assert found == scenario
    assert corrected == ()


@given(scenarios())
def test_a_link_leaves_no_default_out(scenario):
    query = links.query("es", scenario)
    values = sum(len(value.split("_")) for name, value in query.items() if name != "lang")
    assert values == len(scenario.values) + 1  # and the version


@given(scenarios(), scenarios())
def test_what_is_remembered_of_a_link_is_never_another_one_s(one, other):
    for language in LANGUAGES:
        for scenario in (one, other, None, one):
            query = links.query(language, scenario)
            assert query == {"lang": language} | (scenario.to_query() if scenario else {})
            query.clear()  # whoever got it may do with it what they like
            expected = {"lang": language} | (scenario.to_query() if scenario else {})
            assert links.encoded(language, scenario) == urlencode(expected)


def test_an_address_without_state_carries_the_language_alone():
    assert links.query("pt", None) == {"lang": "pt"}
    assert links.read({"lang": "pt"}) == (None, ())


def test_what_social_networks_hang_on_a_link_is_not_reported():
    query = links.query("es", Scenario()) | {"utm_source": "x", "fbclid": "y"}
    assert links.read(query) == (Scenario(), ())
    assert links.read({"fbclid": "y"}) == (None, ())


@given(mutated_links())
@example({"v": "1", "<b>": "1"})
@example({"v": "2"})
def test_a_mutated_link_is_taken_as_it_stands_or_its_fault_is_named(query):
    found, corrected = links.read(query)
    if found is None:
        assert all(name == "lang" or name.startswith(links.FOREIGN) for name in query)
        return
    assert found.shoppers <= MOST_SHOPPERS
    assert links.read(links.query("es", found)) == (found, ())
    if not corrected:
        for name, raw in unpacked(query):
            assert KNOBS[name].read(raw) == found.get(name)


def unpacked(query):
    for key, raw in query.items():
        if key in KNOBS:
            yield key, raw
        elif key in PACKED:
            parts = raw.split("_")
            assert len(parts) == len(PACKED[key])
            for name, part in zip(PACKED[key], parts, strict=True):
                yield name, part.replace("-", ",") if KNOBS[name].kind == "set" else part


@pytest.mark.parametrize("language", list(LANGUAGES))
@given(query=mutated_links())
def test_every_correction_can_be_told_and_no_input_becomes_markup(language, query):
    texts = load_texts(language)
    formats = Formats(LANGUAGES[language].default_country)
    _, corrected = links.read(query)
    told = problems.report(corrected, texts, formats)
    assert bool(told) == bool(corrected)
    for tag in ("<script", "<img", "<b>"):
        assert tag not in told


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize(
    "code",
    [
        "out_of_range",
        "not_a_number",
        "not_an_integer",
        "unknown_name",
        "unknown_choice",
        "no_buy_channel",
        "missing",
        "too_large",
        "malformed",
        "wrong_version",
    ],
)
@pytest.mark.parametrize("ends", [(None, None), (0.0, 1.0)])
def test_every_kind_of_problem_has_words(language, code, ends):
    problem = Problem("b.data_error", code, "<i>", *ends)
    told = problems.sentence(
        problem, load_texts(language), Formats(LANGUAGES[language].default_country)
    )
    assert told
    assert "data_error" not in told


def test_a_crowd_too_large_for_a_page_is_cut_and_reported():
    crowd = Scenario({"shoppers": 10_000_000})
    found, corrected = links.read(links.query("es", crowd))
    assert found is not None
    assert found.shoppers == MOST_SHOPPERS
    assert [(p.field, p.code, p.high) for p in corrected] == [
        ("shoppers", "out_of_range", MOST_SHOPPERS)
    ]


def test_many_problems_are_counted_not_listed():
    many = tuple(Problem(f"x{i}", "missing") for i in range(40))
    told = problems.report(many, load_texts("es"), Formats("es-MX"))
    assert told.count("<li>") == problems.SHOWN + 1
    assert "32" in told


def test_a_refused_input_is_told_in_the_control_s_own_unit():
    problem = Problem("population.patience", "out_of_range", "1.5", 0.0, 1.0)
    told = problems.refusal((problem,), 100, "Paciencia", load_texts("es"), Formats("es-MX"))
    assert "150" in told
    assert "entre 0 y 100" in told
    assert "Paciencia" in told


HERE = Place("somewhere", "there", "start", {"bet": ("open", "buys"), "step": ("one", "two")})


def test_a_page_s_own_choices_are_read_as_strictly_as_the_rest():
    assert links.read_choices({"bet": "buys", "lang": "es"}, HERE) == ({"bet": "buys"}, ())
    chosen, problems = links.read_choices({"bet": "<b>" * 40, "step": "two"}, HERE)
    assert chosen == {"step": "two"}
    (problem,) = problems
    assert (problem.field, problem.code) == ("bet", "unknown_choice")
    assert problem.choices == ("open", "buys")
    assert len(problem.given) <= links.LONGEST


def test_the_choices_of_any_page_are_no_part_of_a_scenario():
    assert links.read({"lang": "es", "bet": "buys"}) == (None, ())


def test_a_link_that_leaves_the_country_out_is_in_the_visitor_s_own():
    for query in ({"shoppers": "7"}, {"country": "XX"}):
        found, problems = links.read(query, "pt-BR")
        assert found.country == "pt-BR"
        assert found.get("market.basket_mean") == Scenario().with_country("pt-BR").get(
            "market.basket_mean"
        )
        assert [one.field for one in problems] == (["country"] if "country" in query else [])
    whole = Scenario({"country": "es-CL"})
    assert links.read(whole.to_query(), "pt-BR") == (whole, ())
