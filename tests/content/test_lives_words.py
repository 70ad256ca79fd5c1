"""Every sentence that a life can be told with, in every language: whole, agreeing, varied."""

import random
import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from content import LANGUAGES, load_texts
from content.texts import placeholders
from content.words import load_words
from explainer.figures.drawings.life_list import life_html
from explainer.figures.drawings.life_replay import replay_data
from explainer.narration.person import portrait, sums
from explainer.narration.sentences import Narrator, template_count
from explainer.narration.situations import groups
from explainer.narration.story import make_story
from explainer.results.findings import capital
from simulations import CHANNELS, COUNTRIES, PRESETS, Scenario, trace
from simulations.people.identity import identity
from simulations.people.search import find_crowd
from simulations.people.trace import STAGE_OF_EVENT
from simulations.scenario.knobs import SIDES

each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))
OTHER_EVENTS = {
    *("changed_device", "rescued", "came_back", "substitute", "gave_up", "not_convinced", "bought"),
}
SITUATIONS = groups(frozenset(STAGE_OF_EVENT) | OTHER_EVENTS)
MOST_IN_A_LIFE = 40

WRONG = {
    "es": r"\bde el\b|\ba el\b|\b(?:la|las) (?:correo|chat|teléfono|folleto)\b|\ben por\b|"
    r"\bel (?:tienda|página|aplicación|redes)\b|\b1 (?:\w+s)\b|\bel la\b|\ba a\b|\bde de\b",
    "pt": r"\bde o\b|\bde a\b|\bem o\b|\bem a\b|\bpor o\b|\bpor a\b|\bem por\b|\bpara para\b|"
    r"\bo (?:loja|redes)\b|\ba (?:site|aplicativo|chat|telefone|folheto)\b|\b1 (?:\w+s)\b|"
    r"\bde do\b|\bde da\b",
}
GENDERED = {
    "es": r"\b(?:él|ella|ellos|ellas|satisfech[oa]|enojad[oa]|cansad[oa]|content[oa]|"
    r"convencid[oa]|molest[oa]|decidid[oa] a|clienta)\b",
    "pt": r"\b(?:ele|ela|eles|elas|satisfeit[oa]|irritad[oa]|cansad[oa]|content[ea]|"
    r"convencid[oa]|obrigad[oa])\b",
}
"""What would give the invented person a gender."""


def problems(text: str, language: str, *, of_person: bool = True) -> list[str]:
    """What is wrong with a sentence that a visitor reads; things may have a gender."""
    found = []
    if re.search(r"[{}]|\bNone\b|\bnan\b|lives\.", text):
        found.append("an unfilled place")
    if re.search(r"\s\s|\s[,.;:!?]|^\s|\s$|\.\.|,,|;\.", text):
        found.append("spaces or stops")
    if not re.search(r"[.?!»”]$", text):
        found.append("no end")
    first = text.lstrip("«“¿¡")[:1]
    if not (first.isupper() or first.isdigit()):
        found.append("no capital")
    if text.count("«") != text.count("»") or text.count("“") != text.count("”"):
        found.append("quotation marks")
    if language == "es" and text.count("¿") != text.count("?"):
        found.append("question marks")
    # Amounts have their own spaces and figures, "R$ 1,00 ".
    plain = re.sub(r"[\d.,]*\d", "0" if "1" not in text else "1", text)
    if re.search(WRONG[language], plain, re.IGNORECASE) and re.search(WRONG[language], text, re.I):
        found.append("agreement")
    if of_person and re.search(GENDERED[language], text, re.IGNORECASE):
        found.append("a gender")
    return [f"{what}: {text}" for what in found]


def all_frames(language):
    texts = load_texts(language)
    for situation in sorted(SITUATIONS):
        for number in range(1, template_count(texts, situation) + 1):
            yield f"lives.say.{situation}.{number}"


@each_language
def test_every_sentence_reads_well_with_every_channel(language):
    """All of them, not a sample: each sentence with each channel that it can name."""
    texts = load_texts(language)
    seen, wrong = 0, []
    for key in all_frames(language):
        named = placeholders(texts.entries[key])
        for at in CHANNELS:
            for off in CHANNELS:
                values = {"name": "Ana", "price": "$1,234.50", "extra": "$1.00"}
                values["thing"] = texts("people.things.sweater")
                values |= {way: texts(f"lives.place.{way}.{at}") for way in ("at", "to")}
                values["off"] = texts(f"lives.place.off.{off}")
                told = capital(texts(key, **{name: values[name] for name in named}))
                wrong += problems(told, language)
                seen += 1
    assert wrong == []
    assert seen > 5000


