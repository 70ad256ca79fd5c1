"""The edition in a browser, opened from a folder: all pages, with and without scripts."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from content.shared_parts import load_practice
from content.words import load_words
from explainer.reading import brief
from explainer.reading_edition.addresses import FILE, folder
from explainer.reading_edition.build import edition_pages

pytestmark = pytest.mark.browser
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


def address(edition: Path, name: str, language: str) -> str:
    return (edition / folder(name, language) / FILE).as_uri()


def watched(page: Page) -> list[str]:
    """Return a list that fills with what a page asks of others and with failures of scripts."""
    found: list[str] = []
    page.on("request", lambda one: one.url.startswith(("file:", "data:")) or found.append(one.url))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.slow  # 68 pages four times; a lesson is looked at below
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_opens_from_a_folder_for_everybody(
    edition: Path, chromium: Browser, width, scheme
):
    """No fault that axe knows, no request outside, no failing script, nothing beside the screen."""
    size = {"width": width, "height": 800}
    with chromium.new_context(color_scheme=scheme, viewport=size) as context:
        page = context.new_page()
        wrong = watched(page)
        for edition_page in edition_pages():
            page.goto((edition / edition_page.folder / FILE).as_uri())
            axe = Axe().run(page).response["violations"]
            wrong += [
                f"{edition_page.folder}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in axe
            ]
            wide = page.evaluate("document.documentElement.scrollWidth")
            wrong += [f"{edition_page.folder}: {wide} px wide"] * (wide > width)
    assert wrong == []


def test_a_lesson_answers_the_bet_the_reason_the_control_and_the_quiz(
    edition: Path, chromium: Browser
):
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        wrong = watched(page)
        page.goto(address(edition, "multichannel", "es"))
        reveal = page.locator("[data-after=bet]")
        assert not reveal.is_visible()
        option = page.locator("[data-answer=price] button")
        option.click()
        assert reveal.is_visible()
        assert option.inner_text() in reveal.locator(".ec-bet").inner_text()
        assert reveal.locator(".ec-reaction:visible").count() == 1
        why = page.locator("#why")
        assert not why.locator(".ec-because").is_visible()
        why.locator("[data-option=walls]").click()
        assert why.locator(".ec-because").is_visible()
        assert why.locator(".ec-verdict-right").count() == 1
        numbers = page.locator(".ec-control .ec-bar-number")
        before = numbers.all_inner_texts()
        page.locator("#control").press("Home")
        assert numbers.all_inner_texts() != before
        words = load_words("es")
        copied = page.locator(".ec-brief .ec-copy").first.get_attribute("data-text")
        whole = brief.as_text("multichannel", words)
        assert "[address]" in whole
        assert copied == re.sub(r" ?[^.\n]*\[address\]\.?", "", whole).rstrip()
        page.locator(".ec-brief .ec-how summary").first.click()
        cited = page.locator(".ec-brief .ec-how").first.inner_text()
        assert words("site.title.multichannel") in cited
        assert "file:" not in cited + copied, "a folder on a disk is no address to be cited"
        play = page.locator(".ec-stage-button").nth(1)
        play.click()
        assert page.locator(".ec-stage-said").first.inner_text()
        assert Axe().run(page).response["violations"] == []
    assert wrong == []


def test_practice_asks_one_at_a_time_and_keeps_the_answers_in_the_address(
    edition: Path, chromium: Browser
):
    words, first = load_words("pt"), next(iter(load_practice().values()))
    with chromium.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        wrong = watched(page)
        page.goto(address(edition, "practice", "pt"))
        questions = page.locator(".ec-ask:visible")
        assert questions.count() == 1
        assert not page.locator(".ec-because:visible").count()
        page.locator(f"#{first.id} [data-option={first.choice.right}]").click()
        right = page.locator(f"#{first.id} .ec-right")
        assert right.evaluate("one => getComputedStyle(one).borderTopWidth") == "3px"
        verdict = page.locator(".ec-verdict:visible")
        assert verdict.inner_text() == words("practice.labels.right")
        assert (
            page.evaluate("at => at.getBoundingClientRect().bottom", verdict.element_handle()) < 740
        )
        assert page.locator(f"#{first.id} .ec-because").is_visible()
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("button", name=words("practice.labels.next"), exact=True).click()
        assert questions.count() == 1
        assert questions.get_attribute("id") != first.id
        here = page.url
        assert "#answers=" in here
        page.goto("about:blank")
        page.goto(here)
        assert page.locator(f"#{first.id}[data-answered]").count() == 1
        assert questions.get_attribute("id") != first.id
        page.emulate_media(media="print")
        assert questions.count() == len(load_practice())
    assert wrong == []


def test_without_scripts_everything_is_read_in_order(edition: Path, chromium: Browser):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address(edition, "omnichannel", "pt"))
        for place in ("[data-after=bet] .ec-bars", "#why .ec-because", ".ec-exam .ec-because"):
            assert page.locator(place).first.is_visible(), place
        assert page.locator(".ec-how table").count() == 1
        page.locator(".ec-read-menu summary").click()
        assert page.locator(".ec-read-panel").is_visible()
        page.set_viewport_size({"width": 717, "height": 1000})
        page.emulate_media(media="print")
        fold = page.locator(".ec-numbers")
        fold.evaluate("one => { one.open = true; }")
        assert fold.locator(".ec-table").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        page.emulate_media(media="screen")
        page.goto(address(edition, "practice", "pt"))
        assert page.locator(".ec-exam-key").is_visible()
        assert page.locator(".ec-ask:visible").count() == len(load_practice())
