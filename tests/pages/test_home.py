"""Home: a bet, what happened, and a hundred more."""

import re

import pytest

from content import LANGUAGES, load_texts
from explainer.reading.home_bet import ANSWERS, reaction

ES, PT = load_texts("es"), load_texts("pt")


def test_it_opens_with_the_question_and_no_answer(site):
    page = site("home", lang="es")
    assert page.query("bet") == "open"
    assert ES("home.bet.question") in page.words
    assert 'id="reveal"' not in page.html
    assert {button.key for button in page.app.button} == {"bet_unsure"} | {
        f"bet_{answer}" for answer in ANSWERS
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bet", [*ANSWERS, "unsure"])
def test_a_bet_reveals_both_ends_and_stays_visible(site, language, bet):
    texts = load_texts(language)
    page = site("home", lang=language)
    page.button(key=f"bet_{bet}").click().run()
    assert not page.exception
    assert page.query("bet") == bet
    assert page.html.count('id="reveal"') == 1
    assert page.html.count("ec-moments-a") == page.html.count("ec-moments-b") == 1
    assert texts("home.tag.a") in page.words
    assert texts("home.tag.b") in page.words
    assert (texts("home.tag.bet") in page.words) == (bet != "unsure")
    assert texts("home.bet.question") not in page.words
    assert not page.get("plotly_chart")


def test_the_crowd_of_a_hundred_is_drawn_and_adds_up(site):
    page = site("home", lang="es", bet="buys")
    people = " ".join(element.value for element in page.app.markdown if "ec-crowd" in element.value)
    assert people.split('<ul class="ec-key"')[0].count('class="ec-person') == 100
    counts = re.findall(r"<span>[^<]+: (\d+)</span>", people)
    assert sum(map(int, counts)) == 100


def test_the_bet_comes_with_the_address_and_outlives_the_language(site):
    page = site("home", lang="es", bet="solved")
    assert 'class="ec-chosen"' in page.html
    page.go(lang="pt")
    assert page.query("bet") == "solved"
    assert PT("home.tag.bet") in page.words


def test_the_bet_can_be_changed(site):
    page = site("home", lang="es", bet="solved")
    page.button(key="bet_change").click().run()
    assert page.query("bet") == "open"
    assert ES("home.bet.question") in page.words


def test_a_bet_that_nobody_can_place_is_corrected_in_words(site):
    page = site("home", lang="es", bet='<img src=x onerror="1">')
    assert page.query("bet") == "open"
    assert "ec-problems" in page.html
    assert ES("fields.bet") in page.words
    assert "<img" not in page.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_react_to_the_gap_and_never_judge(language):
    texts = load_texts(language)
    ended = {"a": "leaves", "b": "buys"}
    said = {bet: reaction(texts, bet, ended) for bet in (*ANSWERS, "unsure")}
    assert len(set(said.values())) == 4
    assert reaction(texts, "leaves", dict.fromkeys("ab", "leaves")) == texts("home.reaction.both")
    judged = r"incorrect|equivoc|mal\b|errad|error|falso|bravo|genial|parab|acert"
    everything = " ".join(str(texts(f"home.reaction.{key}")) for key in (
        "a", "b", "both", "neither", "neither_same", "unsure"
    ))  # fmt: skip
    assert not re.search(judged, everything, re.IGNORECASE)
