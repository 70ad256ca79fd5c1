"""Evidence cards: the facts, once for all languages. Their words are in the catalogues."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.languages import CONTENT
from content.toml_files import read_toml

FILE = "cards.toml"
DEFINITIONS = "definitions.toml"
ACCOUNTS = "accounts.toml"
COMPANIES = "companies.toml"
GRADES = ("A", "A−", "B", "C", "D")
ACCOUNT = "account"
DERIVED = "derived"
READ = ("source", ACCOUNT, DERIVED)
ACCESSED = datetime.date(2026, 11, 22)
"""The day on which the addresses were read that name no other."""
COMPANY_COUNTRIES = ("Spain", "Mexico", "Brazil", "Panama")
"""Countries of the examples of companies; their names are in `companies.places`."""


class CardError(ValueError):
    """The shared file of cards has an error; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A publication, as a citation names it.

    Attributes
    ----------
    read : str
        One of `READ`: in the source itself, in a secondary account, or derived here.
    year : int
        Of the publication; 0 where we could not establish it.
    day : datetime.date or None
        Of the publication, where it is of a day.
    authors : tuple of str
        People as "Family, I.", or organisations; empty where there is no single work.
    et_al : bool
        Whether there are more authors than those named.
    title, where, doi : str
        Of the work and of the journal or site; empty where not established.
    pages : str
        Of an article: "67–85"; empty where not established.
    place, publisher : str
        Of a book or a report; empty where not established.
    source : str
        What stands instead of a work: other cards ("CO4 × OP12"), data, a dash.
    seen : str
        Address of what was read; empty if it has none.
    online : bool
        Whether the work itself stands at that address.
    accessed : datetime.date
        The day on which the address was read.
    account : Work or None
        The article in which the work was read, where it was not read itself.
    untitled : str
        Key of the words that describe a work whose title is not known; empty where it has one.
    """

    read: str
    year: int = 0
    day: datetime.date | None = None
    authors: tuple[str, ...] = ()
    et_al: bool = False
    title: str = ""
    where: str = ""
    doi: str = ""
    pages: str = ""
    place: str = ""
    publisher: str = ""
    source: str = ""
    seen: str = ""
    online: bool = False
    accessed: datetime.date = ACCESSED
    account: "Work | None" = None
    untitled: str = ""

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
        What is printed, by its placeholder in the words.
    years : Mapping of str to int
        Calendar years that texts name, by placeholder: no country parts their thousands.
    """

    id: str
    grade: str
    numbers: Mapping[str, float]
    years: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Work):
    """A fact about a company that anybody can look up, and where it stands.

    Attributes
    ----------
    id : str
        Its words are `companies.<id>`.
    country : str
        One of `COMPANY_COUNTRIES`: where the fact holds.
    capability : str
        The capability of a scenario that it shows; empty for a company that has one channel there.
    numbers : Mapping of str to number
        What is printed, by its placeholder in the words.
    """

    id: str
    country: str
    capability: str
    numbers: Mapping[str, float]


@lru_cache(maxsize=8)
def load_cards(root: Path = CONTENT) -> Mapping[str, Card]:
    """Return all cards by id, in the order of the file.

    Raises `CardError`, naming the card and what is wrong with it.
    """
    accounts = load_accounts(root)
    return MappingProxyType(
        {name: _card(name, table, accounts) for name, table in read_toml(root / FILE).items()}
    )


@lru_cache(maxsize=8)
def load_accounts(root: Path = CONTENT) -> Mapping[str, Work]:
    """Return the articles in which works were read that were not seen themselves, by address.

    Raises `CardError`, naming the address of one that names neither who wrote it nor its title.
    """
    accounts = {
        address: Work(read="source", seen=address, online=True, **_known(table))
        for address, table in read_toml(root / ACCOUNTS).items()
    }
    for address, account in accounts.items():
        if not (account.authors or account.title) or not (account.title or account.untitled):
            raise CardError(f"{ACCOUNTS}: {address}: nothing to name it by")
    return MappingProxyType(accounts)


@lru_cache(maxsize=8)
def load_definitions(root: Path = CONTENT) -> Mapping[str, Work]:
    """Return the work that the definition of a strategy follows, for those that have one."""
    return MappingProxyType(
        {
            strategy: Work(read="source", **_known(table))
            for strategy, table in read_toml(root / DEFINITIONS).items()
        }
    )


@lru_cache(maxsize=8)
def load_companies(root: Path = CONTENT) -> Mapping[str, Company]:
    """Return the examples of companies by id, in the order of the file.

    Raises `CardError`, naming the company and what is missing.
    """
    companies = {
        name: Company(id=name, read="source", online=True, **_numbered(table))
        for name, table in read_toml(root / COMPANIES).items()
    }
    for name, company in companies.items():
        if (
            company.country not in COMPANY_COUNTRIES
            or not company.seen
            or not (company.title or company.untitled)
        ):
            raise CardError(f"{COMPANIES}: {name}: country, seen and title are needed")
    return MappingProxyType(companies)


def _known(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a work from its table; the year is that of the day, if given."""
    known = dict(table) | {"authors": tuple(table.get("authors", ()))}
    if "day" in table:
        known["year"] = table["day"].year
    return known


def _numbered(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a work from its table, with the numbers that are printed."""
    return _known(table) | {"numbers": MappingProxyType(dict(table.get("numbers", {})))}


def _card(name: str, table: Mapping[str, Any], accounts: Mapping[str, Work]) -> Card:
    known = _numbered(table) | {"years": MappingProxyType(dict(table.get("years", {})))}
    if known.get("authors") and not known.get("title"):
        known["untitled"] = f"cards.{name}.work"
    if table.get("read") == ACCOUNT:
        known["account"] = accounts.get(table.get("seen", ""))
    try:
        card = Card(id=name, **known)
    except TypeError as error:
        raise CardError(f"{FILE}: {name}: {error}") from None
    if card.grade not in GRADES or card.read not in READ:
        raise CardError(f"{FILE}: {name}: grade is one of {GRADES}, read is one of {READ}")
    if bool(card.authors) == bool(card.source):
        raise CardError(f"{FILE}: {name}: name either authors or, without a single work, a source")
    if card.read == ACCOUNT and card.authors and card.seen and not card.account:
        raise CardError(f"{FILE}: {name}: {ACCOUNTS} does not name what was read")
    return card
