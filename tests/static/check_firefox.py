"""The edition without a server in Firefox, with the network cut off: `make test-static`."""

from urllib.parse import urlencode

import pytest

from content import LANGUAGES, load_texts
from explainer.view.shell.sitemap import PAGES
from simulations import Scenario
from tests.browser.visits import FOLLOW
from tests.static.edition import served
from tests.static.firefox import Firefox

ES = load_texts("es")
SMALL = Scenario({"shoppers": 200, "weeks": 12})
STARTING, ANSWERING = 480, 120
"""Seconds that a busy machine may take."""


@pytest.fixture(scope="module")
def page():
    with served() as url, Firefox() as firefox:
        firefox.open(f"{url}sim?{urlencode(SMALL.to_query())}&lang=es")
        firefox.wait("document.querySelector('.ec-footer')", STARTING)
        yield firefox


def shown(page, title):
    page.wait(f"document.title === {title!r}", ANSWERING)


def test_an_inner_address_opens_with_its_first_chart(page):
    shown(page, ES("site.page_title", page=ES("site.title.simulator")))
    page.wait("document.querySelector('.js-plotly-plot .main-svg')", ANSWERING)
    assert page.evaluate("location.pathname") == "/sim"


def test_a_dial_changes_the_numbers_and_back_restores_them(page):
    before = page.evaluate("location.href")
    result = page.evaluate("document.querySelector('#result').innerText")
    # Keyboard events made by a script move no dial: the element is told as the browser would.
    page.evaluate(
        """(() => {
          const dial = document.querySelector('.st-key-ec_controls .ec-dial-range');
          dial.value = dial.max;
          dial.dispatchEvent(new Event('input', { bubbles: true }));
          dial.dispatchEvent(new Event('change', { bubbles: true }));
          return true;
        })()"""
    )
    page.wait(f"location.href !== {before!r}", ANSWERING)
    page.evaluate("(history.back(), true)")
    page.wait(f"location.href === {before!r}", ANSWERING)
    page.wait(f"document.querySelector('#result')?.innerText === {result!r}", ANSWERING)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", [place.name for place in PAGES])
def test_every_page_stands(page, name, language):
    texts = load_texts(language)
    place = next(one for one in PAGES if one.name == name)
    page.evaluate(f"({FOLLOW})({f'./{place.slug}?lang={language}'!r})")
    shown(page, texts("site.page_title", page=texts(f"site.title.{name}")))
    page.wait(f"document.documentElement.lang === {LANGUAGES[language].html_lang!r}", ANSWERING)
    page.wait("document.querySelectorAll('h1').length === 1", ANSWERING)
    assert texts("site.broken.title") not in page.evaluate("document.body.innerText")
