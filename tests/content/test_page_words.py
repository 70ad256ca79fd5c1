"""Every page of catalogues reads easily, and a number stands in a sentence, not behind a comma."""

import re

import pytest

from content import LANGUAGES, load_texts
from tests.content.coverage import STRATEGIES
from tests.content.names import STORIES, every_text
from tests.content.page_words import PAGES, page_texts
from tests.content.readability import SCALES, sentences

each_language = pytest.mark.parametrize("language", sorted(LANGUAGES))
START = {"es": "Con|Sin|En|Como|A|De", "pt": "Com|Sem|Em|N[ao]s?|Como|[AÀ]s?|De"}
TELLING = re.compile(
    r"lessons/\w+/(?!quiz)\w+\.(?!options|label|title).*|cards\.\w+\.\w+|\w+\.words\b"
)
"""Where numbers are told in sentences; a label, an axis and a row of a table need no verb."""


def tails(text, language):
    """Sentences of a circumstance and a number alone: "Con pasillos, 14."."""
    bare = re.sub(r"\{[^{}]*\}", "7", text)
    pattern = rf"(?:{START[language]})\b[^,.;:]*, (?:\D? ?7 ?%?)(?: (?:y|e) 7)*"
    return [one for one in sentences(bare) if re.fullmatch(pattern, one.strip().rstrip("."))]


@each_language
def test_every_page_reads_easily(language):
    """Must show: INFLESZ of 60 and more, Flesch of 55 and more, page by page."""
    index, least = SCALES[language]
    pages = page_texts(language)
    assert set(PAGES) <= set(pages)
    assert {f"brief: {strategy}" for strategy in STRATEGIES} <= set(pages)
    assert {page: round(index(text)) for page, text in pages.items() if index(text) < least} == {}


@each_language
def test_a_title_and_a_description_fit_a_search_result(language):
    """A search page cuts a title after some 60 letters, a description after some 160."""
    entries = load_texts(language).entries
    for part, longest in (("title", 65), ("about", 160)):
        found = {key: len(text) for key, text in entries.items() if key.startswith(f"site.{part}.")}
        assert found
        assert {key: size for key, size in found.items() if size > longest} == {}


@each_language
def test_a_number_stands_in_a_sentence_with_a_verb(language):
    found = {
        key: tails(text, language)
        for key, text in every_text(language)
        if TELLING.fullmatch(key) and not STORIES.fullmatch(key)
    }
    assert {key: own for key, own in found.items() if own} == {}


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("es", "Con pasillos, {b.friction.no_pickup}.", 1),
        ("es", "Como estaba, {a.profit} y {b.profit}.", 1),
        ("es", "Con pasillos, son {b.friction.no_pickup}.", 0),
        ("pt", "Na multicanal, {a.friction.phantom_stock}.", 1),
        ("pt", "Na multicanal, foram {a.friction.phantom_stock}.", 0),
    ],
)
def test_a_tail_without_a_verb_is_found(language, text, count):
    assert len(tails(text, language)) == count
