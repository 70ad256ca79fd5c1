"""The page of the rules and the guide: complete, made from the data, in both languages."""

import re
from urllib.parse import parse_qs, unquote

import pytest

from content import LANGUAGES, load_texts
from content.formats import Formats, plain
from content.words import load_words
from explainer.reading.lessons.lesson_words import formatted_numbers
from explainer.reading.model_fit import fit_row, why_key
from explainer.reading.model_parameters import parameter_data, parameter_row, unit_code
from explainer.view.reading.guide import OPENED, opened
from explainer.view.reading.model_parameters import matching
from explainer.view.simulator.settings.knob_groups import ALL, GROUPS, group_of
from simulations import KNOBS, MODEL_VERSION, Scenario
from simulations.calibration.report import load_reached
from simulations.calibration.targets import load_targets

each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


def words_of(language):
    country = LANGUAGES[language].default_country
    return load_words(language, country)


@each_language
def test_every_parameter_has_its_words(language):
    words = words_of(language)
    for knob in KNOBS.values():
        row = parameter_row(knob, words)
        assert row[0] != knob.name, knob.name
        assert not re.search(r"\b(nan|inf)\b|\{", " ".join(row)), row
        assert f"model.unit.{unit_code(knob.unit)}" in words


def test_every_parameter_is_in_one_group_and_in_the_file():
    texts = words_of("es")
    found = [knob.name for group in GROUPS for knob in matching(group, "", texts)]
    assert sorted(found) == sorted(KNOBS)
    assert [knob.name for knob in matching(ALL, "", texts)] == list(KNOBS)
    frame = parameter_data(texts)
    assert list(frame["name"]) == list(KNOBS)
    assert set(frame["grade"]) == {"E", "A"}
    assert all(group_of(name) in GROUPS for name in KNOBS)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("PACIENCIA", "population.patience"),
        (" frustracion que queda ", "reaction.frustration_keep"),
        ("population.patience", "population.patience"),
    ],
)
def test_a_search_minds_neither_case_nor_accents(wanted, name):
    texts = words_of("es")
    assert name in [knob.name for knob in matching(ALL, wanted, texts)]
    assert matching(ALL, "<script>", texts) == []


@each_language
def test_every_moment_has_words_and_every_miss_a_reason(language):
    words = words_of(language)
    for target in load_targets():
        assert f"model.moment.{target.moment}" in words
    for row in load_reached()["rows"]:
        cells = fit_row(row, words)
        assert all(cells)
        if not row["pass"]:
            assert why_key(row["moment"]) in words, row["moment"]


def test_a_number_is_never_written_as_nothing_nor_a_difference_of_shares_as_a_share():
    formats = Formats("es-MX")
    assert plain(3.92e-05, formats) == "0.000039"
    assert plain(0.0001, formats) == "0.0001"
    assert plain(0.0, formats) == "0"
    rows = {row["moment"]: fit_row(row, words_of("es")) for row in load_reached()["rows"]}
    assert rows["help_retention"][3] == "−14.0"
    assert "%" not in "".join(rows["help_retention"][3:6])
    assert rows["cart_identity"][3:5] == ["0", "0"]  # and not "between 0 and 0"


def test_amounts_of_money_on_one_card_have_the_same_decimals():
    formats = Formats("es-MX")
    assert formatted_numbers({"one": 9.1, "three": 26.04}, formats) == {
        "one": "9.10",
        "three": "26.04",
    }
    assert formatted_numbers({"online": 17.6, "store": 10}, formats) == {
        "online": "17.6",
        "store": "10",
    }


def test_a_miss_is_said_with_words_even_before_they_are_written():
    words = words_of("es")
    row = {**load_reached()["rows"][0], "pass": False}
    assert words("model.fit.missed") in fit_row(row, words)[6]


@each_language
def test_the_page_shows_rules_fit_parameters_and_limits(site, language):
    page = site("model_rules", lang=language)
    assert not page.exception
    texts = load_texts(language)
    rows = load_reached()["rows"]
    assert page.html.count("<table") == 2
    assert page.html.count('<th scope="row"') == len(rows) + len(matching("population", "", texts))
    assert page.html.count('class="ec-code"') >= 7
    assert page.html.count('id="part-') >= 9
    assert page.html.index('id="fit"') < page.html.index('id="parameters"')
    last = page.html.rindex('id="part-')
    assert page.html.index('id="parameters"') < last
    for anchor in re.findall(r'href="#([\w-]+)"', page.html):
        assert f'id="{anchor}"' in page.html


def test_the_group_is_chosen_searched_and_kept_in_the_address(site):
    page = site("model_rules", lang="es")
    page.group("parameter_group").set_value("friction").run()
    assert not page.exception
    assert page.query("group") == "friction"
    assert page.html.count('<th scope="row"') > 70
    page.text_input(key="parameter_search").set_value("zzz").run()
    assert load_texts("es")("model.parameters.none") in page.words
    page.text_input(key="parameter_search").set_value("retraso").run()
    assert not page.exception
    assert "Entrega con retraso" in page.words


def test_an_address_opens_one_group(site):
    page = site("model_rules", lang="pt", group="costs")
    assert load_texts("pt")("model.group.costs") in page.words.split("<caption>")[-1]


@each_language
def test_the_guide_shows_every_block_and_how_to_cite(site, language):
    page = site("guide", lang=language)
    assert not page.exception
    assert page.html.count('class="ec-code"') >= 15
    assert MODEL_VERSION in page.words
    assert "`" not in page.words.split("<script>")[0]


def test_the_links_of_the_activity_open_complete_states(site):
    page = site("guide", lang="pt")
    links = [unquote(link) for link in re.findall(r'href="(\./sim[^"]+)"', page.words)]
    queries = [link.partition("?")[2] for link in links if "v=2" in link and "m=" in link]
    assert len(queries) == len(OPENED)
    for name, query in zip(OPENED, queries, strict=True):
        values = {key: value[0] for key, value in parse_qs(query).items()}
        assert values.pop("lang") == "pt"
        found, problems = Scenario.from_query(values)
        assert problems == ()
        assert found == opened(name, Scenario().with_country("pt-BR"))
