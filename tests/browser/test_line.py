"""Whatever ends a connection, the page says so, comes back by itself and has lost nothing."""

import re
import time
from urllib.parse import parse_qsl, urlsplit

import pytest

from content import load_texts
from deploy.site_process import Server
from explainer.view.shell import links
from tests.browser.line import Line
from tests.browser.visits import Visits, ready

# What Streamlit says of itself when a line is cut.
ENGLISH = re.compile(
    r"Connecti(on|ng)|connected|Streamlit|not responding|Page not found|CORS|timed out|Error\b"
)
IN_SPANISH = pytest.mark.parametrize("language", ["es", pytest.param("pt", marks=pytest.mark.slow)])
SOCKETS = """(() => {
  window.testSockets = [];
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...options) { super(...options); window.testSockets.push(this); }
  };
})()"""
# As the shell says it where the pages that are read are built, and where they are not.
NONE = "document.querySelector(`link[rel=alternate][type='text/html']`)?.remove()"
PAGES_THAT_ARE_READ = f"""{NONE}; document.head.insertAdjacentHTML('beforeend',
  '<link rel="alternate" type="text/html" href="./es/omnicanal/">')"""
FATAL = "window.testSockets.at(-1).dispatchEvent(new MessageEvent('message', { data: 'text' }))"


@pytest.fixture
def own_server(top, artifacts, worker_id):
    """A server that the test may kill."""
    with Server(top, artifacts / f"server-line-{worker_id}.log") as running:
        yield running


@pytest.fixture
def line(server):
    with Line(server.url) as cable:
        yield cable


def slider(page, control, language):
    name = load_texts(language)(f"controls.{control}.label")
    return page.get_by_role("slider", name=name, exact=True)


def state(page):
    return links.read(dict(parse_qsl(urlsplit(page.url).query)))[0]


def said(page):
    return page.locator("#result, .st-key-ec_tiles").all_inner_texts()


def to_the_end(handle):
    handle.evaluate(
        """(one) => {
            one.value = one.max;
            for (const name of ['input', 'change']) one.dispatchEvent(new Event(name));
        }"""
    )


def reaches(page, wanted):
    """Wait until a move has arrived that was made while the line was gone."""
    deadline = time.monotonic() + 60
    while state(page) != wanted and time.monotonic() < deadline:
        page.wait_for_timeout(200)
    assert state(page) == wanted


def notice(page, language, name):
    return page.get_by_text(load_texts(language)(f"line.{name}"))


def words(page):
    """Everything that can be read, tooltips and names of controls too."""
    return page.evaluate(
        """() => [document.title, document.body.innerText,
          ...[...document.querySelectorAll('[title], [aria-label]')]
            .map((one) => one.title + ' ' + one.ariaLabel)].join('\\n')"""
    )


@IN_SPANISH
def test_a_killed_server_comes_back_to_the_same_state(own_server, chromium, artifacts, language):
    visits = Visits(own_server.url, chromium)
    page = visits("/sim?chapter=runs", lang=language, width=360 if language == "es" else 1280)
    page.evaluate("window.testDocument = 1")
    to_the_end(slider(page, "patience", language))
    ready(page)
    before, result = state(page), said(page)
    own_server.kill()
    notice(page, language, "lost").wait_for()
    time.sleep(20)  # longer than Streamlit waits before it shows its dialog
    assert not ENGLISH.search(words(page))
    assert page.get_by_role("dialog").count() == 0
    page.screenshot(path=artifacts / "screenshots" / f"line-lost-{language}.png")
    own_server.start()
    since = time.monotonic()
    notice(page, language, "back").wait_for()
    assert time.monotonic() - since < 10
    ready(page)
    assert state(page) == before
    assert said(page) == result
    to_the_end(slider(page, "crossing", language))
    ready(page)
    assert state(page) == before.with_values({"population.crossing_share": 1.0})
    assert said(page) != result
    assert not ENGLISH.search(words(page))
    assert page.evaluate("window.testDocument") == 1  # never loaded anew
    visits.close()
    assert visits.failures == []


@pytest.mark.parametrize(
    ("language", "seconds"),
    [
        # The short form is the second half of the test of a frozen line.
        pytest.param("pt", 3, marks=pytest.mark.slow),
        pytest.param("es", 30, marks=pytest.mark.slow),
        pytest.param("pt", 30, marks=pytest.mark.slow),
    ],
)
def test_a_time_without_network_loses_no_move(line, chromium, language, seconds):
    visits = Visits(line.url, chromium)
    page = visits("/sim?chapter=runs", lang=language)
    before = state(page)
    line.cut()
    notice(page, language, "lost").wait_for()
    to_the_end(slider(page, "patience", language))
    time.sleep(seconds)
    assert not ENGLISH.search(words(page))
    line.mend()
    notice(page, language, "back").wait_for(timeout=10_000)
    reaches(page, before.with_values({"population.patience": 1.0}))
    visits.close()
    assert visits.failures == []


