"""Bars of a lesson as HTML: both set-ups, one quantity, and the visitor's bet on them.

Text pages stay free of charts (the chart library is the largest file of the site), and these
few bars need none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from content.formats import Formats
from content.html import Markup
from explainer.reading.lessons.lesson_numbers import Numbers
from simulations.scenario.knobs import SIDES

SHARE = 100.0
ROOM = 1.15
"""Space beyond the longest bar, where the scale has no end of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: the look of whose it is or "", its name, its length and the number as text.

    `marked` says that a bet is about this bar.
    """

    look: str
    name: str
    value: float
    text: str
    marked: bool = False


def side_rows(
    numbers: Numbers, quantity: str, shops: Sequence[str], formats: Formats, marked: str = ""
) -> list[Row]:
    """Return a bar for each side of a run.

    Parameters
    ----------
    quantity : str
        What is drawn, by its name without a side.
    shops : sequence of str
        What each side is called.
    marked : str
        Name of the number that a bet is about.
    """
    names = [f"{side}.{quantity}" for side in SIDES]
    return [
        Row(
            numbers.look(name[0]),
            shop,
            numbers.value(name),
            numbers.text(name, formats),
            marked=name == marked,
        )
        for name, shop in zip(names, shops, strict=True)
    ]


def bars(
    caption: str, rows: Sequence[Row], *, top: float = 0.0, bet: tuple[float, str] | None = None
) -> Markup:
    """Draw bars under a caption, on one line of HTML.

    Parameters
    ----------
    caption : str
        What is counted and for how many.
    top : float
        Upper end of the scale; follows the longest bar if 0. The lower end is zero, or
        beyond the lowest value if that is negative.
    bet : (float, str), optional
        A mark on the scale of the bars that it is about, and its label.
    """
    bet = bet if any(row.marked for row in rows) else None
    marks = [row.value for row in rows] + ([bet[0]] if bet else [])
    high = top or max(0.0, *marks) * ROOM
    low = min(0.0, *marks) * ROOM
    scale = (low, high if high > low else low + 1.0)
    inner = Markup("").join(_bar(row, scale, bet) for row in rows)
    bet_label = Markup('<p class="ec-bar-bet-name">{}</p>').format(bet[1]) if bet else ""
    return Markup(
        '<div class="ec-bars" role="group" aria-label="{}">'
        '<p class="ec-bars-caption">{}</p>{}{}</div>'
    ).format(caption, caption, inner, bet_label)


def _bar(row: Row, scale: tuple[float, float], bet: tuple[float, str] | None) -> Markup:
    """Draw one bar from zero to its value: to the left of zero if the value is negative."""
    look = f" ec-of-{row.look}" if row.look else ""
    zero, value = _percent_of(0.0, scale), _percent_of(row.value, scale)
    shape = f"left:{min(zero, value):.1f}%;width:{abs(value - zero):.1f}%"
    if not row.value:
        shape += ";display:none"
    mark = ""
    if bet and row.marked:
        mark = Markup('<i class="ec-bar-bet" style="left:{:.1f}%"></i>').format(
            _percent_of(bet[0], scale)
        )
    if scale[0] < 0:
        mark += Markup('<i class="ec-bar-zero" style="left:{:.1f}%"></i>').format(zero)
    return Markup(
        '<div class="ec-bar{}"><span class="ec-bar-name">{}</span>'
        '<span class="ec-bar-track" aria-hidden="true"><i style="{}"></i>{}</span>'
        '<strong class="ec-bar-number">{}</strong></div>'
    ).format(look, row.name, shape, mark, row.text)


def _percent_of(value: float, scale: tuple[float, float]) -> float:
    """Return where a value stands on a scale, 0 to 100."""
    low, high = scale
    return min(100.0, max(0.0, 100.0 * (value - low) / (high - low)))
