"""Words 40 % longer than ours fit on every page, on a phone and on a desk."""

from pathlib import Path

import pytest

from content.languages import find_languages
from explainer.view import sitemap
from tests.browser.layout import clipped, too_wide
from tests.browser.pseudo import CODE, add_language, longer
from tests.browser.server import Server
from tests.browser.visits import Visits, ready


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


@pytest.mark.parametrize("name", [place.name for place in sitemap.PLACES])
def test_long_words_fit(site, chromium, screenshot, name):
    visits = Visits(site.url, chromium)
    bet = "?bet=leaves" if name == "home" else ""
    page = visits(f"/{sitemap.place(name).slug}{bet}", lang=CODE, width=360, locale="es-MX")
    assert "åñø" in page.locator(".ec-footer").inner_text()
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        ready(page)
        screenshot(page, f"pseudo-{name}-{width}")
        assert too_wide(page) == [], width
        assert clipped(page) == [], width
    visits.close()
