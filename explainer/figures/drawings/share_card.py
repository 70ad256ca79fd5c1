"""The picture that a shared link shows: both set-ups as houses beside the site's name.

It is made of the same drawing as every page. ``tests/browser/share_pictures.py`` turns it
into ``static/share-<language>.png``; a test fails when that picture is no longer this one.
"""

from __future__ import annotations

from content.html import Markup
from explainer.figures.drawings.houses import houses_svg
from explainer.figures.palette import DISPLAY_FONT, LIGHT, PAIR, TEXT_FONT
from simulations import CAPABILITIES

WIDTH, HEIGHT = 1200, 630  # px: what social networks cut to
DOORS = ("website", "app", "messaging", "store")
FONTS = {
    "Figtree": "figtree-latin-wght-normal.woff2",
    "Fraunces": "fraunces-latin-opsz-normal.woff2",
}


def share_card(name: str, question: str, labels: dict[str, str], fonts: str) -> Markup:
    """Write the picture as a page: the site's name, a question, and a word for each of `DOORS`.

    ``fonts`` is the address of the folder with the fonts, without a slash at its end.
    """
    variables = "".join(f"{key}:{colour};" for key, colour in LIGHT.css_variables().items())
    faces = "".join(
        f"@font-face{{font-family:{family};src:url({fonts}/{file});font-weight:100 900}}"
        for family, file in FONTS.items()
    )
    style = (
        f"{faces}:root{{{variables}}}"
        f"body{{margin:0;width:{WIDTH}px;height:{HEIGHT}px;box-sizing:border-box;padding:56px 64px;"
        f"background:var(--ec-paper);color:var(--ec-ink);font-family:{TEXT_FONT}}}"
        f"h1{{margin:0;font:700 76px/1 {DISPLAY_FONT};letter-spacing:-.02em}}"
        f"p{{margin:20px 0 0;font:500 36px/1.25 {TEXT_FONT};color:var(--ec-soft)}}"
        "main{position:absolute;left:64px;right:64px;bottom:44px;display:grid;"
        "grid-template-columns:1fr 1fr;gap:48px;align-items:end}svg{display:block;width:100%}"
        ".ec-houses-wide,.ec-houses-tall{display:none}.ec-houses-middle{font-family:inherit}"
    )
    streets = Markup("").join(_street(strategy, labels) for strategy in PAIR)
    return Markup(
        '<!doctype html><html><head><meta charset="utf-8"><style>{}</style></head><body>'
        "<h1>{}</h1><p>{}</p><main>{}</main></body></html>"
    ).format(Markup(style), name, question, streets)


def _street(strategy: str, labels: dict[str, str]) -> Markup:
    levels = dict.fromkeys(CAPABILITIES, 0.0 if strategy == PAIR[0] else 1.0)
    return houses_svg(DOORS, levels, labels, title=strategy, look=strategy)
