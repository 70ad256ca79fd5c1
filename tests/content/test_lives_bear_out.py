"""No sentence of a life says what its event does not bear out: channel, moment, who spoke."""

import random
import re

import pytest

from content import LANGUAGES, load_texts
from content.texts import placeholders
from explainer.narration.sentences import template_count
from explainer.narration.situations import KINDS, MEMBERS, READING
from explainer.narration.story import make_story
from simulations import COUNTRIES, PRESETS, Scenario, trace
from simulations.scenario.knobs import SIDES
from tests.content.test_lives_words import SITUATIONS, narrator

each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))
LIVES_OF_ONE = 25
"""People who are followed in each random world."""

SAYS = {
    "es": {
        "speech": r"\ble (?:dicen|responden|explican)|(?<!se )\bpregunta\b|\bllama\b|quien atiende",
        "shop": r"en la tienda|estante|bodega|vendedor|mostrador|\bfila\b|sale de la tienda",
        "screen": r"pantalla|formulario|\bclic\b|código|carrito",
        "writing": r"escrib|mensaje|adjunt|formulario",
        "paid": r"\bpag(?:ó|ado)\b|que compró|ya compr\w+",
        "before": r"compró antes|ya había comprado|de siempre|otra vez aquí|va a probar",
        "eyes": r"\b(?:lee|leyó|mira|mirar)\b",
    },
    "pt": {
        "speech": r"(?:respondem|dizem|explicam)\b|pergunta\b|liga\b|quem atende|\bouve\b",
        "shop": r"na loja|prateleira|balcão|vendedor|\bfila\b|da loja",
        "screen": r"\btela\b|formulário|\bclique|cupom|carrinho",
        "writing": r"escrev|mensagem|anex|formulário",
        "paid": r"\bpag(?:ou|o)\b|que comprou|já comprou",
        "before": r"comprou antes|já tinha comprado|de sempre|de novo aqui|vai testar",
        "eyes": r"\b(?:lê|leu)\b",
    },
}
"""Words that bear on what an event must have been."""
NOT_SAID = {
    "screen": ("speech", "shop"),
    "reading": ("speech", "shop", "screen"),
    "written": ("speech", "shop"),
    "store": ("screen", "writing"),
    "remote": ("shop", "screen", "writing"),
    "person": ("screen", "writing"),
    "order": ("paid",),
}
"""By the ending of a group: it also tells channels in which this cannot have happened."""
ANYWHERE = ("price_gap", "contradictory_information", "no_pickup", "over_contact", "privacy_unease")
"""Events of any channel, told by one group each: none of the words above but a shop to go to."""
EXCEPT = {
    # A list that was put together in a cart is what a person is asked about.
    "cart_lost_person": ("screen",),
    # Buying remotely and preferring to collect: a shop is spoken of, and nobody is in it.
    "no_pickup": ("shop",),
    # The order is remote, the pick-up is in the shop.
    "bought_remote": ("screen",),
    "buy_stay_remote": ("screen", "writing"),
    "buy_move_remote": ("screen", "writing"),
    "over_contact": ("writing",),
}
BEFORE = frozenset({"thought", "forgot", "evaluate_move", "evaluate_stay", *ANYWHERE})
BY_PHONE_TOO = ("evaluate_stay", "evaluate_move", "contradictory_information")
"""Told with any channel, the telephone among them: nobody looks at what is said."""
MOVES = re.compile(r"\w+_move(?:_\w+)?")
OWN_PLACES = {"price": r"bought_\w+", "extra": r"extra", "to": MOVES.pattern, "off": MOVES.pattern}
"""Situations in which a place may stand: money where it is paid, ways where somebody moves."""


def untold(situation: str) -> tuple[str, ...]:
    """Kinds of words that a group of sentences may not use."""
    ending = situation.rpartition("_")[2]
    kinds = NOT_SAID.get(ending, ())
    if situation in ANYWHERE:
        kinds = ("speech", "shop", "screen", "writing", "paid")
    if situation in BEFORE or situation.startswith(("discover_", "buy_")):
        kinds = (*kinds, "paid")
    if situation in ("thought", "forgot"):  # it may be the first time, or the tenth
        kinds = (*kinds, "before")
    if situation in BY_PHONE_TOO:
        kinds = (*kinds, "eyes")
    return tuple(kind for kind in kinds if kind not in EXCEPT.get(situation, ()))


def slips(situation: str, text: str, language: str) -> list[str]:
    """Say what a sentence claims that its situation does not bear out."""
    found = [
        f"{situation} says {kind}: {text}"
        for kind in untold(situation)
        if re.search(SAYS[language][kind], text, re.IGNORECASE)
    ]
    found += [
        f"{situation} has no {place}: {text}"
        for place in sorted(placeholders(text) & OWN_PLACES.keys())
        if not re.fullmatch(OWN_PLACES[place], situation)
    ]
    if situation == "return_refused" and "at" in placeholders(text):
        found.append(f"it happens in the shop, not where it was bought: {text}")
    return found


