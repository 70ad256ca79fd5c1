"""A number that can be 0 or 1 agrees with what is counted: as plural forms, or in neutral words."""

import re

import pytest

from content import LANGUAGES, load_texts
from content.words import load_words

NOUNS = {
    "es": "personas|clientes|tiendas|semanas|meses|años|días|veces|compras|intentos|puntos|piezas"
    "|planes|filas|pedidos|visitas|minutos|preguntas|equipos|respuestas|participantes|canales",
    "pt": "pessoas|clientes|lojas|semanas|meses|anos|dias|vezes|compras|tentativas|pontos|peças"
    "|planos|linhas|pedidos|visitas|minutos|perguntas|equipes|respostas|participantes|canais",
}
VERBS = {
    "es": "van|son|están|quedan|terminan|vuelven|siguen|compran|salen|cambian|tienen|faltan",
    "pt": "vão|são|estão|ficam|terminam|voltam|seguem|compram|saem|mudam|têm|faltam",
}
MANY = {
    # Never 0 or 1: what is told there is a limit, or a number of the site's own.
    r"cards\..*": "figures of a study",
    r"companies\..*\.fact": "figures that a page says of a company",
    r"experiments\.\w+\.words": "people of a run that was asked for",
    r"(business\.client|company|luck)\.words": "people of a run that was asked for",
    r"company\.needed\.no_years": "the longest time that is looked at",
    r"business\.orders\.hint(_text)?": "a limit",
    r"guide\.citation": "the run of a lesson",
    r"home\.(points|crowd\.\w+)": "the story of the first page",
    r"lesson\.seen_from": "the run of a lesson",
    r"lives\.pick\.crowd": "a limit",
    r"lives\.player\.wishes": "a signed balance",
    r"pins\.large": "a run that takes long is large",
    r"workshop\.problems\..*": "a limit",
}


PLACE = r"(?!of\}|factor\}|[ab]\})\w+"
"""Not the size of a crowd, how many times as wide a range is, nor the names of the companies."""


def counted(language):
    """Plain texts in which a number stands beside a word that agrees with it."""
    noun = re.compile(rf"\{{{PLACE}\}} (?:más |mais |de )?(?:{NOUNS[language]})\b")
    verb = re.compile(rf"\{{{PLACE}\}} (?:más |mais |les |lo )*(?:{VERBS[language]})\b")
    texts = load_texts(language)
    for key, entry in texts.entries.items():
        known = any(re.fullmatch(pattern, key) for pattern in MANY)
        if isinstance(entry, str) and not known and (noun.search(entry) or verb.search(entry)):
            yield f"{key}: {entry}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_is_a_plural_text_or_worded_for_any_number(language):
    assert list(counted(language)) == []


def test_a_sentence_that_fits_many_alone_is_found(monkeypatch):
    texts = {"a.one": "a {better} les van mejor", "a.two": "{weeks} semanas", "a.three": "{b} van"}
    texts |= {"a.four": "De cada {of} clientes, {b} conserva a {size} más"}
    made = type("Made", (), {"entries": texts})
    monkeypatch.setattr("tests.content.test_counts.load_texts", lambda _: made)
    assert [one.partition(":")[0] for one in counted("es")] == ["a.one", "a.two"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 1_000, 1_000_000])
def test_every_plural_text_can_be_said_of_any_number(language, count):
    words = load_words(language)
    wrong = {"es": r"\b1 \w+[^áéíóú]s\b", "pt": r"\b1 \w+s\b"}[language]
    for key, entry in words.entries.items():
        if isinstance(entry, str):
            continue
        places = {name for form in entry.values() for name in re.findall(r"\{(\w+)\}", form)}
        told = words.plural(key, count, **dict.fromkeys(places - {"count"}, "9"))
        assert "{" not in told, key
        if count == 1:
            assert not re.search(wrong, told), f"{key}: {told}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pitch_says_one_week_and_one_time(language):
    words = load_words(language)
    assert words.plural("business_pitch.years.weeks", 1) == "1 semana"
    assert words.plural("business_pitch.grounds.weeks", 1) == "1 semana"
    once = {"es": "1 vez al año", "pt": "1 por ano"}[language]
    assert words.plural("business_pitch.grounds.times", 1.0, value="1") == once
