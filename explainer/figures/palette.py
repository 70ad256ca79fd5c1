"""The one place for colours and type: two themes, and the look of each strategy.

A strategy has one colour, one style of line and one sign wherever it is named or drawn, so that
colour is never the only cue. A side of a comparison has the look of its strategy; one whose
set-up was changed, or that shares its strategy with the other side, has a look of its own without
colour. Contrast and distance under simulated colour blindness are checked by
``tests/figures/test_palette.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from explainer.results.marks import Side
from simulations import PRESETS, Strategy
from simulations.scenario.knobs import SIDES

Theme = Literal["light", "dark"]

TEXT_FONT = "Figtree, 'Segoe UI', system-ui, sans-serif"
DISPLAY_FONT = "Fraunces, Georgia, 'Times New Roman', serif"


Looks = tuple[str, str]
"""Names of the looks of both sides: those of strategies, or of a side's own."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What tells a look apart without its colour.

    Attributes
    ----------
    border : str
        Style and width of a border in CSS.
    strokes : str
        Dashes of an outline in SVG; empty for none.
    line, marker, hatch : str
        Dashes, marker and hatching of a chart in Plotly.
    sign, block : str
        The sign before a name, and the same where bars are named.
    """

    border: str
    strokes: str
    line: str
    marker: str
    hatch: str
    sign: str
    block: str


CUES: Mapping[str, Cue] = MappingProxyType(
    {
        "dot": Cue("2px dotted", "2 4", "2px,4px", "square", "x", "▪", "▩"),
        "dash": Cue("1.5px dashed", "6 4", "7px,5px", "circle-open", "/", "○", "▨"),
        "dashdot": Cue("3px double", "10 3 2 3", "10px,4px,2px,4px", "diamond", "-", "◐", "▤"),
        "solid": Cue("1.5px solid", "", "solid", "circle", "", "●", "■"),
    }
)


@dataclass(frozen=True, slots=True)
class Identity:
    """How one strategy or side looks.

    Attributes
    ----------
    colour : str
        Of lines and marks.
    fill : str
    dash : str
        Name of its cue in :data:`CUES`.
    text : str
        Colour of text on the fill.
    """

    colour: str
    fill: str
    dash: str
    text: str

    @property
    def cue(self) -> Cue:
        """What tells it apart without its colour."""
        return CUES[self.dash]

    def css_variables(self, name: str) -> dict[str, str]:
        """Return its colours by the variables that have its name."""
        return {
            f"--ec-{name}": self.colour,
            f"--ec-{name}-fill": self.fill,
            f"--ec-{name}-text": self.text,
        }


PAIR: Looks = ("multichannel", "omnichannel")
"""Looks of both sides where a page compares these two."""
SIDE_LOOKS: Looks = ("own_a", "own_b")
"""Looks of sides that are no strategy of the palette."""


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
    single: Identity
    islands: Identity
    cross: Identity
    connected: Identity
    neutral: Identity
    difference: Identity
    own_a: Identity
    own_b: Identity
    looks: Looks = PAIR

    def look(self, name: str) -> Identity:
        """Return the look of a strategy or of a side's own by its name in code.

        Islands are the multichannel company and the warm accent of the site, connected is the
        omnichannel one and the cool accent.
        """
        return {
            "single": self.single,
            "multichannel": self.islands,
            "cross_channel": self.cross,
            "omnichannel": self.connected,
            "own_a": self.own_a,
            "own_b": self.own_b,
        }[name]

    def identity(self, side: Side) -> Identity:
        """Return the look of a side in this comparison."""
        if side in SIDES:
            return self.look(self.looks[side == "b"])
        return self.neutral if side == "neutral" else self.difference

    def css_variables(self) -> dict[str, str]:
        """Return the names that ``base.css`` and the drawings use, with their colours."""
        variables = {
            "--ec-paper": self.paper,
            "--ec-card": self.card,
            "--ec-ink": self.ink,
            "--ec-soft": self.soft,
            "--ec-line": self.line,
            "--ec-edge": self.edge,
            **self.islands.css_variables("islands"),
            **self.connected.css_variables("connected"),
            "--ec-neutral": self.neutral.colour,
            "--ec-neutral-fill": self.neutral.fill,
        }
        for name in (*PRESETS, *SIDE_LOOKS):
            variables |= self.look(name).css_variables(name)
        return variables


LIGHT = Palette(
    theme="light",
    paper="#fbf7ef",
    card="#fffdf8",
    ink="#1a1816",
    soft="#5c564d",
    line="#ddd4c4",
    edge="#857b6c",
    single=Identity("#46320f", "#ebe3c6", "dot", "#46320f"),
    islands=Identity("#b4490f", "#f6dcc6", "dash", "#8f3a0c"),
    cross=Identity("#7a3fc0", "#e9dff6", "dashdot", "#5f2c9c"),
    connected=Identity("#0a6b70", "#cfe8e6", "solid", "#085357"),
    neutral=Identity("#6b655c", "#ece4d6", "solid", "#1a1816"),
    difference=Identity("#1a1816", "#ece4d6", "solid", "#1a1816"),
    own_a=Identity("#6b655c", "#fffdf8", "dash", "#1a1816"),
    own_b=Identity("#1a1816", "#ece4d6", "solid", "#1a1816"),
)
DARK = Palette(
    theme="dark",
    paper="#15171a",
    card="#1c1f23",
    ink="#f3eee4",
    soft="#b3aca0",
    line="#373b40",
    edge="#7f858c",
    single=Identity("#e6dca0", "#3a3620", "dot", "#efe7b8"),
    islands=Identity("#f0a060", "#46301f", "dash", "#f5b888"),
    cross=Identity("#a584f5", "#32264d", "dashdot", "#c6b0fb"),
    connected=Identity("#62c9c2", "#17393a", "solid", "#86d8d2"),
    neutral=Identity("#a49d92", "#2b2f34", "solid", "#f3eee4"),
    difference=Identity("#f3eee4", "#2b2f34", "solid", "#f3eee4"),
    own_a=Identity("#a49d92", "#1c1f23", "dash", "#f3eee4"),
    own_b=Identity("#f3eee4", "#2b2f34", "solid", "#f3eee4"),
)


def palette(theme: Theme, looks: Looks = PAIR) -> Palette:
    """Return the palette of a theme in which both sides have their looks."""
    return replace(DARK if theme == "dark" else LIGHT, looks=looks)


def look_of(strategy: Strategy) -> str:
    """Return the strategy whose look a set-up has; empty for one in between."""
    if len(strategy.channels) == 1:
        return "single"
    return strategy.preset if strategy.preset in PRESETS else ""


def looks_of(a: Strategy, b: Strategy) -> Looks:
    """Return the looks of two sides; their own where they are in between, or alike."""
    looks = look_of(a), look_of(b)
    if looks[0] == looks[1]:
        return SIDE_LOOKS
    return looks[0] or SIDE_LOOKS[0], looks[1] or SIDE_LOOKS[1]


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


def contrast(colour: str, background: str) -> float:
    """Return the WCAG contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(colour), luminance(background)), reverse=True)
    return (high + 0.05) / (low + 0.05)
