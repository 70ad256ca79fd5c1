"""On paper a page is dark ink on light ground, whichever theme the screen shows.

What is read is the printed file itself: the colours of its letters and of the areas it fills.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pytest

from explainer.figures.palette import DARK, LIGHT, contrast
from tests.browser.visits import Visits

WHITE = "#ffffff"
PAGES = (
    ("/", "es"),
    ("/cross?step=2", "pt"),
    ("/sim?chapter=money", "es"),
    ("/sim?chapter=people", "pt"),
    ("/twins", "es"),
    ("/class", "es"),
    ("/facts", "pt"),
    ("/model", "es"),
    ("/versus", "pt"),
    ("/words", "es"),
)
TOKEN = re.compile(
    rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)\b|(?<![\w/])(BT|q|Q|f\*?|S)(?=\s)",
)


def colours(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield ("text" | "area" | "line", "#rrggbb") for everything that a printed file draws."""
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            drawn = zlib.decompress(stream[1])
        except zlib.error:
            continue
        if b" rg" in drawn or b" RG" in drawn or b"BT" in drawn:
            yield from _drawn(drawn)


def _drawn(drawn: bytes) -> Iterator[tuple[str, str]]:
    now, kept = {"rg": "#000000", "RG": "#000000"}, []
    for token in TOKEN.finditer(drawn):
        red, green, blue, colour, other = token.groups()
        if colour:
            parts = (round(float(part) * 255) for part in (red, green, blue))
            now = now | {colour.decode(): "#{:02x}{:02x}{:02x}".format(*parts)}
        elif other == b"q":
            kept.append(now)
        elif other == b"Q" and kept:
            now = kept.pop()
        elif other == b"BT":
            yield "text", now["rg"]
        elif other == b"S":
            yield "line", now["RG"]
        elif other != b"Q":
            yield "area", now["rg"]


@pytest.mark.parametrize(("path", "lang"), PAGES)
def test_a_page_from_a_dark_system_prints_dark_ink_on_light_paper(visit: Visits, path, lang):
    page = visit(path, lang=lang, scheme="dark")
    page.emulate_media(reduced_motion="no-preference")
    for sheet in ("A4", "Letter"):
        drawn = set(colours(page.pdf(format=sheet, print_background=True)))
        inks = {colour for kind, colour in drawn if kind == "text"}
        assert inks, "no letters were found in the printed file"
        # White letters may stand on a dark fill of our own; nothing else is pale.
        pale = {ink for ink in inks if contrast(ink, WHITE) < 4.5}
        assert pale <= {WHITE}, (sheet, pale)
        used = {colour for _, colour in drawn}
        left = {colour for colour in DARK.css_variables().values() if colour in used}
        assert left <= set(LIGHT.css_variables().values()), (sheet, left)


@pytest.mark.parametrize("path", ["/sim?chapter=money", "/class"])
def test_both_themes_print_the_same_colours(visit: Visits, path):
    printed = [
        set(colours(visit(path, lang="es", scheme=scheme).pdf(format="A4", print_background=True)))
        for scheme in ("light", "dark")
    ]
    assert printed[0] == printed[1]


@pytest.mark.parametrize("lang", ["es", "pt"])
def test_the_comparison_prints_on_one_sheet_and_what_speaks_for_each_on_the_next(
    visit: Visits, lang
):
    page = visit("/versus", lang=lang, width=717)  # A4 between the browser's own margins
    page.emulate_media(media="print")
    assert page.locator("table.ec-compare thead").is_visible()
    bottom = page.locator("table.ec-compare").evaluate("one => one.getBoundingClientRect().bottom")
    assert bottom <= 1046
    sizes = page.locator("table.ec-compare tbody p").evaluate_all(
        "all => all.filter((one) => one.offsetParent)"
        ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 10  # 7.5 pt