@each_language
def test_nothing_is_told_that_has_no_event(language):
    texts = load_texts(language)
    said = {key.split(".")[2] for key in texts.keys() if key.startswith("lives.say.")}  # noqa: SIM118 - Texts is no mapping
    assert said == SITUATIONS


@each_language
def test_each_situation_has_several_sentences_that_differ(language):
    texts = load_texts(language)
    for situation in SITUATIONS:
        own = [
            texts.entries[f"lives.say.{situation}.{number}"]
            for number in range(1, template_count(texts, situation) + 1)
        ]
        assert len(own) >= 3, situation
        assert len(set(own)) == len(own), situation
        openings = Counter(text.split()[0] for text in own)
        assert max(openings.values()) <= 2, situation


@each_language
def test_sentences_are_short(language):
    texts = load_texts(language)
    lengths = [len(str(texts.entries[key]).split()) for key in all_frames(language)]
    assert np.mean(lengths) <= 10
    assert max(lengths) <= 16


def told_lives(language, count, first=0):
    """Real lives of random pairs of strategies, put into words."""
    countries = [code for code in COUNTRIES if code[:2] == language]
    for number in range(first, first + count):
        dice = random.Random(number)
        country = dice.choice(countries)
        scenario = Scenario({"seed": dice.randrange(2**32), "country": country, "shoppers": 40})
        for side in SIDES:
            scenario = scenario.with_preset(side, dice.choice(PRESETS))
        scenario = scenario.with_values({"b.ramp_weeks": 0, "b.data_error": dice.choice([0, 0.4])})
        shopper = int(np.argmax(find_crowd(scenario).needs))
        yield scenario, shopper, narrator(scenario, shopper, language)


def narrator(scenario, shopper, language):
    texts = load_words(language, scenario.country)
    name = identity(scenario, shopper).name.split()[0]
    return Narrator(name, shopper, texts, scenario.currency)


def check_words(language, count, first=0):
    wrong, sentences = [], 0
    for scenario, shopper, told in told_lives(language, count, first):
        story = make_story(trace(scenario, shopper))
        data = replay_data(story, scenario, told)
        for step in data["steps"]:
            cells = [step[side] for side in ("both", "a", "b") if side in step]
            said = [cell.get("words") or cell["empty"] for cell in cells]
            why = [line["words"] for cell in cells for line in cell.get("why", ())]
            sentences += len(said) + len(why)
            wrong += [slip for text in said for slip in problems(text, language)]
            wrong += [slip for text in why for slip in problems(text, language, of_person=False)]
        words = told.words
        who = portrait(story, identity(scenario, shopper), scenario, words)
        wrong += problems(who.traits, language)
        for side in SIDES:
            wording = sums(story.life.totals[side], side, words, scenario.currency)
            wrong += problems(wording, language)
        html = life_html(story, told, {"a": "A", "b": "B"})
        assert not re.search(r"[{}]|\s\s|\bNone\b|\bnan\b", html)
    assert wrong == []
    return sentences


@each_language
def test_real_lives_read_well(language):
    assert check_words(language, 12) > 1000


@pytest.mark.slow
@each_language
def test_hundreds_of_real_lives_read_well(language):
    assert check_words(language, 200, first=100) > 10_000


@each_language
def test_no_sentence_is_heard_too_often_in_one_life(language):
    scenario = Scenario({"shoppers": 200, "weeks": 156, "country": "es-MX"})
    if language == "pt":
        scenario = scenario.with_country("pt-BR")
    busiest = np.argsort(-find_crowd(scenario).needs)[:3]
    for shopper in busiest:
        story = make_story(trace(scenario, int(shopper)))
        told = narrator(scenario, int(shopper), language)
        assert len(story.chapters) > 30
        for side in SIDES:
            heard = Counter(
                (cell.situation, told.template(cell, chapter))
                for chapter in story.chapters
                for cell in chapter.lane(side)
            )
            assert max(heard.values()) < MOST_IN_A_LIFE
        starts = [told.sentence(one.a[0], one) for one in story.chapters if one.a]
        assert all(one != following for one, following in pairwise(starts))


# Each check can fail.


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Vuelve a el correo."),
        ("es", "Habla {at}."),
        ("es", "Compra  dos cosas."),
        ("es", "compra."),
        ("es", "Hizo 1 compras."),
        ("es", "Se va enojada."),
        ("es", "Compra"),
        ("es", "Y ahora?"),
        ("pt", "Olha em o site."),
        ("pt", "Fez 1 compras."),
        ("pt", "Vai para para a loja."),
        ("pt", "Ela volta."),
    ],
)
def test_a_slip_is_found(language, text):
    assert problems(text, language)
