"""Words 40 % longer than ours fit on every page, on a phone and on a desk."""

from pathlib import Path

import pytest

from content.languages import find_languages
from deploy.site_process import Server
from explainer.view.shell import sitemap
from tests.browser.layout import clipped, too_wide
from tests.browser.pseudo import CODE, add_language, longer
from tests.browser.visits import Visits, move, resize


@pytest.fixture(scope="module")
def site(top: Path, artifacts: Path, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    add_language(top, folder)
    assert CODE in find_languages(folder / "content")
    with Server(folder, artifacts / "pseudo.log") as running:
        yield running


def test_the_made_up_words_are_longer_and_keep_their_places():
    assert longer("{shop} NC-01 https://example.org/a") == "{shop} NC-01 https://example.org/a"
    text = "Quienes compran aquí caminan mucho entre canales"
    assert 1.35 <= len(longer(text)) / len(text) <= 1.6


@pytest.mark.slow  # the words of both languages are held by `test_every_page.py`
def test_long_words_fit_on_every_page(site, chromium, screenshot):
    """One visit for all pages: a second copy of the site would cost more than they do."""
    visits = Visits(site.url, chromium)
    page = visits("/", lang=CODE, width=360, locale="es-MX")
    problems = []
    for place in sitemap.PAGES:
        bet = "?bet=leaves" if place.name == "home" else ""
        resize(page, 360)
        move(page, visits.address(f"/{place.slug}{bet}", CODE))
        footer = page.locator(".ec-footer")
        if not footer.count() or "åñø" not in footer.inner_text():
            problems.append(f"{place.name}: it failed or is not in the made-up language")
            continue
        for width in (360, 1280):
            resize(page, width)
            screenshot(page, f"pseudo-{place.name}-{width}")
            problems += [f"{place.name} at {width}: {what}" for what in too_wide(page)]
            problems += [f"{place.name} at {width}: {what}" for what in clipped(page)]
    visits.close()
    assert problems == []
    assert visits.failures == []
