"""Buttons that work in the browser alone: copy a text, print the page, show how to cite it."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from content import Texts
from content.html import Markup, escape, fill_each
from content.references import ADDRESS, chart_references, page_references
from content.words import Words
from simulations import MODEL_VERSION

_SCRIPT = Path(__file__).with_name("page_tools.js")


def copy_button(label: str, done: str, text: str, page: str, texts: Texts) -> Markup:
    """Return a button that copies a text, and where its success is reported, as HTML.

    Parameters
    ----------
    label, done : str
        What the button says, and what is said when the text is copied.
    text : str
        May hold `ADDRESS`, which becomes the whole address of `page`.
    page : str
        Relative address, "./versus?lang=es".
    """
    data = {"text": text, "page": page, "done": done, "failed": texts("tools.failed")}
    written = Markup("").join(
        Markup(' data-{}="{}"').format(key, value) for key, value in data.items()
    )
    return Markup(
        '<button type="button" class="ec-copy"{}>{}</button>'
        '<span class="ec-told-copy" role="status"></span>'
    ).format(written, label)


def print_button(label: str, look: str = "") -> Markup:
    """Return a button that prints the page; `look` chooses what of it, for the style sheet."""
    chosen = Markup(' data-look="{}"').format(look) if look else ""
    return Markup('<button type="button" class="ec-print"{}>{}</button>').format(chosen, label)


def today() -> datetime.date:
    """Return the day on which a page is read, as a citation names it."""
    return datetime.datetime.now(tz=datetime.UTC).date()


def page_citation(title: str, page: str, words: Words) -> Markup:
    """Return how to cite a page, after APA and ABNT, as HTML."""
    lines = page_references(title, today().year, words.abnt_date(today()), words)
    return _cited(words("brief.labels.cite"), lines, page, words)


def chart_citation(title: str, seed: int, page: str, words: Words) -> Markup:
    """Return how to cite a chart of a run, after APA and ABNT, as HTML."""
    run = {"model": MODEL_VERSION, "seed": str(seed)}
    lines = chart_references(title, run, today().year, words.abnt_date(today()), words)
    return _cited(words("tools.cite_chart"), lines, page, words)


def _cited(label: str, lines: tuple[str, ...], page: str, texts: Texts) -> Markup:
    address = Markup('<span class="ec-address" data-page="{}">{}</span>').format(page, page)
    references = fill_each("<p>{}</p>", (escape(line).replace(ADDRESS, address) for line in lines))
    button = copy_button(
        texts("tools.copy_citation"),
        texts("tools.copied_citation"),
        "\n".join(lines),
        page,
        texts,
    )
    return Markup(
        '<details class="ec-how"><summary>{}</summary><div translate="no">{}</div>'
        '<p class="ec-tools">{}</p></details>'
    ).format(label, references, button)


@cache
def script() -> Markup:
    """Return the script that answers the buttons, to be put into a page once."""
    return Markup("<script>{}</script>").format(Markup(_SCRIPT.read_text(encoding="utf-8")))
