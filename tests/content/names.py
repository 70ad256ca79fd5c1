"""One name for one thing, and images only where a story is told: rules of each language.

The rules are in `content/<language>/names.toml`:

    [[thing]]                          [[fence]]
    name = "inventario"                name = "coser"
    forbidden = ["existencias"]        forbidden = ["costur\\w+", "cos(?:er|id[oa]s?)"]
    except = ["lives\\.say\\..*"]        except = ["glossary\\.seam\\..*"]

`forbidden` are regular expressions of whole words, whatever their case; `except` are regular
expressions of whole keys in which they may stand. Keys are those of catalogues, and
`lessons/<lesson>/<key>`, `pages/<page>`, `guides/<guide>`. What a fence forbids may stand
wherever a story is told (`STORIES`) too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from content import load_texts
from content.languages import CONTENT, NAMES_FILE
from content.lessons import load_lesson
from content.pages import find_pages, load_page
from tests.content.coverage import whole_lessons

STORIES = re.compile(
    r"lessons/\w+/(?:scene|reveal)\..+|lessons/\w+/pieces\.\w+\.scene|stories\.\w+\.(?!title)\w+"
    r"|lives\.say\..+|pages/home|home\.(?:headline|reveal|bet)\b.*"
)
"""Where somebody's day is told."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What may not be said, and where it may be said all the same."""

    name: str
    forbidden: re.Pattern[str]
    allowed: tuple[re.Pattern[str], ...]

    def breaks(self, key: str, text: str) -> list[str]:
        """Return the forbidden words that a text uses."""
        if any(pattern.fullmatch(key) for pattern in self.allowed):
            return []
        bare = re.sub(r"\{[^{}]*\}", " ", text)
        return [found.group() for found in self.forbidden.finditer(bare)]


def load_rules(language: str, root: Path = CONTENT) -> list[Rule]:
    """Return the rules of a language.

    Raises
    ------
    KeyError, TypeError, re.error
        If a rule lacks something or is no regular expression.
    """
    raw = tomllib.loads((root / language / NAMES_FILE).read_text(encoding="utf-8"))
    stories = {"thing": (), "fence": (STORIES,)}
    return [
        Rule(
            one["name"],
            re.compile(rf"(?<!\w)(?:{'|'.join(one['forbidden'])})(?!\w)", re.IGNORECASE),
            (*map(re.compile, one.get("except", ())), *stories[kind]),
        )
        for kind in ("thing", "fence")
        for one in raw[kind]
    ]


def every_text(language: str) -> Iterator[tuple[str, str]]:
    """Yield key and text of everything that a visitor reads."""
    for key, entry in load_texts(language).entries.items():
        for text in (entry,) if isinstance(entry, str) else entry.values():
            yield key, text
    for name in whole_lessons(language):
        for key, text in load_lesson(language, name).every_text():
            yield f"lessons/{name}/{key}", text
    for slug in find_pages(language):
        page = load_page(language, slug)
        yield f"pages/{slug}", f"{page.meta['title']}\n{page.meta['description']}\n{page.body}"
    for file in sorted((CONTENT / language / "guides").glob("*.md")):
        yield f"guides/{file.stem}", file.read_text(encoding="utf-8")


def offences(language: str) -> Iterator[str]:
    """Yield one line for every forbidden word: key, word, and the name that is ours."""
    rules = load_rules(language)
    for key, text in every_text(language):
        for rule in rules:
            for word in rule.breaks(key, text):
                yield f"{language} {key}: {word!r} ({rule.name})"
