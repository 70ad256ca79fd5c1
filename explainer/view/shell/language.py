"""Which language a visitor reads."""

from collections.abc import Mapping

from content import LANGUAGES
from simulations import COUNTRIES

FALLBACK = "es"
PARAMETER = "lang"


def resolve(query: str | None, remembered: str | None, locale: str | None) -> str:
    """Return the code of the language to show.

    Parameters
    ----------
    query : str or None
        What the address asks for, as anybody writes it: "pt", "pt-BR", "pt_BR", "ES", "es-419".
    remembered : str or None
        What this visitor read last.
    locale : str or None
        What the browser prefers, "pt-BR".

    Returns
    -------
    str
        Address before memory before browser before Spanish.
    """
    for code in map(_primary, (query, remembered, locale)):
        if code in LANGUAGES:
            return code
    return FALLBACK


def country_of(language: str, locale: str | None) -> str:
    """Return the country whose prices and writing a visitor gets until they choose another.

    Parameters
    ----------
    language : str
        Code of the language that is shown.
    locale : str or None
        What the browser prefers, "es-CO".

    Returns
    -------
    str
        The browser's own country if there is a model of it and its language is the one shown;
        else the usual one of the language.
    """
    tag = (locale or "").replace("_", "-").lower()
    for country in COUNTRIES:
        if country.lower() == tag and _primary(country) == language:
            return country
    return LANGUAGES[language].default_country


def alternatives() -> Mapping[str, str]:
    """Return the languages on offer: code and the name that the language gives itself."""
    return {code: entry.name for code, entry in LANGUAGES.items()}


def _primary(tag: str | None) -> str:
    """Cut a locale down to its language, "pt" from "pt-BR"; empty if there is none."""
    return (tag or "").strip().replace("_", "-").partition("-")[0].lower()
