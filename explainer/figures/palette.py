"""The one place for colours and type: two themes, two strategy identities.

Islands are warm and dashed, connected is cool and solid, in every figure, so
that colour is never the only cue. Contrast and distance under simulated colour
blindness are checked by ``tests/figures/test_palette.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explainer.results.marks import Side

Theme = Literal["light", "dark"]

TEXT_FONT = "Figtree, 'Segoe UI', system-ui, sans-serif"
DISPLAY_FONT = "Fraunces, Georgia, 'Times New Roman', serif"


@dataclass(frozen=True, slots=True)
class Identity:
    """How one side looks: colour of marks, fill, dash, and colour of text on the fill."""

    colour: str
    fill: str
    dash: str
    text: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of one theme, as ``#rrggbb``."""

    theme: Theme
    paper: str
    card: str
    ink: str
    soft: str
    line: str
    edge: str
    islands: Identity
    connected: Identity
    neutral: Identity
    difference: Identity

    def identity(self, side: Side) -> Identity:
        """Return the look of a side: ``a`` is islands, ``b`` is connected."""
        return {
            "a": self.islands,
            "b": self.connected,
            "neutral": self.neutral,
            "difference": self.difference,
        }[side]

    def css_variables(self) -> dict[str, str]:
        """Return the names that ``base.css`` and the drawings use, with their colours."""
        return {
            "--ec-paper": self.paper,
            "--ec-card": self.card,
            "--ec-ink": self.ink,
            "--ec-soft": self.soft,
            "--ec-line": self.line,
            "--ec-edge": self.edge,
            "--ec-islands": self.islands.colour,
            "--ec-islands-fill": self.islands.fill,
            "--ec-islands-text": self.islands.text,
            "--ec-connected": self.connected.colour,
            "--ec-connected-fill": self.connected.fill,
            "--ec-connected-text": self.connected.text,
            "--ec-neutral": self.neutral.colour,
            "--ec-neutral-fill": self.neutral.fill,
        }


LIGHT = Palette(
    theme="light",
    paper="#fbf7ef",
    card="#fffdf8",
    ink="#1a1816",
    soft="#5c564d",
    line="#ddd4c4",
    edge="#857b6c",
    islands=Identity("#b4490f", "#f6dcc6", "dash", "#8f3a0c"),
    connected=Identity("#0a6b70", "#cfe8e6", "solid", "#085357"),
    neutral=Identity("#6b655c", "#ece4d6", "solid", "#1a1816"),
    difference=Identity("#1a1816", "#ece4d6", "solid", "#1a1816"),
)
DARK = Palette(
    theme="dark",
    paper="#15171a",
    card="#1c1f23",
    ink="#f3eee4",
    soft="#b3aca0",
    line="#373b40",
    edge="#7f858c",
    islands=Identity("#f0a060", "#46301f", "dash", "#f5b888"),
    connected=Identity("#62c9c2", "#17393a", "solid", "#86d8d2"),
    neutral=Identity("#a49d92", "#2b2f34", "solid", "#f3eee4"),
    difference=Identity("#f3eee4", "#2b2f34", "solid", "#f3eee4"),
)


def palette(theme: Theme) -> Palette:
    """Return the palette of a theme."""
    return DARK if theme == "dark" else LIGHT


def rgb(colour: str) -> tuple[int, int, int]:
    """Split ``#rrggbb`` into its three channels, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def translucent(colour: str, opacity: float) -> str:
    """Return the colour as CSS ``rgba()`` with an opacity from 0 to 1."""
    red, green, blue = rgb(colour)
    return f"rgba({red},{green},{blue},{opacity:g})"


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
