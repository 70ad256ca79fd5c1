"""What the shared files promise is there in every language, and is held to the same care."""

import pytest

from content import LANGUAGES, load_texts
from content.cards import load_cards
from tests.content import coverage
from tests.content.coverage import RATIO, ROW_PARTS, careless, lacking, missing, ratios, taught

each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


@each_language
def test_nothing_is_missing(language):
    assert list(missing(language)) == []


@each_language
def test_every_number_beside_the_lessons_stands_in_a_place(language):
    assert list(careless(language)) == []


@each_language
def test_every_number_of_a_card_is_printed_and_no_other(language):
    texts = load_texts(language)
    for card in load_cards().values():
        if f"cards.{card.id}.number" in texts:
            written = texts(f"cards.{card.id}.number", **dict.fromkeys(card.numbers, "7"))
            assert all(str(year) in written for year in card.years.values()), card.id


def test_lessons_are_about_as_long_in_one_language_as_in_another():
    low, high = RATIO
    found = ratios(*sorted(LANGUAGES)[:2])
    assert found
    assert {name: ratio for name, ratio in found.items() if not low <= ratio <= high} == {}


# Each check can fail.


def test_a_row_without_words_teaches_nothing(monkeypatch):
    assert "DF-06" in taught("es")
    monkeypatch.setattr(coverage, "ROW_PARTS", (*ROW_PARTS, "smell"))
    assert "DF-06" not in taught("es")
    assert "content/es/compare.toml: compare.rows.prices.smell is missing" in set(missing("es"))


def test_what_is_lacking_is_named():
    assert lacking("site", ("name", "smell"), load_texts("es")) == ["site.smell"]


def test_a_number_in_no_place_is_named(monkeypatch):
    monkeypatch.setattr(coverage, "ALLOWED", frozenset())
    assert any("is in no place" in line for line in careless("es"))
