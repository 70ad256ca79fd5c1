"""Words inside figures: escaped, wrapped, measured, and kept apart."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from html import escape

SIZE = 14  # px, the text of every figure
SMALL = 13  # px, axis ticks; never less than 12 on a phone
LINE_HEIGHT = 1.25
_WIDTH_PER_SIZE = 0.57  # mean advance of Figtree, bold and with figures, by text size


def wrapped(text: str, characters: int, *, whole: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most so many characters; long words too, unless whole."""
    one_line = re.sub(r"[ \t\n]+", " ", text).strip()  # spaces that may not break stay as they are
    lines = textwrap.wrap(
        one_line, characters, break_long_words=not whole, break_on_hyphens=not whole
    )
    return tuple(lines) or ("",)


def markup(lines: Sequence[str], *, bold_last: bool = False) -> str:
    """Join lines as Plotly text, escaped; the last one may be bold."""
    safe = [escape(line, quote=False) for line in lines]
    if bold_last:
        safe[-1] = f"<b>{safe[-1]}</b>"
    return "<br>".join(safe)


def width(lines: Sequence[str], size: float = SIZE) -> float:
    """Estimate how wide the longest line is, in pixels, a little too wide."""
    return max((len(line) for line in lines), default=0) * size * _WIDTH_PER_SIZE


def height(lines: Sequence[str], size: float = SIZE) -> float:
    """Estimate how high the lines are together, in pixels."""
    return len(lines) * size * LINE_HEIGHT


def spread(
    centres: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Move labels on one vertical apart so that none covers another.

    Parameters
    ----------
    centres : sequence of float
        Where each label would like its middle, in pixels.
    heights : sequence of float
        Height of each label, in pixels.
    low, high : float
        The labels stay between these two, if they fit at all.

    Returns
    -------
    list of float
        The middles in the order given; labels keep the order of their centres.
    """
    order = sorted(range(len(centres)), key=lambda item: centres[item])
    placed = [0.0] * len(centres)
    floor = low
    for item in order:
        placed[item] = max(centres[item], floor + heights[item] / 2)
        floor = placed[item] + heights[item] / 2
    ceiling = high
    for item in reversed(order):
        placed[item] = min(placed[item], ceiling - heights[item] / 2)
        ceiling = placed[item] - heights[item] / 2
    return placed
