"""Small pieces of HTML that many pages write, and text without marks for Markdown."""

from functools import cache
from pathlib import Path

from content.html import Markup


def page_heading(title: str, lead: str) -> Markup:
    """Write the title of a page and the sentence below it."""
    return Markup('<h1>{}</h1><p class="ec-lead">{}</p>').format(title, lead)


def section_heading(title: str, lead: str) -> Markup:
    """Write the heading of a section and the sentence below it."""
    return Markup('<h2 class="ec-finding">{}</h2><p class="ec-sentence">{}</p>').format(title, lead)


def note(text: str) -> Markup:
    """Write a remark in small letters."""
    return Markup('<p class="ec-note">{}</p>').format(text)


def status(text: str) -> Markup:
    """Write a remark that is read aloud when it changes."""
    return Markup('<p class="ec-note" role="status">{}</p>').format(text)


def alert(text: str) -> Markup:
    """Write what was wrong with some input, read aloud at once."""
    return Markup('<p class="ec-problem" role="alert">{}</p>').format(text)


def plain_markdown(text: str) -> str:
    """Return a hostile text in which Markdown, as labels of controls read it, finds no marks."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+-.!|~$:^=@&" else c for c in text)


@cache
def inline_script(*files: Path) -> Markup:
    """Return the text of scripts as one element."""
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    return Markup("<script>{}</script>").format(Markup(text))
