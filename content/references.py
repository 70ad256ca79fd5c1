"""How a source is named: in a sentence, and in full as APA and ABNT want it.

The words that join names are in `content/<language>/references.toml`. A card without a single
work behind it (our own calculation, a number of unknown origin) has no reference of its own.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar

from babel.dates import format_skeleton, get_month_names

from content.cards import DERIVED, Work, load_cards
from content.languages import language_of, locale_of

ADDRESS = "[address]"
"""What stands for an address that only the browser knows."""
UNKNOWN_ORIGIN = "—"
"""What a card has as its source if nobody knows where its figure comes from."""
PLURAL, ABNT_PLURAL = 3, 4
"""From so many authors on, a citation names the first alone; after ABNT, from one more."""
SOUNDS_I = re.compile(r"h?i(?!e)", re.IGNORECASE)
ISSUE = re.compile(r"(.+?) (\d{1,3})(?:\((\d+)\))?")
"""A volume of a journal, and its issue: "Management Science 63(8)"."""
SHORT_MONTH = 4
"""Letters up to which ABNT writes the name of a month in full: "maio", but "nov."."""
SHORT_WORD = 3
"""Letters up to which the first word of a title takes the next one with it into capitals."""
ENDS = (".", "?", "!")


AnyWork = TypeVar("AnyWork", bound=Work)


class TextLookup(Protocol):
    """Texts of one language: called with a key and values.

    `content.texts` imports this module, so its own type cannot be named here.
    """

    @property
    def language(self) -> str:
        """Code of the language."""

    def __call__(self, key: str, /, **values: str) -> str:
        """Return a text with its places filled."""


def in_text_citation(card: Work, texts: TextLookup) -> str:
    """Return a source as it stands in a sentence, in the style of the language.

    "(Gallino y Moreno, 2014)" after APA; "(Gallino; Moreno, 2014)" after ABNT NBR 10520.
    """
    if _style(texts) == "abnt" and card.authors:
        names = _families(card)
        people = "; ".join(names)
        if card.et_al or len(names) >= ABNT_PLURAL:
            people = texts("references.many", first=names[0])
        return f"({texts('references.cited', authors=people, year=_year(card, texts))})"
    return f"({short_reference(card, texts)})"


def short_reference(card: Work, texts: TextLookup) -> str:
    """Return a source as a link or a list names it: "Gallino y Moreno, 2014"."""
    if not card.authors:
        return texts("references.own" if card.read == DERIVED else "references.unsigned")
    return texts("references.cited", authors=_short(card, texts), year=_year(card, texts))


def full_reference(card: Work, texts: TextLookup) -> str:
    """Return the full reference in the style that readers of the language use."""
    return FULL[_style(texts)](card, texts)


def apa(card: Work, texts: TextLookup) -> str:
    """Return the full reference in the order of APA; what the card says of its origin if none.

    Where the work was read in an article, that article follows it: "Citado en …".
    """
    return _reference(card, texts, _apa_entry)


def abnt(card: Work, texts: TextLookup) -> str:
    """Return the full reference in the order of ABNT; what the card says of its origin if none.

    Where the work was read in an article, that article follows it: "… apud …".
    """
    return _reference(card, texts, _abnt_entry, ended=False)


def unique_references(cards: Iterable[AnyWork], texts: TextLookup) -> Mapping[str, AnyWork]:
    """Return the full references of cards that have a work, each work once, with its first card."""
    first: dict[tuple[tuple[str, ...], int, str], AnyWork] = {}
    for card in cards:
        if card.authors:
            first.setdefault((card.authors, card.year, _title(card, texts)), card)
    return MappingProxyType({full_reference(card, texts): card for card in first.values()})


def _reference(
    card: Work, texts: TextLookup, entry: Callable[[Work, TextLookup], str], *, ended: bool = True
) -> str:
    """Write a work as an entry, and after it the article in which it was read, if it was.

    Unless the first is ``ended``, both are one sentence.
    """
    if not (card.authors or card.title):
        return _origin_of_card(card, texts)
    work = entry(card, texts)
    if not card.account:
        return work
    work = work if ended else work.removesuffix(".")
    return texts("references.read_in", work=work, account=entry(card.account, texts))


def _apa_entry(card: Work, texts: TextLookup) -> str:
    """Write one entry: "Gao, F. y Su, X. (2017). Title. Journal, 63(8). Address"."""
    when = _year(card, texts)
    if card.day:
        locale = locale_of(language_of(texts.language).default_country)
        when = f"{card.year}, {format_skeleton('MMMMd', card.day, locale=locale)}"
    where = card.where or card.publisher
    if match := ISSUE.fullmatch(where):
        name, volume, issue = match.groups()
        where = f"{name}, {volume}" + (f"({issue})" if issue else "")
    where = ", ".join(filter(None, (where, card.pages)))
    address = card.address or (card.seen if card.online else "")
    if not card.authors:
        return _joined([f"{_ended(_title(card, texts))} ({when})", where, address])
    names = list(card.authors)
    if card.et_al:
        people = texts("references.many", first=names[0])
    elif len(names) > 1:
        people = _two(", ".join(names[:-1]), names[-1], texts)
    else:
        people = names[0]
    return _joined([f"{_ended(people)} ({when})", _title(card, texts), where, address])


def _abnt_entry(card: Work, texts: TextLookup) -> str:
    """Write one entry: "GAO, F.; SU, X. Title. Journal, v. 63, n. 8, 2017. DOI: address."."""
    people = "; ".join(_upper(name) for name in card.authors)
    if card.et_al:
        people = texts("references.many", first=people)
    title = _title(card, texts)
    if not card.authors:
        title = _first_upper(title)
    online = ""
    if card.online:
        read = abnt_date(card.accessed, texts.language)
        online = texts("references.online", address=card.seen, date=read)
    doi = f"DOI: {card.address}" if card.doi else ""
    return _ended(_joined([people, title, _abnt_publication(card, texts), doi, online]))


def _title(card: Work, texts: TextLookup) -> str:
    """Return the title of a work; in brackets, as both styles do, what it is if it has none."""
    return card.title or f"[{texts(_described(card))}]"


def _described(card: Work) -> str:
    """Return the key of the words for a work without a title."""
    return card.untitled if "." in card.untitled else f"references.described.{card.untitled}"


def _origin_of_card(card: Work, texts: TextLookup) -> str:
    """Return what a card without a work rests on: other cards by their authors, never by a code."""
    if card.source == UNKNOWN_ORIGIN:
        return texts("references.nowhere")
    cards = load_cards()
    codes = card.source.split(" × ")
    if not all(code in cards for code in codes):
        return card.source
    return "; ".join(dict.fromkeys(short_reference(cards[code], texts) for code in codes))


FULL: Mapping[str, Callable[[Work, TextLookup], str]] = MappingProxyType({"apa": apa, "abnt": abnt})
"""How each style writes a reference in full."""


def _style(texts: TextLookup) -> str:
    return language_of(texts.language).citation


def _abnt_publication(card: Work, texts: TextLookup) -> str:
    """Write where a work stands as ABNT does: "Management Science, v. 63, n. 8, p. 1–9, 2017"."""
    when = str(card.year) if card.year else texts("references.undated_entry")
    if card.day:
        when = abnt_date(card.day, texts.language)
    where = card.where
    if match := ISSUE.fullmatch(where):
        name, volume, issue = match.groups()
        where = f"{name}, v. {volume}" + (f", n. {issue}" if issue else "")
    elif not where:
        place = card.place or texts("references.no_place")
        where = f"{place}: {card.publisher}" if card.publisher else place
    pages = f"p. {card.pages.replace('–', '-')}" if card.pages else ""
    return ", ".join(filter(None, (where, pages, when)))


def abnt_date(day: datetime.date, language: str) -> str:
    """Write a date as ABNT NBR 6023 has it in a reference: "28 nov. 2026", "5 maio 2026"."""
    locale = locale_of(language_of(language).default_country)
    name = get_month_names("wide", locale=locale)[day.month]
    if len(name) > SHORT_MONTH:
        name = get_month_names("abbreviated", locale=locale)[day.month].rstrip(".") + "."
    return f"{day.day} {name} {day.year}"


def _short(card: Work, texts: TextLookup) -> str:
    names = _families(card)
    if card.et_al or len(names) >= PLURAL:
        return texts("references.many", first=names[0])
    return _two(names[0], names[1], texts) if len(names) > 1 else names[0]


def _two(first: str, last: str, texts: TextLookup) -> str:
    """Join two names; Spanish says "e" before the sound of an i."""
    key = "references.two_i" if SOUNDS_I.match(last) else "references.two"
    return texts(key, first=first, last=last)


def _families(card: Work) -> list[str]:
    return [name.partition(",")[0] for name in card.authors]


def _year(card: Work, texts: TextLookup) -> str:
    return str(card.year) if card.year else texts("references.undated")


def _upper(name: str) -> str:
    """Write a family name in capitals, as ABNT does; an organisation wholly."""
    family, comma, rest = name.partition(",")
    return f"{family.upper()}{comma}{rest}"


def _first_upper(title: str) -> str:
    """Write a title that stands first as ABNT does: its first word in capitals.

    An article or another short word takes the next one with it: "DA VISITA à conversão".
    """
    words = title.split(" ")
    count = 2 if len(words[0]) <= SHORT_WORD else 1
    return " ".join([*(word.upper() for word in words[:count]), *words[count:]])


def _ended(part: str) -> str:
    """End a part with one full stop; a question needs none."""
    return part if part.endswith(ENDS) else f"{part}."


def _joined(parts: list[str]) -> str:
    """End each part with one full stop, but neither a question nor an address."""
    *most, last = filter(None, parts)
    return " ".join([*map(_ended, most), last if last.startswith("http") else _ended(last)])


def page_references(title: str, year: int, date: str, texts: TextLookup) -> tuple[str, ...]:
    """Return how to cite a page after APA and ABNT.

    Parameters
    ----------
    date : str
        The day on which the page was read, as ABNT writes it: `content.formats.Formats.abnt_date`.
    texts : callable
        Texts of one language.

    Returns
    -------
    tuple of str
        `ADDRESS` stands for the address of the page.
    """
    return _both_styles("page", {"title": title, "year": str(year)}, date, texts)


def chart_references(
    title: str, run: Mapping[str, str], year: int, date: str, texts: TextLookup
) -> tuple[str, ...]:
    """Return how to cite a chart of a run (its ``model`` and ``seed``); see `page_references`."""
    return _both_styles("chart", {"title": title, "year": str(year), **run}, date, texts)


def _both_styles(
    kind: str, values: Mapping[str, str], date: str, texts: TextLookup
) -> tuple[str, ...]:
    apa_values = {"site": texts("site.name"), "address": ADDRESS, **values}
    abnt_values = apa_values | {"site": apa_values["site"].upper(), "date": date}
    return (
        texts("references.apa", reference=texts(f"references.{kind}_apa", **apa_values)),
        texts("references.abnt", reference=texts(f"references.{kind}_abnt", **abnt_values)),
    )
