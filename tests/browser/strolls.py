"""Pages that stay open from one test to the next: a change of page costs less than opening one."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Page

from content import LANGUAGES
from explainer.view.shell.links import FORM
from explainer.view.shell.sitemap import PAGES
from simulations import Scenario
from tests.browser.visits import Visits, move

PHONE, DESK = 360, 1280
AWAY = "words"
"""A light page, gone to where the next one is the same as the last: all of it is drawn anew."""
MEDIA = {"media": "null", "reduced_motion": "reduce", "forced_colors": "none"}
"""As the browser has it by itself: `screen` would be kept on paper too."""
START = """() => {
  const body = document.body;
  body.tabIndex = -1;
  body.focus();
  body.blur();
  body.removeAttribute('tabindex');
}"""
"""As on a page that was just opened the tab key begins with the first of its parts."""


class Strolls:
    """Somebody who stays on the site, one for each language and kind of device."""

    def __init__(self, visits: Visits) -> None:
        self.visits = visits
        self.kept: dict[tuple[str, bool], Page] = {}

    def __call__(
        self, path: str, lang: str, width: int = PHONE, height: int = 800, scheme: str = "light"
    ) -> Page:
        """Go to a page by a link within the site; what the link leaves out is the default."""
        key = lang, width < 600
        page = self.kept.get(key)
        path = whole(path, lang)
        if page is None or page.is_closed():
            page = self.visits(path, lang=lang, width=width, height=height, scheme=scheme)
            self.kept[key] = page
            return page
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", **MEDIA)
        page.set_viewport_size({"width": width, "height": height})
        if slug(page.url) == slug(path):
            move(page, self.visits.address(f"/{AWAY}", lang))
        move(page, self.visits.address(path, lang))
        page.evaluate(START)
        return page

    def leave(self) -> None:
        """Close every page: a test has failed and may have left anything behind."""
        for page in self.kept.values():
            page.close()


def slug(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def whole(path: str, lang: str) -> str:
    """Return a path that says all there is to say about its page.

    Who comes from elsewhere on the site brings their scenario along unless the address has one.
    """
    parts = urlsplit(path)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    here = {place.slug: place for place in PAGES}[slug(parts.path)]
    if FORM not in query and (here.runs or here.choices):
        country = LANGUAGES[lang].default_country
        query = Scenario().with_country(country).to_query() | query
    return parts._replace(query=urlencode(query)).geturl()
