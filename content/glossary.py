"""Terms with one meaning each, and where a lesson uses them for the first time.

The words are in `content/<language>/glossary.toml`: `name`, `meaning`, `decision` (which word
we use and why), `beware` (what not to confuse it with) and `forms`, the spellings that a lesson
may use, parted by commas. Which terms there are follows from that file.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from content.lessons import LISTS, Lesson
from content.markup import PLACEHOLDER
from content.texts import Texts, load_texts

FILE = "glossary"
LINKED = re.compile(r"(scene|reveal|why|pieces|try|yet|name)\.(.+\.)?(text|after|scene)")
"""Keys whose prose carries links; labels and buttons do not."""


def find_terms(texts: Texts) -> tuple[str, ...]:
    """Return the ids of all terms in the order of their names."""
    names = {
        key.split(".")[1]: texts(key)
        for key in texts.keys()  # noqa: SIM118 - Texts is no mapping
        if re.fullmatch(rf"{FILE}\.\w+\.name", key)
    }
    return tuple(sorted(names, key=lambda term: names[term].casefold()))


def forms_of(term: str, texts: Texts) -> tuple[str, ...]:
    """Return the spellings of a term, the longest first."""
    forms = [form.strip() for form in texts(f"glossary.{term}.forms").split(",")]
    return tuple(sorted((form for form in forms if form), key=len, reverse=True))


@lru_cache(maxsize=256)
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    texts = load_texts(language)
    patterns = {}
    for term in find_terms(texts):
        inner = "|".join(re.escape(form) for form in forms_of(term, texts))
        patterns[term] = re.compile(rf"(?<![\w*])(?:{inner})(?![\w*])", re.IGNORECASE)
    return MappingProxyType(patterns)


def first_uses(lesson: Lesson) -> Mapping[str, Mapping[str, str]]:
    """Return, by key of the lesson, each term that is first used there and how it is spelled."""
    return _first_uses(lesson.language, tuple(_prose(lesson)))


def _prose(lesson: Lesson) -> list[tuple[str, str]]:
    return [
        (key, text)
        for key, text in lesson.every_text()
        if key not in LISTS and LINKED.fullmatch(key)
    ]


@lru_cache(maxsize=256)
def _first_uses(
    language: str, prose: tuple[tuple[str, str], ...]
) -> Mapping[str, Mapping[str, str]]:
    uses: dict[str, dict[str, str]] = {}
    missing = dict(_patterns(language))
    for key, text in prose:
        bare = PLACEHOLDER.sub(lambda match: " " * len(match.group()), text)
        for term, pattern in tuple(missing.items()):
            match = pattern.search(bare)
            if match and not _overlaps(match.group(), uses.get(key, {})):
                uses.setdefault(key, {})[term] = match.group()
                del missing[term]
    return MappingProxyType(uses)


def _overlaps(words: str, taken: Mapping[str, str]) -> bool:
    """Return whether a spelling lies inside another that is already a link in this text."""
    return any(words in other or other in words for other in taken.values())
