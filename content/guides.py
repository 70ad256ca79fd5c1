"""Longer texts for readers who want to check: prose with commands and formulas in fenced blocks.

They are written in the small Markdown of `content.markup`, with two additions: blocks between
two lines of three backticks, and `code` between single ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from content.languages import CONTENT, language_of
from content.pages import SLUG, MissingPageError, Page, parse_page

FOLDER = "guides"
FENCE = "```"
CODE = re.compile(r"`([^`\n]+)`")
COMMANDS = "sh"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of prose, whose kind is empty, or a fenced block, whose kind is its first word."""

    kind: str
    text: str


@lru_cache(maxsize=16)
def load_guide(language: str, name: str, root: Path = CONTENT) -> Page:
    """Read and check one guide; the result is cached and immutable.

    Raises
    ------
    UnknownLanguageError, MissingPageError
        If there is no such language or guide.
    PageError
        If its front matter is not as it should be.
    """
    language_of(language, root)
    file = root / language / FOLDER / f"{name}.md"
    if not SLUG.fullmatch(name) or not file.is_file():
        raise MissingPageError(f"content/{language}/{FOLDER} has no {name[:40]!r}")
    place = f"{language}/{FOLDER}/{name}.md"
    return parse_page(name, file.read_text(encoding="utf-8"), place)


def find_guides(language: str, root: Path = CONTENT) -> tuple[str, ...]:
    """Return the names of all guides of one language in alphabetical order."""
    language_of(language, root)
    return tuple(sorted(file.stem for file in (root / language / FOLDER).glob("*.md")))


def parts(body: str) -> Iterator[Part]:
    """Split a text into prose and fenced blocks, in order."""
    prose: list[str] = []
    block: list[str] | None = None
    kind = ""
    for line in body.splitlines():
        if line.startswith(FENCE):
            if block is None:
                yield from _prose(prose)
                prose, block, kind = [], [], line.removeprefix(FENCE).strip()
            else:
                yield Part(kind or "text", "\n".join(block))
                block = None
        elif block is None:
            prose.append(line)
        else:
            block.append(line)
    yield from _prose(prose)


def commands(body: str) -> tuple[Part, ...]:
    """Return the blocks that a reader is meant to run, `sh` and whatever follows that word."""
    return tuple(part for part in parts(body) if part.kind.split(" ")[0] == COMMANDS)


def _prose(lines: list[str]) -> Iterator[Part]:
    text = "\n".join(lines).strip()
    if text:
        yield Part("", text)
