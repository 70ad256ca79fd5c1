"""How the page of evidence is arranged: questions with their studies, themes, false claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from content.cards import load_cards
from content.languages import CONTENT
from content.toml_files import read_toml

FILE = "evidence.toml"
ANSWERS = ("no", "depends", "yes")


class EvidenceError(ValueError):
    """The file names a card that is not there, or leaves one out."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The page of evidence.

    Attributes
    ----------
    questions : Mapping of str to Mapping of str to tuple of str
        The cards of each answer (`ANSWERS`) by question.
    themes : Mapping of str to tuple of str
        Every card by the theme under which it is listed.
    struck : tuple of str
        Cards about what is repeated and does not hold.
    """

    questions: Mapping[str, Mapping[str, tuple[str, ...]]]
    themes: Mapping[str, tuple[str, ...]]
    struck: tuple[str, ...]


@lru_cache(maxsize=4)
def load_arrangement(root: Path = CONTENT) -> Arrangement:
    """Read the arrangement.

    Raises `EvidenceError`, naming the card that is unknown, twice in one question, or in no theme.
    """
    entry = read_toml(root / FILE)
    cards = load_cards()
    questions = {
        name: {answer: tuple(answers[answer]) for answer in ANSWERS}
        for name, answers in entry["question"].items()
    }
    for name, answers in questions.items():
        listed = [card for part in answers.values() for card in part]
        wrong = [card for card in listed if card not in cards or listed.count(card) > 1]
        if wrong:
            raise EvidenceError(f"{FILE}: {name} has {wrong[0]}, which is unknown or twice there")
    themes = {
        name: tuple(card for card in cards if card.rstrip("0123456789") in letters)
        for name, letters in entry["themes"].items()
    }
    unlisted = set(cards) - {card for listed in themes.values() for card in listed}
    unlisted |= set(entry["struck"]) - set(cards)
    if unlisted:
        raise EvidenceError(f"{FILE}: {min(unlisted)} is in no theme, or no card")
    return Arrangement(
        MappingProxyType({name: MappingProxyType(answers) for name, answers in questions.items()}),
        MappingProxyType(themes),
        tuple(entry["struck"]),
    )
