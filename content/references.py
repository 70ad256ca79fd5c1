"""How a source is named: in a sentence, and in full as APA and ABNT want it.

The words that join names are in `content/<language>/references.toml`. A card without a single
work behind it (our own calculation, a number of unknown origin) has no reference of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from content.cards import Card

ADDRESS = "[address]"
"""What stands for an address that only the browser knows."""
PLURAL = 3
"""From so many authors on, a citation in a sentence names the first alone."""

Say = Callable[..., str]
"""Texts of one language, or what stands for them: called with a key and values."""


def cited(card: Card, say: Say) -> str:
    """Return a source as it stands in a sentence: "(Gallino y Moreno, 2014)"."""
    return f"({named(card, say)})"


def named(card: Card, say: Say) -> str:
    """Return a source as a link or a list names it: "Gallino y Moreno, 2014"."""
    if not card.authors:
        return say("references.own")
    return say("references.cited", authors=_short(card, say), year=_year(card, say))


def apa(card: Card, say: Say) -> str:
    """Return the full reference in the order of APA; what the card says of its origin if none."""
    if not card.authors:
        return card.source
    names = list(card.authors)
    if card.et_al:
        people = say("references.many", first=names[0])
    elif len(names) > 1:
        people = say("references.two", first=", ".join(names[:-1]), last=names[-1])
    else:
        people = names[0]
    parts = [f"{people} ({_year(card, say)})", card.title, card.where, _doi(card)]
    return _joined(parts)


def abnt(card: Card, say: Say) -> str:
    """Return the full reference in the order of ABNT; what the card says of its origin if none."""
    if not card.authors:
        return card.source
    people = "; ".join(_upper(name) for name in card.authors)
    if card.et_al:
        people = say("references.many", first=people)
    place = f"{card.where}, {_year(card, say)}" if card.where else _year(card, say)
    return _joined([people, card.title, place, _doi(card)])


def _short(card: Card, say: Say) -> str:
    names = [name.partition(",")[0] for name in card.authors]
    if card.et_al or len(names) >= PLURAL:
        return say("references.many", first=names[0])
    return say("references.two", first=names[0], last=names[1]) if len(names) > 1 else names[0]


def _year(card: Card, say: Say) -> str:
    return str(card.year) if card.year else say("references.undated")


def _upper(name: str) -> str:
    """Write a family name in capitals, as ABNT does; an organisation wholly."""
    family, comma, rest = name.partition(",")
    return f"{family.upper()}{comma}{rest}"


def _doi(card: Card) -> str:
    return f"https://doi.org/{card.doi}" if card.doi else ""


def _joined(parts: list[str]) -> str:
    """End each part with one full stop, but neither a question nor an address."""
    ends = (".", "?", "!")
    said = [part if part.endswith(ends) else f"{part}." for part in parts[:-1] if part]
    return " ".join([*said, *filter(None, parts[-1:])])


def page_references(title: str, year: int, date: str, say: Say) -> tuple[str, ...]:
    """Return how to cite a page after APA and ABNT; `ADDRESS` stands for its address."""
    known = {"site": say("site.name"), "title": title, "year": str(year), "address": ADDRESS}
    upper = known | {"site": known["site"].upper(), "date": date}
    return (
        say("references.apa", reference=say("references.page_apa", **known)),
        say("references.abnt", reference=say("references.page_abnt", **upper)),
    )


def chart_references(
    title: str, run: Mapping[str, str], year: int, date: str, say: Say
) -> tuple[str, ...]:
    """Return how to cite a chart of a run (its ``model`` and ``seed``); see `page_references`."""
    known = {"site": say("site.name"), "title": title, "year": str(year), "address": ADDRESS}
    upper = known | {"site": known["site"].upper(), "date": date}
    return (
        say("references.apa", reference=say("references.chart_apa", **known, **run)),
        say("references.abnt", reference=say("references.chart_abnt", **upper, **run)),
    )
