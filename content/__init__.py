"""What the site says, in each of its languages, and how it writes numbers.

A language is a folder with the same files as the others: `language.toml` (who it is), TOML
catalogues of short texts, and Markdown pages. Code asks for words by key and never holds any.
"""

from content.languages import LANGUAGES, Language, UnknownCountryError, UnknownLanguageError
from content.texts import CatalogueError, MissingText, PlaceholderError, Texts, load_texts

__all__ = [
    "LANGUAGES",
    "CatalogueError",
    "Language",
    "MissingText",
    "PlaceholderError",
    "Texts",
    "UnknownCountryError",
    "UnknownLanguageError",
    "load_texts",
]
