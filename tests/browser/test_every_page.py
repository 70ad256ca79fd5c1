"""Every page as people meet it: both languages, phone and desk, light and dark."""

import pytest

from content import LANGUAGES, load_texts
from explainer.view import sitemap
from tests.browser.layout import clipped, too_wide
from tests.browser.server import Server
from tests.browser.visits import Visits, ready

NAMES = {place.name: place.slug for place in sitemap.PLACES}
WIDTHS = (360, 1280)
# What Streamlit asks for below a deep link before it finds its root, on every site.
PROBES = ("/_stcore/health", "/_stcore/host-config")
ENGLISH = ("Press Enter", "Choose an option", "No options", "View less", "View more", "Running...")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", list(NAMES))
def test_a_page_is_sound(visit, axe, screenshot, name, language):
    page = visit(f"/{NAMES[name]}", lang=language, width=WIDTHS[0])
    texts = load_texts(language)
    errors = []
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)

    assert page.evaluate("document.documentElement.lang") == LANGUAGES[language].html_lang
    assert page.title() == texts("site.page_title", page=texts(f"site.nav.{name}"))
    assert page.locator("h1").count() == 1
    words = page.locator("body").inner_text()
    assert not [phrase for phrase in ENGLISH if phrase in words]
    # One visit for all four: opening a page costs more than looking at it. Themes differ by no
    # word, so that they are looked at in one language alone, but for what people see first.
    thorough = language == min(LANGUAGES) or name in ("home", "simulator")
    for scheme in ("light", "dark") if thorough else ("light",):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(400)
        ready(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(200)
            assert too_wide(page) == []
            if scheme == "light":
                assert clipped(page) == []
            if thorough or width == WIDTHS[0]:
                assert axe(page) == []
            screenshot(page, f"{name}-{language}-{width}-{scheme}")
    assert errors == []


def test_nothing_fails_while_a_page_opens(visit):
    page = visit("/", lang="es")
    failed = []
    page.on("console", lambda line: failed.append(line.text) if line.type == "error" else None)
    page.on(
        "response",
        lambda answer: (
            failed.append(answer.url)
            if answer.status >= 400 and not answer.url.endswith(PROBES)
            else None
        ),
    )
    for slug in NAMES.values():
        page.goto(visit.address(f"/{slug}", "es"))
        ready(page)
    # The browser reports the probes too, without saying which address they were for.
    assert [text for text in failed if "404 (Not Found)" not in text] == []


@pytest.mark.parametrize("name", [sitemap.PLACES[-1].name, "omnichannel"])
def test_a_fresh_process_knows_every_address(chromium, top, artifacts, name):
    """Where Streamlit has not run app.py yet, a deep link would meet another site."""
    with Server(top, artifacts / f"fresh-{name}.log") as fresh:
        visits = Visits(fresh.url, chromium)
        page = visits(f"/{NAMES[name]}", lang="pt")
        texts = load_texts("pt")
        assert page.title() == texts("site.page_title", page=texts(f"site.nav.{name}"))
        assert page.locator(".ec-nav [aria-current=page]").count() == 1
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
    assert nav.get_by_role("link", name=texts("site.nav.omnichannel")).count() == 0
    opener.press("Enter")
    assert opener.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    first, *_ = sitemap.by_section()["learn"]
    assert focused(page) == texts(f"site.nav.{first.name}")
    page.keyboard.press("Escape")
    assert opener.get_attribute("aria-expanded") == "false"
    assert focused(page) == texts("site.sections.learn")

    opener.press("Space")
    nav.get_by_role("link", name=texts("site.nav.omnichannel")).press("Enter")
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
    nav.get_by_role("link", name=texts("site.nav.cross_channel")).click()
    ready(page)
    assert page.title() == texts("site.page_title", page=texts("site.nav.cross_channel"))
    assert nav.get_by_role("link").count() == 0
    page.get_by_role("link", name=LANGUAGES["es"].name).click()
    ready(page)
    assert page.evaluate("document.documentElement.lang") == "es"
    assert "/cross" in page.url
