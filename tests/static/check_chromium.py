"""The edition without a server in Chromium, with the network cut off: `make test-static`."""

import io
import zipfile
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from content import LANGUAGES, load_texts
from explainer.view.shell.sitemap import PAGES
from simulations import Scenario
from tests.browser.visits import FOLLOW
from tests.static.edition import Visit, served, still

ES, PT = load_texts("es"), load_texts("pt")
SMALL = Scenario({"shoppers": 200, "weeks": 12})
NAMES = [page.name for page in PAGES]


@pytest.fixture(scope="module")
def visit(browser, site):
    """One visit for all tests of this file, since starting takes seconds."""
    one = Visit(browser, site)
    one.open(f"sim?{urlencode(SMALL.to_query())}&lang=es")
    yield one
    one.context.close()


@pytest.fixture(autouse=True)
def nothing_failed(visit):
    yield
    failures, visit.failures = visit.failures, []
    assert failures == []
    assert visit.foreign() == []


def move(page, address):
    """Follow a link of the site."""
    page.evaluate(FOLLOW, address)
    still(page)


def asked(page):
    return dict(parse_qsl(urlsplit(page.url).query))


def slug(page):
    return urlsplit(page.url).path.rpartition("/")[2]


def test_an_inner_address_opens_its_page_with_its_scenario(visit):
    page = visit.page
    assert slug(page) == "sim"
    assert asked(page)["lang"] == "es"
    assert page.title() == ES("site.page_title", page=ES("site.title.simulator"))
    assert page.locator(".js-plotly-plot").count() >= 1
    assert "shoppers" not in page.evaluate("document.body.innerText")


def test_a_dial_a_chapter_and_back_change_the_numbers(visit):
    page = visit.page
    before, shown = page.url, page.locator("#result").inner_text()
    label = ES("controls.exactly", label=ES("controls.crossing.label"))
    number = page.get_by_role("textbox", name=label, exact=True)
    number.fill("12")
    number.press("Enter")
    still(page)
    assert page.url != before
    assert number.input_value() == "12"
    group = page.get_by_role("radiogroup", name=ES("chapters.heading"))
    group.get_by_role("radio", name=ES("chapters.money.name"), exact=True).click()
    still(page)
    assert asked(page)["chapter"] == "money"
    page.go_back()
    still(page)
    page.go_back()
    still(page)
    assert page.url == before
    assert page.locator("#result").inner_text() == shown


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("name", NAMES)
def test_every_page_stands(visit, name, language):
    page, texts = visit.page, load_texts(language)
    place = next(one for one in PAGES if one.name == name)
    move(page, f"./{place.slug}?lang={language}")
    spoken = LANGUAGES[language].html_lang  # the page says so a moment after it stands still
    page.wait_for_function("(lang) => document.documentElement.lang === lang", arg=spoken)
    assert page.title() == texts("site.page_title", page=texts(f"site.title.{name}"))
    assert page.locator("h1").count() == 1
    assert page.get_by_text(texts("site.broken.title")).count() == 0
    assert slug(page) == place.slug


def test_an_experiment_is_answered(visit):
    page = visit.page
    move(page, f"./sim?{urlencode(SMALL.to_query())}&lang=es&chapter=credit")
    page.locator("[class*=st-key-ask_] button").first.click()
    still(page)
    assert page.locator("[class*=st-key-ask_]").count() < 9
    assert page.get_by_text(ES("experiments.waiting")).count() == 0


def test_twin_lives_are_told(visit):
    page = visit.page
    move(page, f"./twins?{urlencode(SMALL.to_query())}&lang=pt")
    page.wait_for_selector(".ec-replay")
    assert page.locator(".ec-life-name").inner_text().strip()
    assert page.get_by_text(PT("lives.invented")).first.is_visible()


def test_the_workshop_says_that_it_is_for_one_screen(visit):
    page = visit.page
    move(page, "./rooms?lang=pt")
    assert page.get_by_text(PT("workshop.static")).is_visible()
    assert page.get_by_role("textbox").count() == 0  # no code, no name of a room


def test_heavy_work_says_before_that_the_page_will_not_answer(visit):
    page = visit.page
    move(page, f"./sim?{urlencode(SMALL.to_query())}&lang=es&chapter=doubt")
    assert page.get_by_text(ES("edition.frozen")).count() >= 3


def test_a_table_made_on_demand_is_saved(visit):
    page = visit.page
    move(page, f"./sim?{urlencode(SMALL.to_query())}&lang=es")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=ES("blocks.csv")).first.click()
    name = waiting.value.suggested_filename
    assert name.endswith(".csv")
    assert len(waiting.value.path().read_bytes()) > 50
    assert slug(page) == "sim"  # the page is still there


def test_a_workbook_for_a_client_is_saved_and_slides_are_not_offered(visit):
    page = visit.page
    move(page, "./business?lang=es")
    page.locator("[class*=st-key-ask_] button").first.click()
    still(page)
    assert page.get_by_role("button", name=ES("business.client.pptx")).count() == 0
    assert page.get_by_text(ES("business.client.no_slides")).count() == 1
    with page.expect_download() as waiting:
        page.get_by_role("button", name=ES("business.client.xlsx")).first.click()
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as book:
        assert "xl/workbook.xml" in book.namelist()


def test_orders_are_read_by_the_page_itself_and_their_ticket_is_used(visit):
    page = visit.page
    move(page, "./business?lang=pt")
    field = page.get_by_label(PT("business.orders.open"))
    lines = ["código cliente;data;valor;canal"]
    lines += [
        f"ç{n % 997};{n % 28 + 1:02}/{n % 12 + 1:02}/2024;1.2{n % 90 + 10},50;Loja"
        for n in range(9_000)
    ]
    text = "\n".join(lines).encode("latin-1")
    field.set_input_files({"name": "pedidos.csv", "mimeType": "text/csv", "buffer": text})
    still(page)
    assert page.get_by_text("ç0", exact=True).count() == 1
    page.get_by_role("button", name=PT("business.orders.read"), exact=True).click()
    page.get_by_role("heading", name=PT("business.orders.result")).wait_for()
    still(page)
    page.get_by_role("button", name=PT("business.orders.use"), exact=True).click()
    still(page)
    assert asked(page)["ticket"].startswith("12")
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
    field.set_input_files(
        {"name": "p.xlsx", "mimeType": "application/zip", "buffer": damaged.getvalue()}
    )
    still(page)
    assert page.locator(".ec-problems").inner_text().strip() != ""


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_kept_in_the_browser_it_opens_when_its_server_is_gone(browser, language):
    words = load_texts(language)
    with served() as url:
        kept = Visit(browser, url)
        kept.page.goto(f"{url}offline/?lang={language}")
        kept.page.get_by_role("button", name=words("edition.offline.save")).click()
        saved, failed = (words(f"edition.offline.{one}") for one in ("saved", "failed"))
        told = kept.page.get_by_text(saved).or_(kept.page.get_by_text(failed))
        told.wait_for()
        assert told.inner_text() == saved, kept.failures
        assert kept.page.get_by_role("button", name=words("edition.offline.remove")).is_visible()
    kept.failures.clear()
    page = kept.open(f"sim?{urlencode(SMALL.to_query())}&lang={language}")
    assert page.title() == words("site.page_title", page=words("site.title.simulator"))
    assert page.locator(".js-plotly-plot").count() >= 1
    assert kept.failures == []
    kept.context.close()
