"""A stray address: what it means, what is offered, and that nothing leads away."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import LANGUAGES, load_texts
from explainer.view.front.addresses import (
    Exact,
    Redirect,
    Unknown,
    accepted_languages,
    best_language,
    find,
)
from explainer.view.shell.sitemap import PAGES


@pytest.mark.parametrize("place", PAGES, ids=lambda place: place.name)
def test_every_page_is_found_by_its_address_and_by_its_name_in_any_language(place):
    assert find(place.slug) == Exact(place)
    for code in LANGUAGES:
        writing = load_texts(code)(f"site.nav.{place.name}").replace(" ", "-")
        for path in (writing, writing.upper(), f"{code}/{writing}", f"{code.upper()}/{place.slug}"):
            meant = find(path)
            assert isinstance(meant, Redirect | Exact), path
            assert meant.page == place, path


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("SIM", "sim"),
        ("sim/", "../sim"),
        ("simulador", "sim"),
        ("simulador.html", "sim"),
        ("um-cliente-duas-empresas", "twins?lang=pt"),
        ("glosario", "words?lang=es"),
        ("pt-BR/omnicanal", "../omni?lang=pt"),
        ("es", "./?lang=es"),
        ("es/", "../?lang=es"),
        ("start", "./"),
        ("index.html", "./"),
    ],
)
def test_another_writing_leads_to_the_page(path, location):
    meant = find(path)
    assert isinstance(meant, Redirect)
    assert meant.location("") == location


def test_what_the_link_says_is_kept_and_its_language_counts():
    meant = find("es/Simulador")
    assert isinstance(meant, Redirect)
    assert meant.location("lang=pt&shoppers=20") == "../sim?lang=pt&shoppers=20"
    assert meant.location("chapter=money") == "../sim?chapter=money&lang=es"


@pytest.mark.parametrize(
    ("path", "offered"),
    [("sim/x", "simulator"), ("omnicnal", "omnichannel"), ("glosari", "glossary")],
)
def test_the_nearest_page_is_offered(path, offered):
    meant = find(path)
    assert isinstance(meant, Unknown)
    assert offered in [place.name for place in meant.similar]


def test_nothing_similar_offers_nothing():
    assert find("a/a") == Unknown((), None, 1)
    assert find("wp-login.php") == Unknown((), None, 0)


@given(st.text(max_size=120), st.text(alphabet=st.characters(codec="latin-1"), max_size=60))
def test_whatever_the_address_is_nothing_fails_and_nothing_leads_to_another_site(path, query):
    meant = find(path)
    if isinstance(meant, Redirect):
        parts = urlsplit(meant.location(query))
        assert not parts.scheme
        assert not parts.netloc
        assert not parts.path.startswith("/")
        assert parts.path.removeprefix("../" * meant.depth) in {meant.page.slug, "./"}
        assert meant.location(query).isprintable()


def test_the_browsers_languages_come_by_their_weight():
    assert accepted_languages("en;q=0.5, pt-BR, es;q=0.9, *;q=0.1, xx;q=0, yy;q=z") == (
        "pt-BR",
        "es",
        "en",
    )
    assert accepted_languages("") == ()
    assert best_language(("en-US", "pt-BR", "es")) == "pt"
    assert best_language(("de", "xx" * 50)) == "es"
