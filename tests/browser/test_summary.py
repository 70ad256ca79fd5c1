"""What a student can hand in: on the first screens of a phone, and as text to paste."""

import pytest

from content import LANGUAGES, load_texts
from content.shared_parts import load_points, load_practice
from explainer.view.shell import sitemap
from tests.browser.visits import ready

PHONE = {"width": 360, "height": 740}
SCREENS = 2
"""The first screen and one short scroll."""

in_turn = pytest.mark.parametrize(
    ("strategy", "language"),
    [
        pytest.param(strategy, lang, marks=[pytest.mark.slow] * ((number + turn) % 2))
        for number, strategy in enumerate(load_points())
        for turn, lang in enumerate(sorted(LANGUAGES))
    ],
)
"""Every strategy in one language; in the other one where there is time."""
in_spanish = pytest.mark.parametrize("language", ["es", pytest.param("pt", marks=pytest.mark.slow)])
in_portuguese = pytest.mark.parametrize(
    "language", ["pt", pytest.param("es", marks=pytest.mark.slow)]
)


def sentences(strategy, texts):
    """Everything that an exam asks about a strategy."""
    parts = [texts(f"brief.{strategy}.{one}") for one in ("definition", "difference", "example")]
    for part, ids in load_points()[strategy].items():
        assert len(ids) >= 3
        parts += [texts(f"brief.{strategy}.{part}.{one}") for one in ids]
    return [*parts, texts(f"brief.{strategy}.when")]


@in_turn
def test_the_answer_stands_before_the_story_on_two_screens_of_a_phone(stroll, strategy, language):
    page = stroll(f"/{sitemap.page_named(strategy).slug}", language, **PHONE)
    texts = load_texts(language)
    box = page.locator(".ec-brief")
    seen = box.inner_text()
    for words in sentences(strategy, texts):
        assert words in seen
    end = page.locator("#brief-when").evaluate(
        "one => one.getBoundingClientRect().bottom"
        " + document.querySelector('[data-testid=stMain]').scrollTop"
    )
    assert end <= SCREENS * PHONE["height"]
    assert box.bounding_box()["y"] < page.locator("#step").bounding_box()["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@in_spanish
def test_the_copied_summary_is_a_good_answer(stroll, language):
    page = stroll(f"/{sitemap.page_named('omnichannel').slug}", language)
    texts = load_texts(language)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".ec-brief .ec-copy").first.click()
    page.get_by_text(texts("brief.labels.copied"), exact=True).wait_for()
    pasted = page.evaluate("navigator.clipboard.readText()")
    for words in sentences("omnichannel", texts):
        assert words in pasted
    for label in ("definition", "advantages", "disadvantages", "when", "cite"):
        assert texts(f"brief.labels.{label}") in pasted
    assert f"/{sitemap.page_named('omnichannel').slug}?lang={language}" in pasted
    assert "[address]" not in pasted
    assert "<" not in pasted


def test_a_browser_that_forbids_copying_shows_the_text_instead(stroll):
    page = stroll(f"/{sitemap.page_named('single').slug}", "es")
    page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        " document.execCommand = () => false; }"
    )
    page.locator(".ec-brief .ec-copy").first.click()
    field = page.locator(".ec-brief .ec-told-copy textarea")
    field.wait_for()
    assert load_texts("es")("brief.single.definition") in field.input_value()
    page.close()  # nobody can copy in it


def test_questions_come_one_by_one_and_the_answers_stay_in_the_link(stroll, axe):
    page = stroll(f"/{sitemap.page_named('practice').slug}", "es")
    texts, height = load_texts("es"), page.viewport_size["height"]
    assert [one.get_attribute("id") for one in page.locator(".ec-ask:visible").all()] == ["q01"]
    question = page.locator("#q01")
    question.locator("button[data-option=only_store]").click()
    assert "ec-wrong" in question.locator("button[data-option=only_store]").get_attribute("class")
    assert "ec-right" in question.locator("button[data-option=one_channel]").get_attribute("class")
    assert texts("practice.q01.because") in question.inner_text()
    onward = page.get_by_role("button", name=texts("practice.labels.next"))
    for one in (question.locator(".ec-verdict"), question.locator(".ec-because a"), onward):
        box = one.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
    question.locator("button[data-option=one_channel]").press("Enter")
    assert texts("practice.labels.right") in question.locator(".ec-verdict").inner_text()
    assert question.locator("button[aria-pressed=true]").count() == 1
    assert "#brief-definition" in question.locator(".ec-because a").get_attribute("href")
    page.wait_for_function("() => new URLSearchParams(location.search).get('answers') === 'b'")
    ready(page)
    assert axe(page) == []
    onward.press("Enter")
    assert page.evaluate("document.activeElement.id") == "q02"
    page.get_by_role("button", name=texts("practice.labels.results")).click()
    told = page.locator(".ec-results").inner_text()
    assert fill(texts("practice.labels.score"), right="1", total="28") in told
    assert axe(page) == []
    # Another visitor who opens the link, or the same one later, goes on at the second question.
    page.reload()
    ready(page)
    assert page.locator("#q02").is_visible()
    assert "ec-right" in page.locator("#q01 button[aria-pressed=true]").get_attribute("class")
    page.emulate_media(media="print")
    assert page.locator(".ec-ask:visible").count() == len(load_practice())
    assert page.locator("#q01 .ec-options li:visible").count() == 4
    assert not page.locator(".ec-exam-key").is_visible()
    page.evaluate("document.documentElement.dataset.ecPrint = 'plain'")
    assert not question.locator(".ec-because").is_visible()
    page.evaluate("document.documentElement.dataset.ecPrint = 'key'")
    assert page.locator(".ec-exam-key").is_visible()
    page.evaluate("delete document.documentElement.dataset.ecPrint")


def fill(words, **values):
    """Write words as the script does."""
    for name, value in values.items():
        words = words.replace(f"[{name}]", value)
    return words


@in_portuguese
def test_the_comparison_is_a_table_or_cards_and_answers_its_examples(stroll, language):
    page = stroll(f"/{sitemap.page_named('compare').slug}", language)
    texts = load_texts(language)
    table = page.locator("table.ec-compare:not(.ec-four)")
    assert table.locator("tbody tr").count() == 14
    assert texts("compare.rows.prices.happens.multichannel") in table.inner_text()
    page.set_viewport_size({"width": 1280, "height": 800})
    assert table.locator("thead").is_visible()
    page.set_viewport_size(PHONE)
    table.locator("thead").wait_for(state="hidden")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    cell = table.locator("tbody td").first.bounding_box()
    assert cell["width"] > PHONE["width"] / 3  # both answers stand side by side
