"""Evidence cards: the facts, once for all languages. Their words are in the catalogues."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.languages import CONTENT

FILE = "cards.toml"
DEFINITIONS = "definitions.toml"
GRADES = ("A", "A−", "B", "C", "D")
ACCOUNT = "account"
DERIVED = "derived"
READ = ("source", ACCOUNT, DERIVED)


class CardError(ValueError):
    """The shared file of cards says something that no card can be made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A publication, as a citation names it.

    Attributes
    ----------
    read : str
        One of `READ`: in the source itself, in a secondary account, or derived here.
    year : int
        Of the publication; 0 where we could not establish it.
    authors : tuple of str
        People as "Family, I.", or organisations; empty where there is no single work.
    et_al : bool
        Whether there are more authors than those named.
    title, where, doi : str
        Of the work and of the journal, book or site; empty where not established.
    source : str
        What stands instead of a work: other cards ("CO4 × OP12"), data, a dash.
    seen : str
        Address of what was read; empty if it has none.
    """

    read: str
    year: int = 0
    authors: tuple[str, ...] = ()
    et_al: bool = False
    title: str = ""
    where: str = ""
    doi: str = ""
    source: str = ""
    seen: str = ""

    @property
    def address(self) -> str:
        """Address of the work by its DOI; empty if it has none."""
        return f"https://doi.org/{self.doi}" if self.doi else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Work):
    """One fact and where it comes from.

    Attributes
    ----------
    id : str
        "HB1".
    grade : str
        One of `GRADES`; D is doubtful and explains why.
    numbers : Mapping of str to number
        What is printed, by the name of its place in the words.
    """

    id: str
    grade: str
    numbers: Mapping[str, float]


@lru_cache(maxsize=8)
def load_cards(root: Path = CONTENT) -> Mapping[str, Card]:
    """Return all cards by id, in the order of the file.

    Raises
    ------
    CardError
        Naming the card and what is wrong with it.
    """
    raw = tomllib.loads((root / FILE).read_text(encoding="utf-8"))
    return MappingProxyType({name: _card(name, table) for name, table in raw.items()})


@lru_cache(maxsize=8)
def load_definitions(root: Path = CONTENT) -> Mapping[str, Work]:
    """Return the work that the definition of a strategy follows, for those that have one."""
    raw = tomllib.loads((root / DEFINITIONS).read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            strategy: Work(read="source", **table | {"authors": tuple(table["authors"])})
            for strategy, table in raw.items()
        }
    )


def _card(name: str, table: Mapping[str, Any]) -> Card:
    try:
        numbers = MappingProxyType(dict(table.get("numbers", {})))
        card = Card(
            id=name,
            grade=table["grade"],
            read=table["read"],
            year=table.get("year", 0),
            authors=tuple(table.get("authors", ())),
            et_al=table.get("et_al", False),
            title=table.get("title", ""),
            where=table.get("where", ""),
            doi=table.get("doi", ""),
            source=table.get("source", ""),
            seen=table.get("seen", ""),
            numbers=numbers,
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise CardError(f"{FILE}: {name}: {error} is missing or not what it should be") from None
    if card.grade not in GRADES or card.read not in READ:
        raise CardError(f"{FILE}: {name}: grade is one of {GRADES}, read is one of {READ}")
    if bool(card.authors) == bool(card.source):
        raise CardError(f"{FILE}: {name}: name either authors or, without a single work, a source")
    return card
