"""A client as a presentation knows it: what the scenario does not hold of a company."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from explainer.exports.pitch.logo import is_drawing
from explainer.figures.palette import contrast, rgb
from simulations.scenario.problems import one_line

SHOPS, VISITS = 1, 3_000
MOST_SHOPS, MOST_VISITS = 20_000, 10_000_000
LONGEST_NAME = 60
MONTHS = 12
ACCENT = "#0b5e7a"
CONTRAST = 4.5
NUMBERS = ("shops", "visits", "ticket", "buyers")
"""The four numbers that a client knows by heart."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Firm:
    """A client.

    Attributes
    ----------
    name : str
        Hostile text, made one short printable line; empty if not told.
    shops : int
        From 1 to 20,000.
    visits : int
        To each shop in a month, from 1 to 10,000,000.
    colour : str
        ``#rrggbb``; a pale one is darkened until white text on it can be read.
    known : frozenset of str
        Which of ``NUMBERS`` the client has told; the others are our assumptions.
    logo : bytes
        A PNG, or an SVG of shapes alone, made here; empty if there is none.
    painted : bytes
        A logo that is an SVG as a PNG, for slides; empty if there is none.
    """

    name: str = ""
    shops: int = SHOPS
    visits: int = VISITS
    colour: str = ACCENT
    known: frozenset[str] = field(default_factory=frozenset)
    logo: bytes = b""
    painted: bytes = b""

    def __post_init__(self) -> None:
        if not 1 <= self.shops <= MOST_SHOPS or not 1 <= self.visits <= MOST_VISITS:
            raise ValueError("shops or visits are out of range")
        object.__setattr__(self, "name", clean_name(self.name))
        given = self.colour if _COLOUR.fullmatch(self.colour) else ACCENT
        object.__setattr__(self, "colour", readable(given))

    @property
    def pixels(self) -> bytes:
        """The logo as a PNG, for slides; empty if there is none."""
        return self.painted if is_drawing(self.logo) else self.logo

    @property
    def visits_per_year(self) -> int:
        """Visits to all shops together in a year."""
        return self.shops * self.visits * MONTHS

    def customers(self, visits_each: float) -> float:
        """Return how many people such visits are, each of whom makes so many a year."""
        return self.visits_per_year / visits_each if visits_each > 0.0 else 0.0


def clean_name(name: str) -> str:
    """Return a hostile name as one short printable line, without marks that turn a text around."""
    return one_line(unicodedata.normalize("NFC", str(name)[:1_000]), LONGEST_NAME)


def readable(colour: str) -> str:
    """Return a colour ``#rrggbb`` darkened until white text on it can be read (WCAG, 4.5 to 1)."""
    while contrast(colour, "#ffffff") < CONTRAST:
        colour = "#" + "".join(f"{int(part * 0.95):02x}" for part in rgb(colour))
    return colour.lower()


def file_stem(name: str, fallback: str) -> str:
    """Return a name that is safe for a file on any system: letters, digits and hyphens alone."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    stem = re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:40].strip("-")
    return f"{fallback}-{stem}" if stem else fallback
