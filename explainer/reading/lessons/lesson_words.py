"""The words of a lesson with their numbers in place, as HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from content import Texts
from content.cards import load_cards
from content.formats import Formats
from content.glossary import first_uses
from content.html import Markup, escape, link_to
from content.lessons import Lesson
from content.markup import blocks, inline, listed, plain
from content.references import in_text_citation
from content.texts import CITATION, with_years
from content.words import Words
from explainer.reading.lessons.lesson_numbers import Numbers
from explainer.reading.page_links import PageLinks
from explainer.results.findings import exact_decimals

STORY, CARD, CITE = "story:", "card:", "cite:"
CARD_DECIMALS = 5


class UnfilledPlaceholderError(ValueError):
    """A lesson has a placeholder that nothing can fill."""


def with_capability_name(shop: str, capability: str, texts: Texts) -> str:
    """Name a shop that has one capability more than it usually has."""
    added = texts(f"terms.capability.{capability}.name")
    return texts("lesson.with_piece", name=shop, piece=added)


@dataclass(frozen=True, slots=True)
class Reading:
    """A lesson as one visitor reads it.

    Attributes
    ----------
    runs : Mapping of str to Numbers
        The base run, the one in which it fails, and the visitor's own.
    """

    lesson: Lesson
    words: Words
    runs: Mapping[str, Numbers]
    links: PageLinks

    def line(self, key: str, run: str = "base", **values: str) -> Markup:
        """Return a text as one line of HTML; `run` fills the places that name none."""
        return inline(self._linked(key), lambda name: self._fill(name, run, values))

    def prose(self, key: str, run: str = "base", **values: str) -> Markup:
        """Return a text of several paragraphs as HTML."""
        return blocks(self._linked(key), lambda name: self._fill(name, run, values))

    def items(self, key: str) -> Markup:
        """Return a list of texts as HTML."""
        return listed(self.lesson.items(key), lambda name: self._fill(name, "base", {}))

    def label(self, key: str, run: str = "base", **values: str) -> str:
        """Return a text without marks or links, for the label of a control."""
        bare = plain(self.lesson.text(key), lambda name: self.bare(name, run, values))
        return re.sub(r"\s+", " ", bare).strip()

    def _linked(self, key: str) -> str:
        """Mark the terms that are used here for the first time in the lesson."""
        text = self.lesson.text(key)
        for term, spelling in first_uses(self.lesson).get(key, {}).items():
            spelled = rf"(?<![\w*{{.:]){re.escape(spelling)}(?![\w*])"
            text = re.sub(spelled, f"{{term:{term}|{spelling}}}", text, count=1)
        return text

    def _fill(self, placeholder: str, run: str, values: Mapping[str, str]) -> str:
        if placeholder.startswith("term:"):
            term, _, words = placeholder.removeprefix("term:").partition("|")
            return link_to(self.links.link("glossary", term), words, "ec-term")
        if placeholder.startswith((CARD, CITE)):
            card, _, _ = placeholder.partition(":")[2].partition(".")
            shown = self.bare(placeholder, run, values)
            return link_to(self.links.link("evidence", card), shown, "ec-cite")
        return self.bare(placeholder, run, values)

    def bare(self, placeholder: str, run: str, values: Mapping[str, str]) -> str:
        """Return what fills a placeholder, as plain text.

        Raises `UnfilledPlaceholderError`, ValueError or KeyError if there is nothing of this name.
        """
        if placeholder in values:
            return values[placeholder]
        if placeholder.startswith(STORY):
            return placeholder.removeprefix(STORY)
        if placeholder.startswith(CITE):
            return in_text_citation(load_cards()[placeholder.removeprefix(CITE)], self.words)
        if placeholder.startswith(CARD):
            return self._card_value(placeholder.removeprefix(CARD))
        named, _, name = placeholder.rpartition(":")
        if (named or run) not in self.runs:
            raise UnfilledPlaceholderError(
                f"{{{placeholder[:60]}}}: no run is called {named[:20]!r} here"
            )
        return self.runs[named or run].text(name, self.words)

    def _card_value(self, name: str) -> str:
        card, _, number = name.partition(".")
        if not number:  # a code is no citation
            return in_text_citation(load_cards()[card], self.words)
        return formatted_numbers(load_cards()[card].numbers, self.words)[number]


def formatted_numbers(numbers: Mapping[str, float], formats: Formats) -> dict[str, str]:
    """Write the numbers of a card with no more decimals than they have.

    Those that are not whole have as many as the longest of them: 9.10 dollars beside 26.04.
    """
    decimals = {name: exact_decimals(value, CARD_DECIMALS) for name, value in numbers.items()}
    longest = max(decimals.values(), default=0)
    return {
        name: formats.number(value, longest if decimals[name] else 0)
        for name, value in numbers.items()
    }


def linked(key: str, texts: Texts, links: PageLinks) -> Markup:
    """Return a text of a catalogue as HTML, its citations as links to their cards."""
    entry = texts.entries[key]
    assert isinstance(entry, str)
    parts = CITATION.split(with_years(entry))
    for position in range(1, len(parts), 2):
        card = load_cards()[parts[position]]
        words = in_text_citation(card, texts)
        parts[position] = link_to(links.link("evidence", card.id), words, "ec-cite")
    parts[::2] = [escape(part) for part in parts[::2]]
    return Markup("").join(parts)
