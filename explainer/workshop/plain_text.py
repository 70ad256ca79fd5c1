"""What people type, as one harmless line; it is still escaped wherever it is shown."""

from __future__ import annotations

import unicodedata

LINE_ENDS = "\t\n\r\u2028\u2029"
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Control and format characters (direction, zero width), surrogates, unassigned."""
MOST_MARKS = 1
"""Accents on one letter beyond its own composed form."""


def one_line(text: str, longest: int) -> str:
    """Return a text without what cannot be seen, its accents bounded, its spaces single.

    Parameters
    ----------
    text : str
        From anybody.
    longest : int
        Characters that are kept at most.
    """
    kept: list[str] = []
    marks = 0
    # Four times as many are looked at: what is left out may stand before what is kept.
    for given in unicodedata.normalize("NFC", text[: 4 * longest]):
        letter = " " if given in LINE_ENDS else given
        kind = unicodedata.category(letter)
        if kind in UNSEEN:
            continue
        marks = marks + 1 if kind.startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return " ".join("".join(kept).split())[:longest].strip()


def bare(text: str) -> str:
    """Return a text without case, accents and signs, for comparing."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if letter.isalnum())
