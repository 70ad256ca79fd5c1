"""The prose of each page that is made from catalogues, as a reader meets it."""

from __future__ import annotations

import re

from content import load_texts
from content.pages import find_pages, load_page
from content.texts import CITATION
from tests.content.coverage import STRATEGIES

PAGES = {
    "brief": rf"brief\.({'|'.join(STRATEGIES)})\.(?!name).+",
    "compare": r"compare\.(lead|rows\..+)",
    "consumer": r"consumer\.(lead|\w+\.text)",
    "practice": r"practice\.(lead|q\d+\..+)",
    "glossary": r"glossary\.\w+\.(meaning|example|beware)",
    "stories": r"stories\.(lead|\w+\.(islands|connected))",
    "evidence": r"(cards\.\w+\.\w+|evidence\..+)",
    "lives": r"lives\.(rule|when|say)\..+",
}
"""Which keys of the catalogues stand on a page; single words and labels are left out."""
SENTENCE = 4
"""Words from which on a text is read as a sentence."""


def page_texts(language: str) -> dict[str, str]:
    """Return the sentences of each page, one text a line, places filled with a number."""
    texts = load_texts(language)
    found: dict[str, list[str]] = {}
    for key, entry in texts.entries.items():
        for text in (entry,) if isinstance(entry, str) else entry.values():
            for page in _pages(key):
                bare = re.sub(r"\{[^{}]*\}", "7", CITATION.sub("", text))
                if len(bare.split()) >= SENTENCE:
                    found.setdefault(page, []).append(bare)
    pages = {page: "\n".join(lines) for page, lines in found.items()}
    return pages | {slug: load_page(language, slug).body for slug in find_pages(language)}


def _pages(key: str) -> list[str]:
    named = [page for page, pattern in PAGES.items() if re.fullmatch(pattern, key)]
    if "brief" in named:
        named.append(f"brief: {next(s for s in STRATEGIES if key.startswith(f'brief.{s}.'))}")
    return named
