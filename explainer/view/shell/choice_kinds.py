"""Kinds of choices that a page keeps in its address, as their legal values without a list of them.

Each is a tuple whose first value is the default, as every choice is; what it holds beside that is
only what a message to the visitor would show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Self

NONE = "none"
SEPARATOR = "-"
LETTERS = "abcdefghij"


class Numbers(tuple[str, ...]):
    """Whole numbers from 0 to ``last``."""

    last: int

    def __new__(cls, last: int) -> Self:
        """Make the numbers from 0 to ``last``."""
        made = super().__new__(cls, ("0", "1", "…", str(last)))
        made.last = last
        return made

    def __contains__(self, value: object) -> bool:
        """Say whether a text is one of the numbers, written in the one way there is."""
        if not isinstance(value, str) or not value.isascii() or not value.isdecimal():
            return False
        short = len(value) <= len(str(self.last))
        return short and str(int(value)) == value and int(value) <= self.last


class Subset(tuple[str, ...]):
    """Any of some names, written in their order with a hyphen between them; "none" is none.

    Raises
    ------
    ValueError
        If a name could not be told from two.
    """

    names: tuple[str, ...]

    def __new__(cls, names: Iterable[str]) -> Self:
        """Make the choice of any of these names."""
        listed = tuple(names)
        if any(SEPARATOR in name or not name or name == NONE for name in listed):
            raise ValueError(
                f"no name of several is empty, {NONE!r} or has {SEPARATOR!r}: {listed}"
            )
        made = super().__new__(cls, (NONE, *listed))
        made.names = listed
        return made

    def __contains__(self, value: object) -> bool:
        """Say whether a text is some of the names, each once and in their order."""
        return isinstance(value, str) and self.write(self.parts(value)) == value

    def parts(self, value: str) -> frozenset[str]:
        """Return the names in a text; what is none of them is left out."""
        return frozenset(value.split(SEPARATOR, len(self.names))) & frozenset(self.names)

    def write(self, parts: Collection[str]) -> str:
        """Write some of the names."""
        return SEPARATOR.join(name for name in self.names if name in parts) or NONE


class Letters(tuple[str, ...]):
    """One letter for each of some questions, a for the first option; "-" is no answer.

    What is open at the end is left out; "none" is no answer at all.
    """

    sizes: tuple[int, ...]

    def __new__(cls, sizes: Iterable[int]) -> Self:
        """Make the choice of one of so many options for each question; of none, where 0."""
        made = super().__new__(cls, (NONE, f"a{SEPARATOR}b…"))
        made.sizes = tuple(sizes)
        return made

    def __contains__(self, value: object) -> bool:
        """Say whether a text is such letters, written in the one way there is."""
        if value == NONE:
            return True
        if not isinstance(value, str) or not 0 < len(value) <= len(self.sizes):
            return False
        legal = (f"{SEPARATOR}{LETTERS[:size]}" for size in self.sizes)
        return value[-1] != SEPARATOR and all(
            letter in legal_letters for letter, legal_letters in zip(value, legal, strict=False)
        )
