"""The main pages on screens at the ends of what is used: zoomed, spread out, projected, wide."""

from __future__ import annotations

import pytest

from tests.browser.layout import clipped, too_wide
from tests.browser.visits import ready, resize

READ = (("/", "es"), ("/versus", "pt"), ("/omni?step=3", "es"), ("/sim", "pt"))
RARER = [
    pytest.param(path, lang, marks=pytest.mark.slow)
    for path, lang in (("/twins", "es"), ("/class", "pt"))
]
ZOOMED, PROJECTOR, WIDE = (320, 256), (1024, 768), (1920, 1080)
"""A window of 1,280 by 1,024 at 400 %, the smallest projector, the common large screen."""
SPACED = """.stApp :is(p, li, dt, dd, h1, h2, h3, h4, a, button, span, label, summary, th, td) {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} .stApp p { margin-bottom: 2em !important; }"""
"""What WCAG 1.4.12 lets a reader set."""
BESIDE = """() => {
  const chart = document.querySelector('.st-key-ec_told').getBoundingClientRect();
  const dials = document.querySelector('.st-key-ec_controls').getBoundingClientRect();
  return dials.left >= chart.right - 1 && Math.abs(dials.top - chart.top) < 40;
}"""
ON_THE_FIRST_SCREEN = """() => {
  const box = document.querySelector('.ec-brief').getBoundingClientRect();
  const stage = document.querySelector('.ec-stage').getBoundingClientRect();
  return stage.left >= box.right && stage.bottom <= innerHeight;
}"""
IN_A_ROW = """() => [...document.querySelectorAll('.st-key-ec_sides [data-testid=stButtonGroup]')]
  .every((group) => new Set([...group.querySelectorAll('button')]
    .map((one) => Math.round(one.getBoundingClientRect().top))).size === 1)"""
WIDTH = """() => document.querySelector('[data-testid=stMainBlockContainer]')
  .getBoundingClientRect().width"""
LETTERS = "() => parseFloat(getComputedStyle(document.documentElement).fontSize)"


@pytest.mark.parametrize(("path", "lang"), [*READ, *RARER])
def test_nothing_is_cut_when_zoomed_spread_out_projected_or_wide(stroll, axe, path, lang):
    page = stroll(path, lang=lang, width=1280, height=800)
    usual = page.evaluate(LETTERS)
    found = []
    for size in (PROJECTOR, WIDE, ZOOMED):
        resize(page, *size)
        found += [(size, one) for one in (*too_wide(page), *clipped(page))]
        if size == PROJECTOR and path == "/sim":
            assert page.evaluate(BESIDE)
        if size == PROJECTOR:
            assert page.evaluate(IN_A_ROW)  # the strategies, where they are chosen
        if size == WIDE:
            assert page.evaluate(LETTERS) > usual
            assert page.evaluate(WIDTH) >= 1400
    assert axe(page) == []
    spaced = page.add_style_tag(content=SPACED)
    for size in (ZOOMED, (360, 740), (1280, 800)):
        resize(page, *size)
        ready(page)
        found += [("spaced", size, one) for one in (*too_wide(page), *clipped(page))]
    spaced.evaluate("one => one.remove()")
    assert "\n".join(map(str, found)) == ""


@pytest.mark.parametrize(("path", "lang"), [("/omni", "es"), ("/joints", "pt")])
def test_answer_and_stage_stand_side_by_side_on_the_first_screen_of_a_lesson(stroll, path, lang):
    page = stroll(path, lang=lang, width=1280, height=800)
    for size in ((1280, 800), PROJECTOR):
        resize(page, *size)
        page.wait_for_function(ON_THE_FIRST_SCREEN, timeout=5_000)
