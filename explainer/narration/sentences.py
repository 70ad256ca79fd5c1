"""A life in sentences: one for each moment, from templates that take turns.

Which sentence tells a moment depends on who it is, which need it is and what happened before in
the same need, never on the lane: as long as two lives are the same they read the same.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from content import Texts
from content.shared_parts import load_things
from content.texts import placeholders
from content.words import Words
from explainer.narration.story import Cell, Chapter
from simulations import FRICTIONS

MONTHS_OF_WEEKS = 52.0 / 12.0
HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells one person's moments in one language.

    Attributes
    ----------
    name : str
        First name.
    shopper : int
        Whom it tells of; decides with which sentence each situation begins.
    words : Words
    currency : str
    """

    name: str
    shopper: int
    words: Words
    currency: str

    def sentence(self, cell: Cell, chapter: Chapter) -> str:
        """Say one moment. Plain text, not HTML."""
        number = self.frame(cell, chapter)
        key = f"lives.say.{cell.situation}.{number}"
        return opened(self.words(key, **self._values(key, cell, chapter)))

    def frame(self, cell: Cell, chapter: Chapter) -> int:
        """Return which of the sentences for its situation tells a moment, from 1."""
        count = frames(self.words, cell.situation)
        start = zlib.crc32(f"{self.shopper} {cell.situation}".encode())
        return (start + chapter.number + cell.turn) % count + 1

    def thing(self, chapter: Chapter) -> str:
        """Name what the person needs this time: one of the curated things, always the same one."""
        things = load_things()
        pick = zlib.crc32(f"{self.shopper} {chapter.week}".encode()) % len(things)
        return self.words(f"people.things.{things[pick]}")

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

    def points(self, cell: Cell) -> str:
        """Write what a moment added to frustration; an empty text for nothing."""
        if cell.moment.points <= 0:
            return ""
        size = self.words.signed_number(cell.moment.points, self._places(cell.moment.points))
        return self.words("lives.player.points", points=size)

    def change(self, cell: Cell) -> str:
        """Write what a need did to the wish to come back; an empty text for nothing to see."""
        size = cell.change * HUNDRED
        if abs(size) < 0.05:
            return ""
        return self.words("lives.player.wishes", change=self.words.signed_number(size))

    def _places(self, size: float) -> int:
        return 0 if size >= 1 else 1

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
                return self.words(f"lives.place.off.{cell.off}")
        return self.words(f"lives.place.{name}.{cell.at}")


def opened(text: str) -> str:
    """Begin a sentence with a capital letter; names and numbers stay as they are."""
    return text[:1].upper() + text[1:]


def frames(texts: Texts, situation: str) -> int:
    """Return how many sentences a language has for a situation."""
    count = 0
    while f"lives.say.{situation}.{count + 1}" in texts:
        count += 1
    return count
