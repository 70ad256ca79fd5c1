import re
from functools import cache

import pytest
from babel import Locale

from content import LANGUAGES, Texts, load_texts
from content.texts import placeholders
from tests.content.key_uses import Use, find_uses, missing_keys, scan, unused_keys
from tests.content.sources import TOP, python_sources

each_language = pytest.mark.parametrize("language", LANGUAGES)
FIRST = next(iter(LANGUAGES))


@cache
def uses() -> list[Use]:
    """Every use of a text by the code; reading it takes seconds, which not every worker needs."""
    return scan(python_sources())


def forms(texts: Texts, key: str) -> dict[str, str]:
    entry = texts.entries[key]
    return {"": entry} if isinstance(entry, str) else dict(entry)


def all_words(language: str):
    texts = load_texts(language)
    for key in texts.entries:
        for name, text in forms(texts, key).items():
            yield f"{key}.{name}".rstrip("."), text


@each_language
def test_every_text_that_the_code_asks_for_exists(language):
    assert missing_keys(uses(), load_texts(language)) == []


@each_language
def test_every_text_is_used_by_the_code(language):
    assert unused_keys(uses(), load_texts(language)) == []


OWN = "lives.say."
"""Sentences that each language writes for itself: as many as it likes, in its own order."""
TOLD_WITH = {"name", "thing", "at", "to", "off", "price", "extra"}


def shared_keys(language: str) -> set[str]:
    """Keys without the numbers of sentences that a language may have more of than another."""
    keys = load_texts(language).keys()
    return {key.rpartition(".")[0] if key.startswith(OWN) else key for key in keys}


@each_language
def test_languages_have_the_same_files_and_keys(language):
    first, other = TOP / "content" / FIRST, TOP / "content" / language
    assert {f.name for f in first.iterdir()} == {f.name for f in other.iterdir()}
    assert shared_keys(FIRST) ^ shared_keys(language) == set()


@each_language
def test_sentences_of_a_life_have_places_that_a_moment_can_fill(language):
    for key, text in all_words(language):
        if key.startswith(OWN):
            assert placeholders(text) <= TOLD_WITH, key


@each_language
def test_languages_have_the_same_places_in_each_text(language):
    first, other = load_texts(FIRST), load_texts(language)
    for key in first.entries:
        if key.startswith(OWN):
            continue
        assert isinstance(first.entries[key], str) == isinstance(other.entries[key], str), key
        wanted = {name for text in forms(first, key).values() for name in placeholders(text)}
        assert {n for text in forms(other, key).values() for n in placeholders(text)} == wanted, key


@each_language
def test_plural_texts_have_the_forms_that_their_language_needs(language):
    texts = load_texts(language)
    tags = Locale.parse(language).plural_form.tags
    for key in texts.entries:
        if not isinstance(texts.entries[key], str):
            needed = {"other", *(tags & {"one"})}
            assert needed <= forms(texts, key).keys(), key
            assert forms(texts, key).keys() <= {"other", "zero", *tags}, key


@each_language
def test_texts_are_set_with_care(language):
    for key, text in all_words(language):
        assert text == text.strip(), key
        assert text, key
        assert not re.search(r"  |\.\.\.|--|''|\"| [,.;:!?]|<|>", text), f"{key}: {text}"
        assert text.count("(") == text.count(")"), key
        assert text.count("«") == text.count("»"), key
        assert text.count("“") == text.count("”"), key


def test_spanish_questions_and_exclamations_open_as_they_close():
    for key, text in all_words("es"):
        assert text.count("¿") == text.count("?"), key
        assert text.count("¡") == text.count("!"), key


# Each check can fail.

TEXTS = Texts("es", "es-MX", {"a.title": "A", "a.count": {"other": "{count}"}, "a.kind.x": "X"})


@pytest.mark.parametrize(
    "code",
    [
        'texts("a.nothing")',
        'state.words()("a.nothing")',
        'load_texts("es")("a.nothing")',
        'reading.words(f"a.{x}.nothing")',
        'texts("a.title" if x else "a.nothing")',
        'texts.plural("a.title", 3)',
        'texts("a.count")',
        'texts.plural(f"b.{x}", 3)',
    ],
)
def test_a_text_that_is_asked_for_but_missing_is_found(code):
    assert missing_keys(list(find_uses("page.py", code)), TEXTS)


@pytest.mark.parametrize(
    ("code", "unused"),
    [
        ("", ["a.count", "a.kind.x", "a.title"]),
        ('texts("a.title"); texts.plural("a.count", 2); texts(f"a.kind.{k}")', []),
        ('reading.words.plural("a.count", 2)', ["a.kind.x", "a.title"]),
        ('KEYS = {"x": "a.kind.x"}', ["a.count", "a.title"]),
        ('key = f"a.{name}"', ["a.kind.x"]),
        ('texts("title")', ["a.count", "a.kind.x", "a.title"]),
    ],
)
def test_a_text_that_nothing_asks_for_is_found(code, unused):
    assert unused_keys(list(find_uses("page.py", code)), TEXTS) == unused
