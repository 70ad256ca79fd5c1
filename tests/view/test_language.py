"""The language of a page: address before memory before browser before Spanish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import LANGUAGES
from explainer.view.shell.language import FALLBACK, alternatives, country_of, resolve
from simulations import COUNTRIES


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


@pytest.mark.parametrize(
    ("language", "locale", "country"),
    [
        ("es", "es-CO", "es-CO"),
        ("es", "es_ar", "es-AR"),
        ("es", "es-CL", "es-CL"),
        ("es", "es-ES", "es-ES"),
        ("es", "es-MX", "es-MX"),
        ("pt", "pt-BR", "pt-BR"),
        ("es", "es-419", "es-MX"),
        ("es", "es-US", "es-MX"),
        ("es", "es", "es-MX"),
        ("es", "en-US", "es-MX"),
        ("pt", "pt-PT", "pt-BR"),
        ("pt", "es-CO", "pt-BR"),
        ("es", None, "es-MX"),
        ("es", "<b>", "es-MX"),
    ],
)
def test_the_country_is_the_browsers_when_it_is_one_of_ours(language, locale, country):
    assert country_of(language, locale) == country


@given(st.sampled_from(sorted(LANGUAGES)), st.none() | st.text())
def test_whatever_the_browser_says_the_country_is_one_of_ours(language, locale):
    assert country_of(language, locale) in COUNTRIES
