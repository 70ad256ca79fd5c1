"""The words of a page for one reader: the texts of a language and the numbers of a country."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from content.formats import Formats
from content.languages import CONTENT
from content.texts import Texts, load_texts


@dataclass(frozen=True)
class Words(Texts, Formats):
    """Texts and number formats that belong together; call it with a key, or ask it for a number.

    It is both, so what needs only one of them takes it as that one.
    """


@lru_cache(maxsize=64)
def load_words(language: str, country: str | None = None, root: Path = CONTENT) -> Words:
    """Return the words of one language beside the numbers of one country.

    It takes what `load_texts` does. Raises `UnknownLanguageError` or `UnknownCountryError`.
    """
    texts = load_texts(language, country, root)
    return Words(language=texts.language, country=texts.country, entries=texts.entries)