def test_a_browser_without_network_says_that_and_not_that_the_site_is_gone(line, chromium):
    visits = Visits(line.url, chromium)
    page = visits("/", lang="pt")
    page.context.set_offline(True)
    line.cut()
    notice(page, "pt", "offline").wait_for(timeout=10_000)
    line.mend()
    page.context.set_offline(False)
    notice(page, "pt", "back").wait_for(timeout=10_000)
    visits.close()


def test_a_frozen_line_is_noticed_and_told_kept_if_it_thaws_and_left_if_not(line, chromium):
    visits = Visits(line.url, chromium)
    page = visits("/sim?chapter=runs", lang="es")
    before = state(page)
    line.freeze()
    to_the_end(slider(page, "patience", "es"))
    notice(page, "es", "slow").wait_for(timeout=15_000)
    line.mend()
    page.locator(".ec-line").wait_for(state="hidden", timeout=10_000)
    ready(page)
    thawed = before.with_values({"population.patience": 1.0})
    assert state(page) == thawed
    line.freeze()
    to_the_end(slider(page, "crossing", "es"))
    notice(page, "es", "slow").wait_for(timeout=15_000)
    notice(page, "es", "lost").wait_for(timeout=15_000)
    line.cut()
    line.mend()
    notice(page, "es", "back").wait_for(timeout=15_000)
    reaches(page, thawed.with_values({"population.crossing_share": 1.0}))
    visits.close()


@pytest.mark.parametrize("remembers", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_page_that_gave_up_is_loaded_anew_once_and_never_in_a_loop(server, chromium, remembers):
    visits = Visits(server.url, chromium)
    page = visits("/sim?chapter=runs", lang="pt", wait=False)
    page.context.add_init_script(SOCKETS)
    if not remembers:
        page.context.add_init_script(
            "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error(); } })"
        )
    page.goto(visits.address("/sim?chapter=runs", "pt"))
    ready(page)
    to_the_end(slider(page, "patience", "pt"))
    ready(page)
    before, result = state(page), said(page)
    loads = []
    page.on("load", lambda _: loads.append(1))
    page.evaluate(FATAL)
    page.wait_for_event("load", timeout=20_000)
    ready(page)
    assert state(page) == before
    assert said(page) == result
    page.evaluate(FATAL)
    notice(page, "pt", "stuck").wait_for(timeout=20_000)
    page.wait_for_timeout(10_000)
    assert len(loads) == 1
    assert not ENGLISH.search(words(page))
    with page.expect_event("load"):
        page.get_by_role("button", name=load_texts("pt")("line.reload"), exact=True).click()
    ready(page)
    assert state(page) == before
    visits.close()


@IN_SPANISH
def test_a_blocked_websocket_is_explained_after_ten_seconds(line, chromium, language, axe):
    line.refuse_sockets()
    visits = Visits(line.url, chromium)
    page = visits("/omni", lang=language, width=360, wait=False)
    page.evaluate(PAGES_THAT_ARE_READ if language == "es" else NONE)
    said = load_texts(language)("line.blocked", host=urlsplit(line.url).netloc)
    page.get_by_text(said).wait_for(timeout=30_000)
    assert page.title() != "Streamlit"
    assert not ENGLISH.search(words(page).replace("WebSocket", ""))
    assert [one for one in axe(page) if "ec-line" in one] == []
    read = page.get_by_role("link", name=load_texts(language)("line.read"))
    if language == "es":
        assert read.get_attribute("href") == f"{line.url}/es/omnicanal/"
    else:
        assert read.count() == 0
    visits.close()


@pytest.mark.parametrize("seconds", [3, pytest.param(15, marks=pytest.mark.slow)])
def test_a_site_that_went_away_while_it_was_loaded_says_so(line, chromium, seconds):
    visits = Visits(line.url, chromium)
    page = visits("/omni", lang="es", wait=False)
    context = page.context
    context.route("**/_stcore/**", lambda route: route.abort())
    page.reload()
    notice(page, "es", "unreachable").wait_for(timeout=30_000)
    time.sleep(seconds)
    assert not ENGLISH.search(words(page))
    assert page.get_by_role("dialog").count() == 0
    context.unroute("**/_stcore/**")
    ready(page)
    page.locator(".ec-line").wait_for(state="hidden")
    visits.close()


def test_a_stray_address_offers_the_nearest_page(visit, axe):
    page = visit("/", lang="es", wait=False)
    for language, path in (("es", "/sim/x"), ("pt", "/a/a"), ("pt", "/omnichanel")):
        answer = page.goto(visit.address(path, language))
        assert answer.status == 404
        assert page.locator("html").get_attribute("lang").startswith(language)
        texts = load_texts(language)
        assert page.get_by_role("heading", name=texts("line.stray.title")).is_visible()
        assert axe(page) == []
        page.get_by_role("link").first.click()
        ready(page)
        assert page.locator("h1").first.is_visible()
