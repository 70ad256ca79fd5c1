"""Prose of lessons as HTML: paragraphs, lists, *emphasis*, **strong**, and places.

A small part of Markdown on purpose: whatever is not in it is shown as it is written. Places,
`{like.this}`, are filled by a function, so that a number can become a link to its evidence.
"""

import re
from collections.abc import Callable
from html import escape

PLACE = re.compile(r"\{([^{}\n]*)\}")
STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
EMPHASIS = re.compile(r"\*(?=\S)(.+?)(?<=\S)\*", re.DOTALL)
BULLET = "- "

Fill = Callable[[str], str]


def find_places(text: str) -> list[str]:
    """Return what stands between braces, in order."""
    return PLACE.findall(text)


def plain(text: str, fill: Fill) -> str:
    """Return a text without marks, its places filled; for counting and for attributes."""
    bare = EMPHASIS.sub(r"\1", STRONG.sub(r"\1", text))
    return PLACE.sub(lambda place: fill(place.group(1)), bare)


def inline(text: str, fill: Fill) -> str:
    """Return one line of text as HTML; `fill` gives safe HTML for the name of a place."""
    parts = PLACE.split(text)
    filled: dict[str, str] = {}
    for position in range(1, len(parts), 2):
        mark = f"\x00{position}\x00"
        filled[mark] = fill(parts[position])
        parts[position] = mark
    marked = escape("".join(parts), quote=False)
    marked = EMPHASIS.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", marked))
    for mark, html in filled.items():
        marked = marked.replace(mark, html)
    return marked


def blocks(text: str, fill: Fill) -> str:
    """Return paragraphs and lists, parted by empty lines, as HTML."""
    found = [part.strip() for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    return "".join(_block(part, fill) for part in found)


def listed(items: tuple[str, ...], fill: Fill) -> str:
    """Return several texts as a list."""
    inner = "".join(f"<li>{inline(item, fill)}</li>" for item in items)
    return f"<ul>{inner}</ul>"


def _block(part: str, fill: Fill) -> str:
    lines = [line.strip() for line in part.splitlines()]
    if all(line.startswith(BULLET) for line in lines):
        return listed(tuple(line.removeprefix(BULLET) for line in lines), fill)
    return f"<p>{inline(' '.join(lines), fill)}</p>"
