"""Shared links show a picture of the current drawing, in the size that networks cut to."""

import pytest
from PIL import Image

from content import LANGUAGES
from explainer.figures.drawings.share_card import HEIGHT, WIDTH
from tests.browser.share_pictures import FINGERPRINT, card, fingerprint, picture

each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_the_picture_is_the_one_of_the_current_drawing_and_words(language):
    with Image.open(picture(language)) as image:
        assert image.size == (WIDTH, HEIGHT)
        assert image.info[FINGERPRINT] == fingerprint(language), "run `make share`"


@each_language
def test_the_picture_is_light_enough_to_be_fetched_by_networks(language):
    assert picture(language).stat().st_size < 150_000


@each_language
def test_the_card_holds_both_set_ups_and_nothing_from_elsewhere(language):
    page = card(language)
    assert page.count("ec-houses-middle") == 3  # two drawings and the rule that shows them
    assert "http" not in page
