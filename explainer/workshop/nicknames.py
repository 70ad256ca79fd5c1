"""Names for a room: three made ones to choose from, or an own one that harms nobody."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from random import Random

from explainer.workshop.errors import WorkshopError
from explainer.workshop.plain_text import bare, one_line

OFFERED = 3
LONGEST = 24
SHORTEST = 2
MOST_DIGITS = 4
"""More in a row may be a telephone number, and a room has no personal data."""
ALLOWED = re.compile(r"[^\W_]+(?:[ '’.\-][^\W_]+|[.])*")
NUMBERED = range(2, 1000)
DIGITS_AS_LETTERS = str.maketrans("013457", "oieast")


def suggestions(
    nouns: Sequence[str], endings: Sequence[str], taken: Collection[str], random: Random
) -> tuple[str, ...]:
    """Return made names that nobody in the room has, "Puma veloz".

    Parameters
    ----------
    nouns, endings : sequence of str
        Words of one language; every pair of them is right in grammar.
    taken : collection of str
        Names of the room as ``bare`` writes them.
    """
    pairs = [f"{noun} {ending}" for noun in nouns for ending in endings]
    random.shuffle(pairs)
    names = [name for name in pairs if bare(name) not in taken][:OFFERED]
    for number in NUMBERED:  # a room has fewer seats than there are pairs, but who knows
        if len(names) == OFFERED:
            break
        name = f"{pairs[0]} {number}"
        if bare(name) not in taken:
            names.append(name)
    return tuple(names)


def read(text: str) -> str:
    """Return an own nickname as it may be shown.

    Raises `WorkshopError`: ``nickname_length``, ``nickname_letters``, ``nickname_digits`` or
    ``nickname_refused``.
    """
    name = one_line(text, LONGEST + 1)
    if not SHORTEST <= len(name) <= LONGEST:
        raise WorkshopError("nickname_length", low=SHORTEST, high=LONGEST)
    if re.search(rf"(?:\d[ .\-]?){{{MOST_DIGITS + 1}}}", name):
        raise WorkshopError("nickname_digits", high=MOST_DIGITS)
    if not ALLOWED.fullmatch(name) or not any(letter.isalpha() for letter in name):
        raise WorkshopError("nickname_letters")
    if refused(name):
        raise WorkshopError("nickname_refused")
    return name


def refused(name: str) -> bool:
    """Return whether a name has a word that nobody should have to read on the wall."""
    words = [bare(word) for word in re.split(r"[ '’.\-]+", name)]
    words.append("".join(word for word in words if len(word) == 1))  # one that is spelled
    whole = [form for word in words for form in (word, word.translate(DIGITS_AS_LETTERS))]
    joined = bare(name).translate(DIGITS_AS_LETTERS)
    alone, anywhere = _lists()
    return any(word in alone for word in whole) or any(part in joined for part in anywhere)


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """Return words that are refused alone, and such that are refused inside of others."""
    file = Path(__file__).with_name("refused_words.toml")
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(lists["alone"]), frozenset(lists["anywhere"])
