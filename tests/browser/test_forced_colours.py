"""In a contrast theme of the system, what is chosen can be told without the site's colours."""

import pytest

from tests.browser.strolls import DESK, Strolls

# What a contrast theme leaves of an element: borders, its ground if it is a system colour, marks.
LOOK = """(element) => {
  const parts = [element, ...element.querySelectorAll('*')].slice(0, 6);
  const look = (style) => [
    style.borderTopWidth, style.borderTopStyle, style.borderTopColor, style.borderInlineStartWidth,
    style.backgroundColor, style.textDecorationLine, style.content,
  ].join(' ');
  const sides = (part) => [null, '::before'].map((one) => look(getComputedStyle(part, one)));
  return parts.flatMap(sides);
}"""
BUTTONS = "[data-testid=stButtonGroup] button"
SLOW = pytest.mark.slow  # the same rules as above, on other pages
# Page, what is chosen, what is not.
STATES = (
    (
        "/sim?chapter=money",
        "[data-testid=stButtonGroup] button[aria-checked=true]",
        "[data-testid=stButtonGroup] button[aria-checked=false]",
    ),
    ("/cross?step=2", ".ec-dots a[aria-current]", ".ec-dots a:not([aria-current])"),
    (
        "/cross?step=2&bet=both_work",
        "[data-testid=stRadioOption]:has(input:checked)",
        "[data-testid=stRadioOption]:not(:has(input:checked))",
    ),
    (
        "/cross?step=2",
        ".ec-sections > li.ec-here > button",
        ".ec-sections > li:not(.ec-here) > button",
    ),
    ("/cross?step=2", ".ec-languages a[aria-current]", ".ec-languages a:not([aria-current])"),
    (
        "/sim?chapter=people&person=3",
        ".ec-people [aria-selected=true]",
        ".ec-people [aria-selected=false]",
    ),
    (
        "/twins",
        ".st-key-ec_six_lives [data-testid=stBaseButton-primary]",
        ".st-key-ec_six_lives [data-testid=stBaseButton-secondary]",
    ),
    pytest.param(
        "/class",
        "[data-testid=stRadioOption]:has(input:checked)",
        "[data-testid=stRadioOption]:not(:has(input:checked))",
        marks=SLOW,
    ),
    pytest.param(
        "/business", f"{BUTTONS}[aria-checked=true]", f"{BUTTONS}[aria-checked=false]", marks=SLOW
    ),
    pytest.param(
        "/lead", f"{BUTTONS}[aria-checked=true]", f"{BUTTONS}[aria-checked=false]", marks=SLOW
    ),
)


def in_contrast(stroll: Strolls, path: str):
    page = stroll(path, lang="es", width=DESK)
    page.emulate_media(forced_colors="active")
    return page


@pytest.mark.parametrize(("path", "chosen", "other"), STATES)
def test_what_is_chosen_can_be_told(stroll, path, chosen, other):
    page = in_contrast(stroll, path)
    if "stRadioOption" in chosen:
        page.locator("[data-testid=stRadioOption]").first.click()
    first, second = page.locator(chosen).first, page.locator(other).first
    first.wait_for(state="attached")
    assert first.evaluate(LOOK) != second.evaluate(LOOK)


def test_the_track_of_a_dial_and_its_value_are_drawn(stroll):
    page = in_contrast(stroll, "/sim?chapter=runs")
    track = page.locator(".ec-dial-range").first
    assert "linear-gradient" in track.evaluate("(one) => getComputedStyle(one).backgroundImage")
    shown = track.screenshot()
    track.evaluate("(one) => one.style.setProperty('--ec-share', '10%')")
    assert track.screenshot() != shown


@pytest.mark.parametrize(
    ("path", "bar"), [("/tales", ".ec-bar-track > i"), ("/twins", ".ec-rbar > i")]
)
def test_bars_stay_visible(stroll, path, bar):
    page = in_contrast(stroll, path)
    bar = page.locator(bar).first
    bar.wait_for(state="attached")
    colours = "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).borderColor]"
    canvas = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert set(bar.evaluate(colours)) != {canvas}
