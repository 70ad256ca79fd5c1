"""A life in sentences: one for each moment, from templates used in rotation.

Which sentence describes a moment depends on who it is, which need it is and what happened before in
the same need, never on the lane: as long as two lives are the same they read the same.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import count

from content import Texts
from content.shared_parts import load_things
from content.texts import placeholders
from content.words import Words
from explainer.narration.story import Cell, Chapter
from explainer.results.findings import capital
from simulations import FRICTIONS

MONTHS_OF_WEEKS = 52.0 / 12.0
PER_CENT = 100.0


@dataclass(frozen=True, slots=True)
class Narrator:
    """Writes one person's moments in one language.

    Attributes
    ----------
    name : str
        First name.
    shopper : int
        Number in the crowd; decides with which sentence each situation begins.
    words : Words
    currency : str
    """

    name: str
    shopper: int
    words: Words
    currency: str

    def sentence(self, cell: Cell, chapter: Chapter) -> str:
        """Write one moment as plain text, not HTML."""
        key = f"lives.say.{cell.situation}.{self.template(cell, chapter)}"
        return capital(self.words(key, **self._values(key, cell, chapter)))

    def template(self, cell: Cell, chapter: Chapter) -> int:
        """Return which of the sentences for its situation describes a moment, from 1."""
        templates = template_count(self.words, cell.situation)
        start = zlib.crc32(f"{self.shopper} {cell.situation}".encode())
        return (start + chapter.number + cell.repeat) % templates + 1

    def thing(self, chapter: Chapter) -> str:
        """Name what the person needs this time: one of the curated things, always the same one."""
        things = load_things()
        index = zlib.crc32(f"{self.shopper} {chapter.week}".encode()) % len(things)
        return self.words(f"people.things.{things[index]}")

    def where(self, cell: Cell) -> str:
        """Name the channel of a moment; an empty text where it has none."""
        channel = cell.moment.channel
        return self.words(f"terms.channel.{channel}") if channel else ""

    def week(self, chapter: Chapter) -> str:
        """Name the week of a need and its month."""
        month = int((chapter.week - 1) / MONTHS_OF_WEEKS) + 1
        write = self.words.integer
        return self.words("lives.week.label", week=write(chapter.week), month=write(month))

    def reason(self, cell: Cell) -> str:
        """Name why a moment went wrong: the cause, or the friction that made the person leave."""
        if cell.reason:
            return self.words(
                "lives.player.left_for", cause=self.words(f"terms.friction.{cell.reason}")
            )
        if cell.moment.event in FRICTIONS:
            cause = self.words(f"terms.cause.{cell.moment.cause}")
            return self.words("lives.player.reason", cause=cause)
        return ""

    def notes(self, cell: Cell) -> list[str]:
        """Write what a moment did to frustration and loyalty, and why it went wrong, if it did."""
        return [note for note in (self.points(cell), self.change(cell), self.reason(cell)) if note]

    def points(self, cell: Cell) -> str:
        """Write what a moment added to frustration; an empty text for nothing."""
        if cell.moment.points <= 0:
            return ""
        decimals = 0 if cell.moment.points >= 1 else 1
        points = self.words.signed_number(cell.moment.points, decimals)
        return self.words("lives.player.points", points=points)

    def change(self, cell: Cell) -> str:
        """Write what a need did to the wish to come back; an empty text for nothing to see."""
        size = cell.change * PER_CENT
        if abs(size) < 0.05:
            return ""
        return self.words("lives.player.wishes", change=self.words.signed_number(size))

    def _values(self, key: str, cell: Cell, chapter: Chapter) -> dict[str, str]:
        entry = self.words.entries[key]
        assert isinstance(entry, str)
        return {name: self._value(name, cell, chapter) for name in placeholders(entry)}

    def _value(self, name: str, cell: Cell, chapter: Chapter) -> str:
        match name:
            case "thing":
                return self.thing(chapter)
            case "name":
                return self.name
            case "price":
                return self.words.money(cell.price, self.currency)
            case "extra":
                return self.words.money(cell.extra, self.currency)
            case "off":
                return self.words(f"lives.place.off.{cell.previous}")
        return self.words(f"lives.place.{name}.{cell.channel}")


def template_count(texts: Texts, situation: str) -> int:
    """Return how many sentences a language has for a situation."""
    return next(n for n in count() if f"lives.say.{situation}.{n + 1}" not in texts)
