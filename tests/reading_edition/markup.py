"""What a page of the edition says and where it leads, read without a browser."""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html.parser import HTMLParser
from pathlib import Path

UNSEEN = {"script", "style", "title", "desc", "option", "template"}
VOID = {"meta", "link", "br", "hr", "input", "img", "use", "path", "rect", "circle", "polyline"}


@dataclass
class Page(HTMLParser):
    """A page: its words, tags, ids and addresses."""

    texts: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside: list[str] = []

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag in {"script", "img"} and "src" in attributes:
            self.loaded.append(attributes["src"])
        if tag == "link" and attributes.get("rel") in {"stylesheet", "icon"}:
            self.loaded.append(attributes["href"])
        if tag in UNSEEN:
            self._inside.append(tag)

    def handle_endtag(self, tag):
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()

    def handle_data(self, data):
        if not self._inside:
            self.texts.append(data)

    @cached_property
    def words(self) -> str:
        """Return what can be read, once all of the page was fed."""
        return "".join(f" {one}" for one in self.texts)

    def meta(self, name: str) -> str:
        """Return the content of a meta element by its name or property."""
        return next(
            own["content"]
            for tag, own in self.tags
            if tag == "meta" and name in (own.get("name"), own.get("property"))
        )


def read(file: Path) -> Page:
    """Read a page; one that many others lead to only once."""
    return _read(file.resolve(), file.stat().st_mtime_ns)


@lru_cache(maxsize=200)
def _read(file: Path, _written: int) -> Page:
    return parsed(file.read_text(encoding="utf-8"))


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


def flat(text: str) -> str:
    """Return words without the spaces and signs that differ between two ways of writing HTML."""
    return re.sub(r"[\s\u00a0]+", "", text)
