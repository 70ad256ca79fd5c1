"""Every word that a visitor reads is in a dictionary or on the language's own short list."""

import pytest

from content import LANGUAGES
from content.languages import CONTENT
from tests.content.coverage import every_text, folder
from tests.content.spelling import allowed, misspelt

pytestmark = pytest.mark.slow  # a dictionary takes seconds to load


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_words_are_spelled_right(language):
    assert misspelt(language, every_text(language), folder(language)) == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_misspelt_word_is_found_and_an_allowed_one_is_not(language):
    fine = min(allowed(CONTENT / language))
    assert misspelt(language, [f"xqzvwk {fine}"], folder(language)) == ["xqzvwk"]
