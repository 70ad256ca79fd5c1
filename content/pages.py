"""Pages of prose: Markdown after a front matter in TOML between two lines of +++."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.languages import CONTENT, language_of

SLUG = re.compile(r"[a-z][a-z0-9_]{0,40}")
CONCEPT = re.compile(r"[A-Z]{2}-\d{2}")
EVIDENCE = re.compile(r"[A-Z]{2}\d{1,2}")
FENCE = "+++"
ID_LISTS = {"concepts": CONCEPT, "evidence": EVIDENCE}
REQUIRED = ("title", "description", "concepts")


class MissingPageError(LookupError):
    """A language has no page of this name."""


class PageError(ValueError):
    """A page's front matter lacks or misspells something; the message says what."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    Attributes
    ----------
    slug : str
        Name of the file without its ending.
    meta : Mapping[str, str or tuple of str]
        Front matter: title, description, concepts and whatever else the page declares.
    body : str
        Everything after the front matter, Markdown.
    sections : tuple of (str, str)
        Heading and Markdown of each part; text before the first heading has the heading "".
    """

    slug: str
    meta: Mapping[str, Any]
    body: str
    sections: tuple[tuple[str, str], ...]


@lru_cache(maxsize=128)
def load_page(language: str, slug: str, root: Path = CONTENT, folder: str = "pages") -> Page:
    """Read and check one page of a folder; the result is cached and immutable.

    Raises
    ------
    UnknownLanguageError, MissingPageError
        If there is no such language or page.
    PageError
        If its front matter is not as it should be.
    """
    language_of(language, root)
    file = root / language / folder / f"{slug}.md"
    if not SLUG.fullmatch(slug) or not file.is_file():
        raise MissingPageError(f"content/{language}/{folder} has no {slug[:40]!r}")
    return parse_page(slug, file.read_text(encoding="utf-8"), f"{language}/{folder}/{slug}.md")


def find_pages(language: str, root: Path = CONTENT, folder: str = "pages") -> tuple[str, ...]:
    """Return the names of all pages of one language in alphabetical order."""
    language_of(language, root)
    return tuple(sorted(file.stem for file in (root / language / folder).glob("*.md")))


def parse_page(slug: str, text: str, path: str) -> Page:
    """Split a page into front matter, body and sections; `path` names it in errors."""
    head, body = _split(text, path)
    try:
        meta = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise PageError(f"{path}: {error}") from None
    _check(meta, path)
    frozen = {key: tuple(item) if isinstance(item, list) else item for key, item in meta.items()}
    return Page(slug, MappingProxyType(frozen), body, _sections(body))


def _split(text: str, path: str) -> tuple[str, str]:
    lines = text.splitlines()
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        raise PageError(f"{path}: the front matter must stand between two lines of {FENCE}")
    end = lines.index(FENCE, 1)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip()


def _check(meta: Mapping[str, Any], path: str) -> None:
    for key in REQUIRED:
        if not meta.get(key):
            raise PageError(f"{path}: {key} is missing")
    for key in ("title", "description"):
        if not isinstance(meta[key], str) or not meta[key].strip():
            raise PageError(f"{path}: {key} must be a text")
    for key, pattern in ID_LISTS.items():
        ids = meta.get(key, [])
        if not isinstance(ids, list) or not all(
            isinstance(item, str) and pattern.fullmatch(item) for item in ids
        ):
            raise PageError(f"{path}: {key} must be a list of ids such as {pattern.pattern}")


def _sections(body: str) -> tuple[tuple[str, str], ...]:
    sections = []
    for part in re.split(r"^(?=## )", body, flags=re.MULTILINE):
        heading, text = "", part
        if part.startswith("## "):
            first, _, text = part.partition("\n")
            heading = first.removeprefix("## ").strip()
        if heading or text.strip():
            sections.append((heading, text.strip()))
    return tuple(sections)
