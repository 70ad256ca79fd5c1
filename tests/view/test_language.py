"""The language of a page: address before memory before browser before Spanish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import LANGUAGES
from explainer.view.shell.language import FALLBACK, alternatives, resolve


@pytest.mark.parametrize(
    ("query", "remembered", "locale", "expected"),
    [
        ("pt", "es", "es-MX", "pt"),
        (None, "pt", "es-MX", "pt"),
        (None, None, "pt-BR", "pt"),
        (None, None, "pt_PT", "pt"),
        (None, None, "PT", "pt"),
        (None, None, "es-419", "es"),
        (None, None, "en-US", "es"),
        (None, None, None, "es"),
        ("<script>", "pt", "es-MX", "pt"),
        ("PT", None, "es-AR", "pt"),
        ("pt-BR", "es", None, "pt"),
        ("pt_BR", "es", None, "pt"),
        (" pt-br ", "es", None, "pt"),
        ("ES", "pt", None, "es"),
        ("es-419", "pt", None, "es"),
        ("fr-CA", "pt", "es-MX", "pt"),
        ("ptx", "es", None, "es"),
        ("pt\ud800", "es", None, "es"),
        ("", "", "", "es"),
    ],
)
def test_the_first_wish_that_is_on_offer_wins(query, remembered, locale, expected):
    assert resolve(query, remembered, locale) == expected


@given(st.none() | st.text(), st.none() | st.text(), st.none() | st.text())
def test_whatever_is_asked_for_the_answer_is_a_language_on_offer(query, remembered, locale):
    assert resolve(query, remembered, locale) in LANGUAGES


def test_the_last_resort_is_on_offer():
    assert FALLBACK in LANGUAGES


def test_each_language_is_named_in_itself():
    assert alternatives() == {"es": "Español", "pt": "Português"}
