"""A browser that translates the page replaces its text nodes; the page goes on working."""

import pytest

from content import load_texts
from tests.browser.visits import Visits, ready

# As Chrome does: each text node leaves the page, two nested <font> elements come in its place.
TRANSLATE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { parentElement: home, data } = walker.currentNode;
    if (data.trim() && !home.closest('script, style, font, [translate=no]')) {
      texts.push(walker.currentNode);
    }
  }
  for (const text of texts) {
    const outer = document.createElement('font');
    const inner = document.createElement('font');
    outer.style.verticalAlign = inner.style.verticalAlign = 'inherit';
    inner.textContent = text.data;
    outer.append(inner);
    text.parentNode.replaceChild(outer, text);
  }
  return texts.length;
}"""


def translated(page):
    assert page.evaluate(TRANSLATE) > 20


def sound(page):
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.get_by_role("dialog").count() == 0
    assert page.locator("h1").count() == 1
    for word in ("removeChild", "insertBefore", "Error"):
        assert word not in page.inner_text("body")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/cross?step=2",
        # What the framework rewrites there is held by the label below.
        pytest.param("/sim?chapter=money", marks=pytest.mark.slow),
    ],
)
def test_a_translated_page_changes_its_language(visit: Visits, path):
    page = visit(path, lang="es")
    for other in ("pt", "es"):
        translated(page)
        page.locator(f".ec-languages [data-language={other}]").click()
        ready(page)
        sound(page)
        texts = load_texts(other)
        assert page.evaluate("document.documentElement.lang")[:2] == other
        assert texts("site.skip") in page.locator(".ec-skip").all_inner_texts()[0]


def test_a_translated_bet_and_its_answer_come_and_go(visit: Visits):
    page = visit("/", lang="es")
    for _ in range(2):
        translated(page)
        page.locator(".st-key-ec_bets button").first.click()
        page.locator("#reveal").wait_for()
        ready(page)
        translated(page)
        page.locator(".st-key-bet_change button").click()
        ready(page)
        sound(page)
        assert page.locator("#reveal").count() == 0


def test_another_life_of_a_translated_page_leaves_nothing_of_the_last(visit: Visits):
    page = visit("/twins", lang="es")
    buttons = page.locator(".st-key-ec_six_lives button")
    for number in (1, 2, 3):
        translated(page)
        name = buttons.nth(number).inner_text().splitlines()[0].strip()
        buttons.nth(number).click()
        ready(page)
        sound(page)
        shown = page.locator(".ec-life-name").all_inner_texts()
        assert len(shown) == 1
        assert shown[0].startswith(name)


def test_a_label_that_the_framework_rewrites_shows_its_new_words(visit: Visits):
    page = visit("/sim", lang="es")
    luck = page.locator(".st-key-ec_luck .ec-note")
    before = luck.inner_text()
    translated(page)
    page.locator(".st-key-other_luck button").click()
    ready(page)
    sound(page)
    assert luck.inner_text() != before