@each_language
def test_no_sentence_says_what_its_group_does_not_bear_out(language):
    texts = load_texts(language)
    wrong, seen = [], 0
    for situation in sorted(SITUATIONS):
        for number in range(1, template_count(texts, situation) + 1):
            text = str(texts.entries[f"lives.say.{situation}.{number}"])
            wrong += slips(situation, text, language)
            seen += 1
    assert wrong == []
    assert seen > 200


def random_lives(language, count):
    """Lives of random people in random worlds of a language."""
    countries = [code for code in COUNTRIES if code[:2] == language]
    for number in range(count // LIVES_OF_ONE):
        dice = random.Random(number)
        scenario = Scenario({"seed": dice.randrange(2**32), "country": dice.choice(countries)})
        scenario = scenario.with_values({"shoppers": LIVES_OF_ONE, "b.data_error": dice.random()})
        for side in SIDES:
            scenario = scenario.with_preset(side, dice.choice(PRESETS))
        for shopper in range(LIVES_OF_ONE):
            yield scenario, shopper, trace(scenario, shopper)


def misplaced(event, channel, came_from, paid, situation):
    """Say whether a group of sentences tells an event that it does not fit; its own account."""
    if not situation.startswith(event if event != "buy_stage" else "buy_"):
        return True
    rest = situation.removeprefix("buy_" if event == "buy_stage" else event).strip("_").split("_")
    for ending in filter(None, rest):
        if ending in MEMBERS and channel not in MEMBERS[ending]:
            return True
        if ending in ("move", "stay") and (ending == "move") != (came_from not in ("", channel)):
            return True
        if ending in ("paid", "order") and (ending == "paid") != paid:
            return True
    return event == "discover" and rest != [channel]


def check_lives(language, count):
    lives, told, kinds = 0, 0, set()
    for scenario, shopper, life in random_lives(language, count):
        lives += 1
        speaker = narrator(scenario, shopper, language)
        for chapter in make_story(life).chapters:
            for side in SIDES:
                before, paid = "", False
                for cell in chapter.lane(side):
                    event, channel = cell.moment.event, cell.moment.channel or before
                    paid = paid or event == "bought"
                    assert not misplaced(event, channel, before, paid, cell.situation), cell
                    key = f"lives.say.{cell.situation}.{speaker.template(cell, chapter)}"
                    text = str(speaker.words.entries[key])
                    assert slips(cell.situation, text, language) == []
                    assert event != "pickup_failed" or paid or cell.situation.endswith("order")
                    kinds.add(cell.situation)
                    before, told = channel, told + 1
    assert lives == count
    return told, kinds


@each_language
def test_a_hundred_random_lives_are_borne_out(language):
    told, kinds = check_lives(language, 100)
    assert told > 1000
    assert len(kinds) > 35


@pytest.mark.slow
@each_language
def test_two_thousand_random_lives_are_borne_out(language):
    """Must show: 2,000 random lives, each sentence held against its event."""
    told, kinds = check_lives(language, 2000)
    assert told > 20_000  # some twelve a life: people of model 2 buy less evenly
    assert len(kinds) > 50


# Each check can fail.


@pytest.mark.parametrize(
    ("language", "situation", "text"),
    [
        ("es", "repeat_information_reading", "Le dicen que empiece otra vez."),
        ("es", "promotion_refused_screen", "«Ese descuento no vale», le responden."),
        ("es", "stock_out_remote", "En la tienda no queda."),
        ("es", "slow_answer_remote", "Vuelve a escribir y espera."),
        ("es", "pickup_failed_order", "Lo que pagó no está."),
        ("es", "return_refused", "No se lo aceptan {at}."),
        ("es", "price_gap", "Pasa {off} y cuesta más."),
        ("es", "discover_app", "Ya compró y vuelve."),
        ("pt", "cart_lost_screen", "Na loja, o carrinho sumiu."),
        ("pt", "repeat_information_screen", "“De novo?”, dizem."),
        ("pt", "thought", "Gasta {price} sem pensar."),
        ("pt", "no_pickup", "“Não dá”, respondem."),
        ("es", "thought", "Le hace falta {thing}. Aquí compró antes, y aquí empieza."),
        ("es", "evaluate_stay", "Lee los detalles {at} y descarta casi todo."),
    ],
)
def test_a_sentence_that_claims_too_much_is_found(language, situation, text):
    assert slips(situation, text, language)


@pytest.mark.parametrize(
    ("event", "channel", "came_from", "paid", "situation"),
    [
        ("cart_lost", "store", "app", False, "cart_lost_screen"),
        ("repeat_information", "print", "store", False, "repeat_information_person"),
        ("pickup_failed", "website", "website", False, "pickup_failed_paid"),
        ("evaluate", "app", "app", False, "evaluate_move"),
        ("discover", "app", "", False, "discover_store"),
        ("bought", "app", "app", False, "thought"),
    ],
)
def test_a_group_that_does_not_fit_is_found(event, channel, came_from, paid, situation):
    assert misplaced(event, channel, came_from, paid, situation)


def test_every_channel_belongs_to_one_kind_of_each_event():
    for event, endings in KINDS.items():
        members = [MEMBERS[ending] for ending in endings if ending in MEMBERS]
        for number, one in enumerate(members):
            for other in members[number + 1 :]:
                assert not one & other, event
    assert {"social", "email", "print"} == READING
