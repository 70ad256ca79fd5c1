"""Every page, in every language, runs to its end and says where it is."""

import json
import re
from html import unescape

import pytest

from content import LANGUAGES, load_texts
from explainer.view.shell import sitemap
from explainer.view.widgets import address
from tests.escaping import escaped_twice
from tests.pages.conftest import REPORT

NAMES = [place.name for place in sitemap.PAGES]
CARD = re.compile(r'data-card="([^"]*)"')
"""What is written on the picture of a result, as JSON."""


def strings(card):
    """Return every text of a card."""
    found = json.loads(unescape(card))
    sides = (text for side in found.pop("sides") for text in side)
    return [*sides, *map(str, found.values())]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", NAMES)
def test_a_page_runs_with_one_main_heading_and_every_place_filled(site, name, language):
    page = site(name, lang=language)
    assert not page.exception
    assert escaped_twice(page.drawn) == []
    assert page.html.count("<h1") == 1
    assert f'"language": "{LANGUAGES[language].html_lang}"' in page.html
    assert load_texts(language)("site.footer.data") in page.words
    assert page.query("lang") == language
    shown = CARD.sub("", page.html.split("<script>")[0])
    assert "{" not in shown, "a key or an empty place is shown"
    assert all("{" not in text for card in CARD.findall(page.html) for text in strings(card))


def test_every_page_has_a_script_and_an_address_of_its_own(top):
    stems = {file.stem for file in (top / "pages").glob("*.py")}
    assert {f"pages.{stem}" for stem in stems} == {place.module for place in sitemap.PAGES}
    assert not stems & {place.slug for place in sitemap.PAGES}
    assert len({place.slug for place in sitemap.PAGES}) == len(NAMES)


@pytest.mark.parametrize("slug", ["nowhere", "Sim", "<b>", "sim/x"])
def test_an_address_that_is_no_page_s_shows_the_first_one(site, slug):
    page = site("home", lang="pt")
    page.app.session_state[REPORT] = page.report(f"{slug}?lang=pt")
    page.app.run()
    assert not page.exception
    assert page.told["page"] == "home"
    assert page.told["address"] == "./?lang=pt&v=2"


def test_the_first_page_opens_without_a_chart(site):
    assert not site("home").get("plotly_chart")


def test_a_language_that_is_not_on_offer_is_ignored(site):
    page = site("home", lang="<script>alert(1)</script>")
    assert page.query("lang") == "es"
    assert "alert(1)" not in page.html


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_page_tells_the_browser_what_a_shared_link_shows(site, top, language):
    page = site("home", lang=language)
    (script,) = re.findall(r"const site = (\{.*?\});", page.html)
    facts = json.loads(script)
    texts = load_texts(language)
    assert facts["title"] == texts("site.page_title", page=texts("site.title.home"))
    assert facts["description"] == texts("site.about.home")
    assert (top / "static" / facts["picture"]).is_file()
    assert set(facts["languages"]) == set(LANGUAGES)
    assert "<" not in script


def test_a_page_reads_once_where_the_visitor_has_gone(site, monkeypatch):
    """Each look at what a component reports costs a tenth of a millisecond."""
    page, looks, look = site("simulator"), [], address.reported

    def counted(key, name):
        looks.append(name)
        return look(key, name)

    monkeypatch.setattr(address, "reported", counted)
    page.app.run()
    assert looks == [address.AT]
    page.go(chapter="money")
    assert page.query("chapter") == "money"
