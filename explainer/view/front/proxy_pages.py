"""Error pages that a proxy shows by itself: the site is down, or a client asks too often.

A proxy knows no language of a visitor, so each page says it in all of them.
"""

from html import escape

from content import LANGUAGES, load_texts
from explainer.figures.palette import DARK, LIGHT

PAGES = ("unavailable", "busy")
STYLE = (
    f"body{{margin:0 auto;max-width:34rem;padding:2rem 1rem;line-height:1.5;"
    f"font-family:system-ui,sans-serif;background:{LIGHT.paper};color:{LIGHT.ink}}}"
    "h1{font-size:1.5rem}"
    f"@media(prefers-color-scheme:dark){{body{{background:{DARK.paper};color:{DARK.ink}}}}}"
)


def page(name: str) -> str:
    """Return one of `PAGES`, in every language of the site one below the other."""
    parts = []
    for code, card in LANGUAGES.items():
        texts = load_texts(code)
        title = escape(texts(f"line.proxy.{name}_title"))
        words = escape(texts(f"line.proxy.{name}"))
        parts.append(f'<section lang="{card.html_lang}"><h1>{title}</h1><p>{words}</p></section>')
    first = next(iter(LANGUAGES.values())).html_lang
    return (
        f'<!DOCTYPE html><html lang="{first}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(load_texts(next(iter(LANGUAGES)))('site.name'))}</title>"
        f"<style>{STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )
