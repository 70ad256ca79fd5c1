"""Every page as people meet it: both languages, phone and desk, light and dark.

The languages take turns: a page is walked to in one of them, opened by its address in the other.
All combinations are in the slow checks.
"""

from contextlib import contextmanager

import pytest

from content import LANGUAGES, load_texts
from deploy.site_process import Server
from explainer.view.shell import sitemap
from tests.browser.layout import clipped, too_wide
from tests.browser.visits import Visits, ready, resize, turn

NAMES = {place.name: place.slug for place in sitemap.PAGES}
PHONE, DESK = 360, 1280
# What Streamlit asks for below a deep link before it finds its root, on every site.
PROBES = ("/_stcore/health", "/_stcore/host-config")
ENGLISH = ("Press Enter", "Choose an option", "No options", "View less", "View more", "Running...")


def walked(name):
    """Return the language in which the fast checks walk to a page."""
    return sorted(LANGUAGES)[list(NAMES).index(name) % len(LANGUAGES)]


LOOKS = ((PHONE, "light"), (DESK, "dark"))


@pytest.mark.parametrize(("name", "language"), [(name, walked(name)) for name in NAMES])
def test_a_page_is_sound_on_a_phone_in_light_and_on_a_desk_in_dark(stroll, axe, name, language):
    # Every second page of a language begins as the last one ended: a turn draws all charts anew.
    looks = LOOKS[:: 1 if list(NAMES).index(name) // len(LANGUAGES) % 2 else -1]
    page = stroll(f"/{NAMES[name]}", language, scheme=looks[0][1])
    with said(page) as errors:
        assert named(page, name, language) == []
        assert page.locator("h1").count() == 1
        words = page.locator("body").inner_text()
        assert not [phrase for phrase in ENGLISH if phrase in words]
        for width, scheme in looks:
            resize(page, width)
            turn(page, scheme)
            assert too_wide(page) == []
            assert clipped(page) == []
            assert axe(page) == []
    assert errors == []


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", list(NAMES))
def test_a_page_is_sound_in_every_width_and_theme(stroll, axe, screenshot, name, language):
    page = stroll(f"/{NAMES[name]}", language)
    assert named(page, name, language) == []
    for width in (PHONE, DESK):
        resize(page, width)
        for scheme in ("light", "dark"):
            turn(page, scheme)
            assert too_wide(page) == []
            assert clipped(page) == []
            assert axe(page) == []
            screenshot(page, f"{name}-{language}-{width}-{scheme}")


def named(page, name, language):
    """Say what is wrong with the language and the title of a page."""
    texts = load_texts(language)
    title = texts("site.page_title", page=texts(f"site.title.{name}"))
    told = page.evaluate("[document.documentElement.lang, document.title]")
    wanted = [LANGUAGES[language].html_lang, title]
    return [] if told == wanted else [f"{name}: {told} and not {wanted}"]


@contextmanager
def said(page):
    """Collect what the browser reports as errors."""
    errors = []

    def listen(line):
        # The browser reports the probes too, without saying which address they were for.
        if line.type == "error" and "404 (Not Found)" not in line.text:
            errors.append(line.text)

    page.on("console", listen)
    yield errors
    page.remove_listener("console", listen)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_nothing_fails_while_a_page_is_opened_by_its_address_and_its_words_fit(visit, language):
    assert opened(visit, language, [name for name in NAMES if walked(name) != language]) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_nothing_fails_while_any_page_is_opened_by_its_address(visit, language):
    assert opened(visit, language, list(NAMES)) == []


def opened(visit, language, names):
    """Open pages on a phone one after the other, each loaded anew; return what failed."""
    page = visit("/", lang=language, width=PHONE, wait=False)
    failed = []
    page.on(
        "response",
        lambda answer: (
            failed.append(answer.url)
            if answer.status >= 400 and not answer.url.endswith(PROBES)
            else None
        ),
    )
    with said(page) as errors:
        for name in names:
            page.goto(visit.address(f"/{NAMES[name]}", language))
            ready(page)
            failed += named(page, name, language)
            failed += [f"{name}: {one}" for one in (*too_wide(page), *clipped(page))]
    return failed + errors


FRESH = ("better_customers",)


@pytest.mark.parametrize(
    "name",
    [
        *FRESH,
        # A server for each: all of them only where there is time.
        *(pytest.param(name, marks=pytest.mark.slow) for name in NAMES if name not in FRESH),
    ],
)
def test_a_fresh_process_knows_every_address(chromium, top, artifacts, name):
    """Where Streamlit has not run app.py yet, a deep link would meet another site."""
    with Server(top, artifacts / f"fresh-{name}.log") as fresh:
        visits = Visits(fresh.url, chromium)
        page = visits(f"/{NAMES[name]}", lang="pt")
        texts = load_texts("pt")
        assert page.title() == texts("site.page_title", page=texts(f"site.title.{name}"))
        assert page.get_by_role("dialog").count() == 0
        visits.close()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_browser_s_language_is_the_first_guess(visit, language):
    page = visit("/", locale=LANGUAGES[language].default_country)
    assert page.evaluate("document.documentElement.lang") == LANGUAGES[language].html_lang
    assert f"lang={language}" in page.url


def focused(page, what="innerText"):
    return page.evaluate(f"(document.activeElement.{what} ?? '').trim()")


def test_the_menu_of_a_wide_screen_works_by_keyboard(visit):
    page = visit("/", lang="es")
    texts = load_texts("es")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(focused(page))
    order = [texts("site.skip"), texts("site.name"), texts("site.sections.learn")]
    order += [LANGUAGES["es"].name, LANGUAGES["pt"].name]
    assert [name for name in reached if name in order] == order
    nav = page.get_by_role("navigation", name=texts("site.nav.label"))
    opener = nav.get_by_role("button", name=texts("site.sections.learn"))
    assert nav.get_by_role("link", name=texts("site.nav.omnichannel"), exact=True).count() == 0
    opener.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    first, *_ = sitemap.by_section()["learn"]
    assert focused(page) == texts(f"site.nav.{first.name}")
    page.keyboard.press("Escape")
    assert opener.get_attribute("aria-expanded") == "false"
    assert focused(page) == texts("site.sections.learn")

    opener.press("Space")
    nav.get_by_role("link", name=texts("site.nav.omnichannel"), exact=True).press("Enter")
    ready(page)
    assert "/omni" in page.url
    assert nav.locator("[aria-current=page]").text_content() == texts("site.nav.omnichannel")
    assert opener.get_attribute("aria-expanded") == "false"
    assert focused(page, "id") == "page-start"


def test_the_menu_of_a_phone_holds_every_page_and_the_other_language(visit, axe):
    page = visit("/one", lang="pt", width=360)
    texts = load_texts("pt")
    nav = page.get_by_role("navigation", name=texts("site.nav.label"))
    assert nav.get_by_role("link").count() == 0
    nav.get_by_role("button", name=texts("site.nav.label")).click()
    closed = nav.locator("button[aria-expanded=false]")
    while closed.count():
        closed.first.click()
    assert nav.get_by_role("link").count() == len(NAMES) - 1
    assert too_wide(page) == []
    assert axe(page) == []
    nav.get_by_role("link", name=texts("site.nav.cross_channel"), exact=True).click()
    ready(page)
    assert page.title() == texts("site.page_title", page=texts("site.title.cross_channel"))
    assert nav.get_by_role("link").count() == 0
    page.get_by_role("link", name=LANGUAGES["es"].name).click()
    ready(page)
    assert page.evaluate("document.documentElement.lang") == "es"
    assert "/cross" in page.url
