"""A student with a task, on a phone: from home to an answer that can be handed in.

Counted are taps and the screens that are scrolled, from one thing that is looked for to the next.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from content import load_texts
from content.shared_parts import load_points
from explainer.reading.compare import OPEN
from tests.browser.layout import clipped, too_wide
from tests.browser.visits import ready

HEIGHT = 740
MOST_TAPS = MOST_SCREENS = 8


class Student:
    """Taps and scrolls like a thumb: only as far as needed, never back."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.scrolled = 0.0

    def see(self, what: Locator) -> None:
        """Scroll until something is on the screen whole, or its beginning if it is larger."""
        what.wait_for(state="visible")
        before = self.page.evaluate("document.querySelector('.stMain').scrollTop")
        self.page.evaluate(
            """(one) => {
              const main = document.querySelector('.stMain');
              const box = one.getBoundingClientRect();
              const wish = Math.min(box.bottom - innerHeight, box.top - 60);
              if (wish > 0) main.scrollBy(0, wish);
            }""",
            what.element_handle(),
        )
        after = self.page.evaluate("document.querySelector('.stMain').scrollTop")
        self.scrolled += max(0.0, after - before)

    def tap(self, what: Locator) -> None:
        self.see(what)
        what.click()
        self.taps += 1

    @property
    def screens(self) -> float:
        return self.scrolled / HEIGHT


@pytest.mark.parametrize("language", ["es", pytest.param("pt", marks=pytest.mark.slow)])
def test_a_student_hands_in_definition_differences_points_chart_and_link(
    visit, axe, language, tmp_path: Path
):
    texts = load_texts(language)
    page = visit("/", lang=language, width=360, height=HEIGHT)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    student = Student(page)

    student.tap(page.get_by_role("link", name=texts("stage.need.compare")))
    page.wait_for_selector("table.ec-compare")
    ready(page)
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 0
    for name in ("multichannel", "omnichannel"):
        student.see(page.locator(".ec-defined p", has_text=texts(f"brief.{name}.definition")))
    for row in OPEN:
        student.see(page.locator(f"#row-{row}"))
        told = page.locator(f"#row-{row}").inner_text()
        assert texts(f"compare.rows.{row}.multichannel") in told
        assert texts(f"compare.rows.{row}.omnichannel") in told
    for name in ("multichannel", "omnichannel"):
        for part in ("advantages", "disadvantages"):
            for one in load_points()[name][part]:
                words = texts(f"brief.{name}.{part}.{one}")
                student.see(page.locator(".ec-two li").filter(has_text=words).first)
    with page.expect_download() as saved:
        student.tap(page.locator(".st-key-ec_block_compare button.ec-save"))
    picture = tmp_path / "chart.png"
    saved.value.save_as(picture)
    assert picture.read_bytes()[:4] == b"\x89PNG"
    student.tap(page.locator(".st-key-ec_block_compare summary"))
    cited = page.locator(".st-key-ec_block_compare .ec-how").inner_text()
    assert re.search(r"https?://", cited)
    copy = page.locator(".st-key-ec_share .ec-copy")
    student.tap(copy)
    page.wait_for_function(
        "() => document.querySelector('.st-key-ec_share .ec-told-copy').textContent"
    )
    assert page.locator(".st-key-ec_share .ec-told-copy").inner_text() == texts("share.copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "/versus?" in link
    assert student.taps <= MOST_TAPS, student.taps
    assert student.screens <= MOST_SCREENS, student.screens

    more = page.locator("button.ec-unfold")
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    assert page.locator("#row-when").is_visible()
    assert too_wide(page) == []
    assert clipped(page) == []
    assert axe(page) == []


@pytest.mark.parametrize("language", ["pt", pytest.param("es", marks=pytest.mark.slow)])
def test_the_verdict_is_in_view_after_each_answer(visit, language):
    texts = load_texts(language)
    seen = """(which) => {
      const box = [...document.querySelectorAll(which)].at(-1).getBoundingClientRect();
      return box.top >= 0 && box.top < innerHeight - 20;
    }"""
    page = visit("/", lang=language, width=360, height=HEIGHT)
    first = page.get_by_role("button", name=texts("home.bet.buys")).bounding_box()
    assert first is not None
    assert first["y"] + first["height"] <= HEIGHT  # the bet can be placed without scrolling
    page.get_by_role("button", name=texts("home.bet.leaves")).click()
    page.wait_for_selector("#reveal")
    ready(page)
    page.wait_for_function(seen, arg="#reveal")
    page.goto(visit.address("/omni?step=8", language))
    ready(page)
    groups = page.locator("[class*=st-key-ec_choice_q_]")
    assert groups.count() >= 3
    for number in range(groups.count()):
        groups.nth(number).get_by_test_id("stRadioOption").first.click()
        page.wait_for_function(
            "(count) => document.querySelectorAll('.ec-verdict').length === count", arg=number + 1
        )
        ready(page)
        page.wait_for_function(seen, arg=".ec-verdict")
