"""The languages on offer: one folder of `content/` each, nothing to register elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from content.toml_files import read_toml

CONTENT = Path(__file__).parent
LANGUAGE_FILE = "language.toml"
NAMES_FILE = "names.toml"
"""Rules for writers, no words of the site: which names and images the texts may use."""


class UnknownLanguageError(ValueError):
    """There is no folder for this language."""


class UnknownCountryError(ValueError):
    """Not a country code such as es-MX or pt-BR."""


@dataclass(frozen=True, slots=True)
class Language:
    """The contents of a language's own `language.toml`.

    Attributes
    ----------
    code : str
        The folder's name and the value of `?lang=`, for instance "pt".
    name : str
        The language's name in itself, as the switch shows it.
    html_lang : str
        The value of `<html lang>`.
    default_country : str
        The country whose numbers, dates and money are used until a reader picks another.
    citation : str
        How its readers cite a work, "apa" or "abnt"; see `content.references`.
    """

    code: str
    name: str
    html_lang: str
    default_country: str
    citation: str = "apa"


def find_languages(root: Path = CONTENT) -> Mapping[str, Language]:
    """Read the card of every language under `root`, in alphabetical order of code."""
    files = sorted(root.glob(f"*/{LANGUAGE_FILE}"))
    return MappingProxyType(
        {file.parent.name: Language(code=file.parent.name, **read_toml(file)) for file in files}
    )


def language_of(code: str, root: Path = CONTENT) -> Language:
    """Return one language, or raise `UnknownLanguageError` naming those that exist."""
    languages = LANGUAGES if root == CONTENT else find_languages(root)
    try:
        return languages[code]
    except KeyError:
        raise UnknownLanguageError(
            f"no language {code[:20]!r}: there are {sorted(languages)}"
        ) from None


@lru_cache(maxsize=64)
def locale_of(country: str) -> Locale:
    """Return the conventions of a country given as language and territory, "es-MX"."""
    try:
        locale = Locale.parse(country, sep="-")
    except (UnknownLocaleError, ValueError):
        raise UnknownCountryError(f"no country {country[:20]!r}: give one such as es-MX") from None
    if locale.territory is None:
        raise UnknownCountryError(f"{country!r} is a language: give a country too, such as es-MX")
    return locale


LANGUAGES = find_languages()
