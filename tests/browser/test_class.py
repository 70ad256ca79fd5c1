"""The session of a class on a projector: one part at a time, by keyboard, in large type."""

from __future__ import annotations

from content import load_texts
from tests.browser.layout import clipped, heading_jumps, too_wide

LETTERS = 28
"""Pixels of what a class reads from the last row."""
SHOWN = """() => [...document.querySelectorAll('.st-key-ec_session :is(.ec-join, .ec-part)')]
  .filter((one) => one.checkVisibility()).map((one) => one.querySelector('h3').innerText)"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.ec-part :is(p, li, summary, h3)')]
  .filter((one) => one.checkVisibility())
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


def test_a_class_is_projected_part_by_part_with_its_answers_folded(visit, axe):
    texts = load_texts("pt")
    page = visit("/class?lesson=omnichannel&minutes=45", lang="pt", width=1024, height=768)
    every = page.evaluate(SHOWN)
    assert len(every) == 9
    assert heading_jumps(page) == []
    start = page.get_by_role("button", name=texts("lessons.session.project"))
    start.press("Enter")
    seen = []
    for number in range(1, len(every) + 1):
        (one,) = page.evaluate(SHOWN)
        seen.append(one)
        told = texts("lessons.session.place", number=str(number), total=str(len(every)))
        assert page.locator(".ec-session-bar [role=status]").inner_text() == told
        if number > 1:
            assert page.evaluate(SMALLEST) >= LETTERS
        assert page.locator(".ec-expected[open]").count() == 0
        assert too_wide(page) == []
        assert clipped(page) == []
        if number in (1, 3):
            assert axe(page) == []
        page.keyboard.press("ArrowRight")
    assert seen == every
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(SHOWN) == [every[-2]]
    page.locator(".ec-part:not(.ec-off) summary").click()
    assert page.locator(".ec-expected[open]").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate(SHOWN) == every
    assert start.evaluate("button => button === document.activeElement")
