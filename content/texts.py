"""Short texts by key, read from the TOML catalogues of one language."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from babel.numbers import format_decimal

from content.cards import load_cards
from content.languages import CONTENT, LANGUAGE_FILE, NAMES_FILE, language_of, locale_of
from content.references import in_text_citation
from content.toml_files import read_toml

CITATION = re.compile(r"\{cite:([A-Z]{2}\d{1,2})\}")
"""Where a text names the source of a card: "{cite:IN1}" reads "(Gallino y Moreno, 2014)"."""
YEAR = re.compile(r"\{year:([A-Z]{2}\d{1,2})\.(\w+)\}")
"""Where a text names a calendar year of a card: "{year:LA16.z_first}" reads "1997"."""
PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})

Entry = str | Mapping[str, str]


class MissingText(KeyError):  # noqa: N818 - reads as what it says where it is caught
    """A key is not in the catalogue of a language.

    Attributes
    ----------
    language, file, key : str
        Where it was looked for.
    """

    def __init__(self, language: str, file: str, key: str) -> None:
        super().__init__(f"content/{language}/{file} has no text {key!r}")
        self.language = language
        self.file = file
        self.key = key

    def __str__(self) -> str:
        return str(self.args[0])


class PlaceholderError(ValueError):
    """The values that were given are not the ones that the text has places for."""


class CatalogueError(ValueError):
    """A catalogue file holds something that is not a text; the message names it."""


@dataclass(frozen=True)
class Texts:
    """All short texts of one language; call it with a key.

    Attributes
    ----------
    language : str
        Code of the language, "es".
    country : str
        Whose numbers `plural` writes, "es-MX".
    entries : Mapping[str, str or Mapping[str, str]]
        A text, or its plural forms by CLDR category, by full key.
    """

    language: str
    country: str
    entries: Mapping[str, Entry] = field(hash=False)

    def __call__(self, key: str, /, **values: str) -> str:
        """Return the text of `key` with its named places filled.

        Parameters
        ----------
        key : str
            File stem and path inside the file, "simulator.controls.patience.label".
        **values : str
            One already formatted value for each place.

        Raises
        ------
        MissingText
            If the key is absent or names plural forms (use `plural`).
        PlaceholderError
            If a value is missing, superfluous or not a string.
        """
        entry = self.entries.get(key)
        if not isinstance(entry, str):
            raise self._missing(key)
        return _fill(key, self._cite(entry), values)

    def _cite(self, text: str) -> str:
        """Put the names of sources, and years from them, where a text asks for them."""
        if "{cite:" not in text and "{year:" not in text:  # a page asks for thousands of texts
            return text
        text = with_years(text)
        return CITATION.sub(
            lambda match: in_text_citation(load_cards()[match.group(1)], self), text
        )

    def plural(self, key: str, count: float, /, **values: str) -> str:
        """Return the form of `key` that fits `count`, with `{count}` written for the country.

        A form named `zero` is used for exactly 0 where a catalogue has one ('nobody').
        """
        entry = self.entries.get(key)
        if entry is None or isinstance(entry, str):
            raise self._missing(key)
        locale = locale_of(self.country)
        category = "zero" if count == 0 and "zero" in entry else locale.plural_form(count)
        text = entry.get(category, entry["other"])
        shown = {"count": format_decimal(count, locale=locale), **values}
        if "count" not in placeholders(text):
            shown.pop("count")
        return _fill(key, self._cite(text), shown)

    def keys(self) -> tuple[str, ...]:
        """Return every key in alphabetical order."""
        return tuple(sorted(self.entries))

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def _missing(self, key: str) -> MissingText:
        return MissingText(self.language, key.partition(".")[0] + ".toml", key)


def with_years(text: str) -> str:
    """Put the calendar years of cards where a text asks for them.

    Raises `KeyError` if no card, or the card that is named, has such a year.
    """
    return YEAR.sub(lambda match: str(load_cards()[match[1]].years[match[2]]), text)


@lru_cache(maxsize=4096)
def placeholders(text: str) -> frozenset[str]:
    """Return the names of the places in a text, "{name}" each; citations and years are none.

    Raises `CatalogueError` if a brace is not part of a plain named place.
    """
    try:
        parts = list(Formatter().parse(YEAR.sub("", CITATION.sub("", text))))
    except ValueError as error:
        raise CatalogueError(f"{text[:60]!r}: {error}") from None
    names = set()
    for _, name, specification, conversion in parts:
        if name is None:
            continue
        if not name.isidentifier() or specification or conversion:
            raise CatalogueError(f"{text[:60]!r}: {{{name}}} is not a plain named place")
        names.add(name)
    return frozenset(names)


def _fill(key: str, text: str, values: Mapping[str, str]) -> str:
    wanted = placeholders(text)
    if wanted != values.keys():
        raise PlaceholderError(f"{key} has places {sorted(wanted)}, was given {sorted(values)}")
    if not wanted:
        return text.format_map({}) if "{" in text else text
    for name, value in values.items():
        if not isinstance(value, str):
            raise PlaceholderError(f"{key}: format {name} first, it is a {type(value).__name__}")
    return text.format_map(values)


@lru_cache(maxsize=64)
def load_texts(language: str, country: str | None = None, root: Path = CONTENT) -> Texts:
    """Read and check all catalogues of one language; the result is cached and immutable.

    Parameters
    ----------
    language : str
        Code of a language in `LANGUAGES`.
    country : str, optional
        Whose numbers plural texts write; the language's default country if absent.
    root : Path, optional
        Folder that holds the language folders.
    """
    card = language_of(language, root)
    country = country or card.default_country
    locale_of(country)
    return Texts(language, country, _read_catalogues(root / language))


@lru_cache(maxsize=16)
def _read_catalogues(folder: Path) -> Mapping[str, Entry]:
    entries: dict[str, Entry] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name not in (LANGUAGE_FILE, NAMES_FILE):
            _collect(file.stem, _parse(file), entries)
    return MappingProxyType(entries)


def _parse(file: Path) -> dict[str, Any]:
    try:
        return read_toml(file)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{file.parent.name}/{file.name}: {error}") from None


def _collect(prefix: str, table: Mapping[str, Any], entries: dict[str, Entry]) -> None:
    """Flatten nested tables into dotted keys, leaving plural forms together."""
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, str):
            placeholders(value)
            entries[key] = value
        elif not isinstance(value, dict) or not value:
            raise CatalogueError(f"{key} must be a text or a table of texts")
        elif value.keys() <= PLURAL_FORMS and "other" in value:
            entries[key] = _plural_forms(key, value)
        else:
            _collect(key, value, entries)


def _plural_forms(key: str, forms: Mapping[str, Any]) -> Mapping[str, str]:
    for name, form in forms.items():
        if not isinstance(form, str):
            raise CatalogueError(f"{key}.{name} must be a text")
        placeholders(form)
    return MappingProxyType(dict(forms))
