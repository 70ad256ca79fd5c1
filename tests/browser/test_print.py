"""On paper a page is dark ink on light ground, whichever theme the screen shows.

What is read is the printed file itself: the colours of its letters and of the areas it fills.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from content.cards import load_cards
from explainer.figures.palette import DARK, LIGHT, contrast
from explainer.view.shell.sitemap import PAGES
from tests.browser.layout import clipped
from tests.browser.strolls import DESK, Strolls
from tests.browser.visits import Visits, resize

WHITE = "#ffffff"
STATES = (
    ("/cross?step=2", "pt"),
    ("/sim?chapter=money", "es"),
    ("/class", "es"),
    *(
        pytest.param(*place, marks=pytest.mark.slow)
        for place in (
            ("/", "es"),
            ("/twins", "pt"),
            ("/sim?chapter=people", "pt"),
            ("/facts", "pt"),
            ("/model", "es"),
            ("/versus", "pt"),
            ("/words", "es"),
        )
    ),
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


@pytest.mark.parametrize(("path", "lang"), STATES)
def test_a_page_from_a_dark_system_prints_dark_ink_on_light_paper(stroll: Strolls, path, lang):
    page = stroll(path, lang=lang, width=DESK, scheme="dark")
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


@pytest.mark.parametrize(
    "path", ["/class", pytest.param("/sim?chapter=money", marks=pytest.mark.slow)]
)
def test_both_themes_print_the_same_colours(visit: Visits, path):
    sheet = {"format": "A4", "print_background": True}
    printed = [
        set(colours(visit(path, lang="es", width=DESK, scheme=scheme).pdf(**sheet)))
        for scheme in ("light", "dark")
    ]
    assert printed[0] == printed[1]


@pytest.mark.parametrize("lang", ["es", pytest.param("pt", marks=pytest.mark.slow)])
def test_the_comparison_prints_on_one_sheet_and_what_speaks_for_each_on_the_next(
    stroll: Strolls, lang
):
    page = stroll("/versus", lang=lang, width=717)  # A4 between the browser's own margins
    page.emulate_media(media="print")
    assert page.locator("table.ec-compare:not(.ec-four) thead").is_visible()
    bottom = page.locator("table.ec-compare:not(.ec-four)").evaluate(
        "one => one.getBoundingClientRect().bottom"
    )
    assert bottom <= 1046
    sizes = page.locator("table.ec-compare:not(.ec-four) tbody p").evaluate_all(
        "all => all.filter((one) => one.offsetParent)"
        ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 10  # 7.5 pt


PAPER = {"A4": 717, "Letter": 739}
"""Sheets, and how many pixels are between the browser's own margins."""
SHEETS = (
    ("/versus", "pt", "dark", "Letter", 2),
    ("/sim?seed=5&population.crossing_share=0.6", "es", "dark", "A4", 1),
    pytest.param("/versus", "es", "light", "A4", 2, marks=pytest.mark.slow),
    pytest.param("/sim", "pt", "light", "Letter", 1, marks=pytest.mark.slow),
)
WORDS = r"""() => {
  const silent = 'script, style, title, desc, .ec-hidden, textarea, input, select, option';
  const found = [];
  const walker = document.createTreeWalker(document.querySelector('.stMain'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (holder.closest(silent) || !holder.checkVisibility({visibilityProperty: true})) continue;
    const box = holder.getBoundingClientRect();
    if (box.width > 1 && box.height > 1) found.push(...node.data.split(/\s+/));
  }
  return [...new Set(found)].filter((word) => /^\p{L}{4,}$/u.test(word));
}"""


DEAD = """() => {
  const high = (one) => one.getBoundingClientRect().height;
  return [...document.querySelectorAll('.stMain details:not([open]) > summary')]
    .filter((one) => one.checkVisibility() && high(one.parentElement) <= high(one) + 2)
    .map((one) => one.textContent);
}"""
"""What is folded and stays so on paper, by what would open it."""


def letters(pdf: bytes) -> tuple[str, list[str]]:
    """Read a printed file once: its text, and what of it begins beyond the edge of its sheet.

    The text is without spaces, which a printed file does not keep.
    """
    words, found = "", []
    for sheet in PdfReader(io.BytesIO(pdf)).pages:
        wide = float(sheet.mediabox.width)

        def look(text, cm, tm, _font, _size, wide=wide):
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            if text.strip() and not -1 <= x <= wide:
                found.append(text.strip()[:40])

        words += sheet.extract_text(visitor_text=look)
    return re.sub(r"\s+", "", words), found


def printed(page, sheet: str) -> tuple[bytes, str]:
    """Print a page; nothing that is on it in print is cut off or left out. Its text comes along."""
    resize(page, PAPER[sheet], 1000)  # charts follow a window in their own time
    page.emulate_media(media="print", reduced_motion="no-preference")
    assert clipped(page) == []
    assert page.locator("h1").bounding_box()["y"] >= 0, "the title begins above the sheet"
    assert page.evaluate(DEAD) == [], "a control that opens nothing is printed"
    words = page.evaluate(WORDS)
    pdf = page.pdf(format=sheet, print_background=True)
    text, beyond = letters(pdf)
    assert [word for word in words if word not in text] == []
    assert beyond == []
    return pdf, text


@pytest.mark.parametrize(("path", "lang", "scheme", "sheet", "most"), SHEETS)
def test_a_result_fits_on_its_sheets_with_nothing_cut(
    stroll: Strolls, path, lang, scheme, sheet, most
):
    pdf, _ = printed(stroll(path, lang=lang, width=DESK, scheme=scheme), sheet)
    assert len(PdfReader(io.BytesIO(pdf)).pages) <= most


def test_evidence_prints_what_is_folded_with_its_sources(stroll: Strolls):
    _, text = printed(stroll("/facts", lang="es", width=DESK), "A4")
    for card in load_cards().values():
        if card.where and card.title:
            assert re.sub(r"\s+", "", card.title)[:30] in text, card.id


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", PAGES, ids=lambda place: place.name)
def test_every_page_prints_whole_from_both_themes(visit: Visits, place, scheme):
    lang = "es" if scheme == "light" else "pt"
    pdf, _ = printed(visit(f"/{place.slug}", lang=lang, width=DESK, scheme=scheme), "A4")
    inks = {colour for kind, colour in colours(pdf) if kind == "text"}
    assert {ink for ink in inks if contrast(ink, WHITE) < 4.5} <= {WHITE}
