"""The chapters of the simulator: sound in every one, by keyboard alone, and never in the way.

A heavy question may take half a minute; whoever moves a dial meanwhile gets their result at once.
"""

from time import perf_counter
from urllib.parse import urlencode

import pytest

from content import load_texts
from explainer.view.shell import links
from explainer.view.simulator.simulator_choices import CHAPTERS
from simulations import Scenario
from tests.browser.layout import clipped, heading_jumps, small_targets, too_wide
from tests.browser.visits import asked, asked_of, ready, resize

ES = load_texts("es")
SMALL = Scenario({"shoppers": 400, "weeks": 26, "b.data_error": 0.3})
DESK = 1280
SMALLEST, THUMB = 24, 44  # px: of WCAG 2.2 everywhere, of a thumb where we promise it
THUMBS = ".stApp main :is(button, summary, input[type=range], input[type=text])"
PLACES = [
    # chapter, settings that are open meanwhile, language, colours
    ("difference", "pieces", "es", "dark"),
    ("people", "population", "pt", "light"),
    ("causes", "market", "es", "light"),
    ("money", "costs", "pt", "dark"),
    ("doubt", "closed", "es", "dark"),
    ("runs", "reaction", "pt", "light"),
]
HEADLINE = "#result"
ANSWER = '.st-key-ec_question_credit [class*="st-key-ec_block_credit"]'


def address(scenario=SMALL, **choices):
    return f"/sim?{urlencode(scenario.to_query() | choices)}"


def numbers(page):
    told = page.locator("#result, .st-key-ec_tiles, .ec-sentence").all_text_contents()
    return told + page.locator(".ec-table").all_text_contents()


def of_all(page):
    """What is said of the whole run, which does not change with what one looks at."""
    return page.locator(HEADLINE).inner_text(), page.locator(".st-key-ec_tiles").inner_text()


def opened(page, chapter):
    """Wait until a chapter stands."""
    page.locator("#chapter", has_text=ES(f"chapters.{chapter}.lead")).wait_for()
    page.wait_for_url(lambda url: asked_of(url).get("chapter") == chapter)
    ready(page)


@pytest.mark.parametrize(("chapter", "group", "language", "scheme"), PLACES)
def test_a_chapter_is_sound(stroll, axe, chapter, group, language, scheme):
    place = address(chapter=chapter, settings=group, person="5")
    page = stroll(place, language, scheme=scheme)
    assert too_wide(page) == []
    assert clipped(page) == []
    assert small_targets(page, SMALLEST) == []
    assert small_targets(page, THUMB, THUMBS) == []
    assert heading_jumps(page) == []
    assert axe(page) == []
    resize(page, DESK)
    assert too_wide(page) == []
    assert clipped(page) == []


@pytest.mark.parametrize(
    "reloaded",
    [
        pytest.param(CHAPTERS[2:3], id="one"),
        pytest.param(CHAPTERS, id="every", marks=pytest.mark.slow),
    ],
)
def test_every_chapter_is_a_step_of_the_history_and_survives_a_reload(visit, reloaded):
    page = visit(address(), lang="es")
    seen, whole = {}, of_all(page)
    for chapter in CHAPTERS:
        page.get_by_role("radio", name=ES(f"chapters.{chapter}.name"), exact=True).click()
        opened(page, chapter)
        assert asked(page)["chapter"] == chapter
        seen[chapter] = numbers(page)
        assert of_all(page) == whole, chapter
        if chapter in reloaded:
            page.reload()
            ready(page)
            assert numbers(page) == seen[chapter], chapter
    assert len({tuple(said) for said in seen.values()}) == len(CHAPTERS)
    for chapter in reversed(CHAPTERS[:-1]):
        page.go_back()
        opened(page, chapter)
        assert asked(page)["chapter"] == chapter
        assert numbers(page) == seen[chapter], chapter
    page.go_forward()
    opened(page, CHAPTERS[1])
    assert numbers(page) == seen[CHAPTERS[1]]


@pytest.fixture
def tabbed():
    """Walks through a page with the tab key alone; returns where it came by."""

    def walk(page):
        page.evaluate("() => { window.visited = []; }")
        found = []
        for _ in range(200):
            page.keyboard.press("Tab")
            here = page.evaluate(STOP)
            if here is None:
                return found
            found.append(here)
        pytest.fail(f"the tab key never came to the end of the page: {found[-5:]}")

    return walk


STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const held = one.matches('input[type=file]') ? one.closest('.ec-file-zone') : one;
  const ring = getComputedStyle(held);
  const last = visited.at(-1);
  const onward = !last || Boolean(last.compareDocumentPosition(one) & 4);
  visited.push(one);
  return {
    what: one.tagName.toLowerCase() + (one.type ? `:${one.type}` : ''),
    name: one.getAttribute('aria-label') || one.innerText?.trim() || one.labels?.[0]?.innerText
      || '',
    ring: ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    onward, again: visited.indexOf(one) !== visited.length - 1,
    chapter: Boolean(one.closest('.st-key-ec_chapters')),
    pick: one.dataset.pick ?? '', html: one.outerHTML.slice(0, 120),
  };
}"""


@pytest.mark.parametrize("chapter", ["people", "runs"])
def test_the_tab_key_goes_through_the_whole_page_in_order_and_is_seen(stroll, tabbed, chapter):
    page = stroll(address(chapter=chapter, settings="run"), lang="es", width=DESK)
    stops = tabbed(page)
    for key in ("ring", "inside", "onward"):
        assert [stop["html"] for stop in stops if not stop[key]] == [], key
    assert [stop["html"] for stop in stops if stop["again"] or not stop["name"]] == []
    names = [stop["name"] for stop in stops]
    whats = [stop["what"] for stop in stops]
    assert whats.count("input:range") == 4 + 3
    assert any(stop["chapter"] for stop in stops)
    undo = ES.plural("changes.based", 1, name=ES("terms.strategy.omnichannel.name"))
    wanted = [ES("site.skip"), undo, ES("controls.luck.other")]
    assert [name for name in names if name in wanted] == wanted
    image = ES("save_image.of", title="")
    assert [name for name in names if name.startswith(image)]
    assert sum(bool(stop["pick"]) for stop in stops) == (chapter == "people")
    assert whats.count("input:file") == (chapter == "runs")


def test_the_page_is_used_by_keyboard_alone(stroll):
    page = stroll(address(), lang="es", width=DESK)
    chapters = page.locator(".st-key-ec_chapters").get_by_role("radio")
    chapters.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    ready(page)
    assert asked(page)["chapter"] == CHAPTERS[1]
    assert page.evaluate("document.activeElement.innerText") == ES("chapters.people.name")
    fold = page.locator(".st-key-ec_side_b summary")
    fold.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    ready(page)
    assert fold.count() == 0
    assert Scenario.from_query(SMALL.to_query())[0].get("b.data_error") == 0.3
    assert links.read(asked(page))[0].b == Scenario().b
    dial = page.get_by_role("slider", name=ES("controls.patience.label"), exact=True)
    dial.focus()
    page.keyboard.press("PageUp")
    ready(page)
    assert dial.evaluate("one => one === document.activeElement")
    chapters.nth(1).focus()
    with page.expect_download() as saved:
        page.locator(".st-key-ec_block_kinds .ec-save").press("Enter")
    assert saved.value.suggested_filename.endswith(".png")


def test_a_chapter_that_is_far_from_a_moved_dial_is_drawn_when_one_comes_near(stroll):
    page = stroll(address(), lang="es", width=DESK)
    high = "() => document.querySelector('[data-testid=stMain]').scrollHeight"
    block, before = page.locator(".st-key-ec_block_end_state"), page.evaluate(high)
    block.wait_for()
    dial = page.get_by_role("slider", name=ES("controls.patience.label"), exact=True)
    dial.evaluate("one => one.scrollIntoView({ behavior: 'instant', block: 'center' })")
    dial.press("PageUp")
    far = page.locator(".ec-later")
    far.wait_for()
    ready(page)
    assert far.inner_text() == ES("later.words")
    assert block.count() == 0
    assert abs(page.evaluate(high) - before) < 200  # what lies below stays where it was
    far.evaluate("one => one.scrollIntoView()")
    block.wait_for()
    ready(page)
    assert far.count() == 0
    assert links.read(asked(page))[0].get("population.patience") > SMALL.get("population.patience")


@pytest.mark.slow  # meets a question while it runs, which a quick machine misses
def test_a_heavy_question_never_keeps_a_moved_dial_waiting(visit, axe):
    page = visit(address(Scenario({"shoppers": 2000}), chapter="causes"), lang="es")
    button = page.locator(".st-key-ask_credit button")
    stop = page.locator(".st-key-stop_credit button")
    button.click()
    stop.click()
    ready(page)
    assert page.locator(ANSWER).count() == 0
    button.click()
    ready(page)
    first = page.locator(f"{ANSWER} h3").inner_text()
    assert page.locator(".ec-stale").count() == 0
    waits = []
    dial = page.get_by_role("slider", name=ES("controls.integration.label"), exact=True)
    dial.focus()
    for _ in range(3):
        before = page.locator(".st-key-ec_tiles").inner_text()
        begin = perf_counter()
        page.keyboard.press("PageDown")
        page.wait_for_function(
            "(before) => document.querySelector('.st-key-ec_tiles')?.innerText !== before",
            arg=before,
        )
        waits.append(perf_counter() - begin)
        old = page.locator(".ec-stale")
        old.wait_for()  # greyed and not yet replaced: the result did not wait for the answer
        stop.wait_for()
    assert axe(page) == []
    assert max(waits) < 10
    ready(page)
    assert old.count() == 0
    assert page.locator(f"{ANSWER} h3").inner_text() != first


def test_nothing_moves_for_whoever_wants_less_motion(stroll):
    page = stroll(address(chapter="people"), lang="es", width=DESK)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((one) => {
            const style = getComputedStyle(one);
            return [style.transitionDuration, style.animationDuration]
              .some((all) => all.split(',').some((time) => parseFloat(time) > 0.01));
        }).map((one) => one.outerHTML.slice(0, 100))"""
    )
    assert moving == []


@pytest.mark.parametrize("language", ["pt", pytest.param("es", marks=pytest.mark.slow)])
def test_a_printed_state_is_whole_and_holds_no_buttons(stroll, screenshot, language):
    """On paper stand the headline, its three results and their chart; chapters stay on screen."""
    page = stroll(address(chapter="difference", settings="run"), lang=language, width=794)
    page.emulate_media(media="print")
    page.wait_for_timeout(300)
    assert page.locator(HEADLINE).is_visible()
    charts = page.locator(".js-plotly-plot")
    assert charts.count() == 6
    assert [chart.is_visible() for chart in charts.all()] == [True] + 5 * [False]
    assert page.locator(".st-key-ec_tiles button:visible").count() == 3  # with their results
    assert clipped(page) == []
    cut = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain], .stApp')].filter((one) =>
            one.scrollHeight > one.clientHeight + 1).map((one) => one.className)"""
    )
    assert cut == []
    left = page.locator(
        "main :is(button:not([aria-checked=true], .st-key-ec_tiles *), input[type=range]):visible,"
        " .ec-top:visible"
    )
    assert left.evaluate_all("all => all.map(one => one.outerHTML.slice(0, 100))") == []
    screenshot(page, f"print-{language}")
