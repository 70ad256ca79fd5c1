"""The plain pages of the edition without a server, before Python runs: `make test-static`."""

import os
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from content import LANGUAGES, load_texts
from deploy.static import pages
from explainer.view.shell.sitemap import PAGES
from tests.static.edition import BUILT, served


@pytest.fixture(
    params=[(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")],
    ids=lambda one: f"{one[0]}-{one[1]}",
)
def page(browser, request):
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="fr-FR"
    )
    yield context.new_page()
    context.close()


def instead_of_the_front_end(page):
    """Note where the page is when the front end would be started."""
    body = (
        "export const mount = () => { document.body.dataset.top = location.href;"
        " return { _kernel: new EventTarget() }; };"
    )
    page.route(
        "**/stlite/stlite.js",
        lambda route: route.fulfill(content_type="text/javascript", body=body),
    )


def faults(page):
    return [one["id"] for one in Axe().run(page).response["violations"]]


def too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_whoever_waits_reads_what_happens_in_their_language(page, site, language):
    words = load_texts(language)
    page.route("**/pyodide/*.zip", lambda _: None)  # never answered: it goes on loading
    page.goto(f"{site}?lang={language}")
    page.get_by_text(words("edition.stages.files")).wait_for()
    assert page.evaluate("document.documentElement.lang") == LANGUAGES[language].html_lang
    assert page.title() == words("edition.title")
    assert page.get_by_role("progressbar", name=words("edition.progress")).is_visible()
    assert faults(page) == []
    assert too_wide(page) <= 0


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_fails_is_said_with_a_way_out(page, site, language):
    words = load_texts(language)
    page.route("**/pyodide/site.zip", lambda route: route.abort())
    page.goto(f"{site}?lang={language}")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert words("edition.failed", memory="1") in alert.inner_text()
    assert alert.get_by_role("button", name=words("edition.reload")).is_visible()
    assert not page.get_by_role("progressbar").is_visible()
    assert faults(page) == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_page_for_use_without_a_network(page, site, language):
    words = load_texts(language)
    page.goto(f"{site}offline/?lang={language}")
    page.get_by_role("heading", name=words("edition.offline.title")).wait_for()
    assert page.get_by_role("button", name=words("edition.offline.save")).is_visible()
    assert not page.get_by_role("button", name=words("edition.offline.remove")).is_visible()
    assert faults(page) == []
    assert too_wide(page) <= 0


def test_without_javascript_both_languages_say_what_is_needed(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    said = page.locator("noscript p")  # which a search by text passes over
    wanted = {load_texts(language)("edition.no_script") for language in LANGUAGES}
    assert {said.nth(n).inner_text() for n in range(said.count())} == wanted
    assert all(said.nth(n).is_visible() for n in range(said.count()))
    assert not page.get_by_role("progressbar").is_visible()
    context.close()


def test_a_folder_that_is_opened_by_a_double_click_says_how_it_is_opened(browser):
    page = browser.new_page()
    page.goto((BUILT / "index.html").as_uri())
    assert page.get_by_text("serve.py").first.is_visible()
    page.close()


@pytest.mark.parametrize(
    "address", ["//evil.example/", "https://evil.example/sim", "javascript:alert(1)", "nowhere"]
)
def test_a_passed_address_that_is_no_page_of_the_site_leads_to_the_first(browser, site, address):
    page = browser.new_page()
    instead_of_the_front_end(page)
    page.goto(f"{site}?_at={address}")
    page.wait_for_selector("body[data-top]", state="attached")
    assert page.get_attribute("body", "data-top") == site
    page.wait_for_timeout(100)
    assert page.url == site
    page.close()


def test_an_inner_address_is_kept_with_its_state_and_part(browser, site):
    page = browser.new_page()
    instead_of_the_front_end(page)
    page.goto(f"{site}words?lang=pt&x=a%26b#term-omnichannel")
    page.wait_for_selector("body[data-top]", state="attached")
    page.wait_for_url("**/words?lang=pt&x=a%26b#term-omnichannel")
    assert page.get_attribute("body", "data-top") == site
    page.close()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_whoever_keeps_the_site_is_offered_a_new_version(browser, tmp_path, language):
    words, slugs = load_texts(language), [place.slug for place in PAGES]
    pages.write_pages(tmp_path, {"archives": [], "reading": {}, "stage_shares": {}}, slugs)
    sheet = tmp_path / "start" / "start.css"
    context = browser.new_context()
    page = context.new_page()
    style = "fetch('./start/start.css').then((answer) => answer.text())"
    with served(tmp_path) as url:
        page.goto(f"{url}offline/?lang={language}")
        page.get_by_role("button", name=words("edition.offline.save")).click()
        page.get_by_text(words("edition.offline.saved")).wait_for()
        sheet.write_text(f"{sheet.read_text('utf-8')}/* newer */", "utf-8")
        pages.write_worker(tmp_path, slugs)
        # HTTP tells the age of a file in whole seconds, and these two versions may share one.
        later = time.time() + 2
        for file in (sheet, tmp_path / "sw.js"):
            os.utime(file, (later, later))
        page.goto(f"{url}?lang={language}")
        assert "newer" not in page.evaluate(style)  # what is kept, until the visitor wants the new
        notice = page.get_by_text(words("edition.update"))
        notice.wait_for()
        with page.expect_navigation():
            page.get_by_role("button", name=words("edition.use_update")).click()
        assert "newer" in page.evaluate(style)
        page.goto(f"{url}offline/?lang={language}")
        page.get_by_role("button", name=words("edition.offline.remove")).click()
        page.get_by_text(words("edition.offline.removed")).wait_for()
        assert page.evaluate("caches.keys()") == []
    context.close()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_one_reads_while_python_loads(browser, site, language):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/pyodide/*.zip", lambda _: None)
    page.goto(f"{site}?lang={language}")
    link = page.get_by_role("link", name=load_texts(language)("edition.read"))
    with context.expect_page() as opened:
        link.click()
    reading = opened.value
    reading.wait_for_load_state()
    assert reading.evaluate("document.documentElement.lang") == LANGUAGES[language].html_lang
    assert reading.locator("h1").count() == 1
    to_simulator = reading.locator("a[href*='sim?lang=']").first
    assert to_simulator.evaluate("(link) => link.href").startswith(f"{site}sim?lang={language}")
    context.close()
