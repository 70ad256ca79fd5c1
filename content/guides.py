"""Longer texts for readers who want to check: prose with commands and formulas in fenced blocks.

They are written in the small Markdown of `content.markup`, with two additions: blocks between
two lines of three backticks, and `code` between single ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.pages import Page, find_pages, load_page

FOLDER = "guides"
FENCE = "```"
CODE = re.compile(r"`([^`\n]+)`")
COMMANDS = "sh"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of prose, whose kind is empty, or a fenced block, whose kind is its first word."""

    kind: str
    text: str


def load_guide(language: str, name: str) -> Page:
    """Read and check one guide; raises the errors of `load_page`."""
    return load_page(language, name, folder=FOLDER)


def find_guides(language: str) -> tuple[str, ...]:
    """Return the names of all guides of one language in alphabetical order."""
    return find_pages(language, folder=FOLDER)


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
