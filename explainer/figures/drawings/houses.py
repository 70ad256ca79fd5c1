"""Houses: channels are doors on a street, integration is walls that fall.

One function of the open channels and the nine capability levels draws every
strategy. Each inner wall is made of nine dashes, one for each capability, in
the order of the model; a dash shrinks as its capability rises, the houses move
together, and the roofs become one. A strategy has its own
colour and line. Inside, each capability has a thing of its own
(``emblems.py``). There is a wide picture, one for a column, and a taller one for phones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from types import MappingProxyType

from content.html import Markup
from explainer.figures.charts.text_layout import wrapped
from explainer.figures.drawings.facades import draw_fill, draw_row
from explainer.figures.drawings.house_plan import Plan, Style
from explainer.figures.drawings.routes import Seams, draw_walk
from explainer.figures.palette import CUES, LIGHT
from simulations import CAPABILITIES

PICTURES = MappingProxyType({"wide": (640.0, 6), "middle": (456.0, 4), "tall": (328.0, 3)})
"""Width of each picture and its doors in a row; `base.css` knows which one fits where."""
SMALL = MappingProxyType({"small": (160.0, 2)})
"""One picture for half the width of a phone: two doors and no more."""

_SILL = 4.0  # below the ground, where nobody walks


def houses_svg(
    channels: Sequence[str],
    capabilities: Mapping[str, float],
    labels: Mapping[str, str],
    *,
    title: str,
    description: str = "",
    look: str = "",
    walk: Sequence[str] = (),
    seams: Seams | None = None,
    lit: str = "",
    pictures: Mapping[str, tuple[float, int]] = PICTURES,
) -> Markup:
    """Draw a strategy as a street of doors, in several widths.

    Parameters
    ----------
    channels : sequence of str
        Open channels, in the order of the doors.
    capabilities : mapping of str to float
        Level of each capability, 0 to 1; one that is missing counts as 0.
    labels : mapping of str to str
        The visitor's word for each channel.
    title, description : str
        Name and longer description for those who cannot see the picture.
    look : str
        The strategy in whose colour and line it is drawn (see `look_of`); without one it lies
        between the multichannel and the omnichannel company.
    walk : sequence of str
        Channels that a shopper visits, in order; drawn along the street with a
        spark at each seam, or inside in one line when the house is connected.
    seams : Seams, optional
        What lies at the seams of the walk instead: stars in proportion to a run, or questions.
    lit : str
        A capability whose part of the walls lights up.
    pictures : mapping of str to (float, int)
        Width and doors in a row of each picture that is drawn, by the end of its class;
        ``base.css`` shows the one that fits.
    """
    levels = _levels(len(channels), capabilities)
    style = _style(look, sum(levels) / len(levels))
    name = Markup("<title>{}</title>").format(" ".join(title.split()))
    if description:
        name += Markup("<desc>{}</desc>").format(" ".join(description.split()))
    drawn = Markup()
    for kind, (width, in_a_row) in pictures.items():
        plan = _plan(channels, levels, width, in_a_row)
        lines = _label_lines(plan, labels)
        rows = range(len(plan.rows))
        fills = "".join(draw_fill(plan, row, style) for row in rows)
        facades = "".join(draw_row(plan, row, style, lines, lit) for row in rows)
        visited = [channel for channel in walk if channel in lines]
        route = draw_walk(plan, visited, style, seams)
        height = plan.height if visited else plan.ground(len(plan.rows) - 1) + _SILL
        drawn += Markup(
            '<svg class="ec-houses-{}" role="img" viewBox="0 0 {:g} {:.0f}">{}{}</svg>'
        ).format(kind, plan.width, height, name, Markup(f"{fills}{facades}{route}"))
    return Markup('<div class="ec-houses">{}</div>').format(drawn)


def _levels(doors: int, capabilities: Mapping[str, float]) -> tuple[float, ...]:
    levels = tuple(min(max(float(capabilities.get(name, 0.0)), 0.0), 1.0) for name in CAPABILITIES)
    return levels if doors > 1 else (0.0,) * len(levels)  # one door has nothing to integrate


def _style(look: str, level: float) -> Style:
    """Choose colour and line: those of a strategy, else neither, dashed as long as walls stand."""
    apart = level < 0.5
    if look:
        return Style(look, LIGHT.look(look).cue.strokes, apart=apart, mixed=False)
    return Style(look, CUES["dash"].strokes if apart else "", apart=apart, mixed=True)


def _plan(channels: Sequence[str], levels: tuple[float, ...], width: float, in_a_row: int) -> Plan:
    """Share the doors out over as few rows as fit, as evenly as possible."""
    rows = max(ceil(len(channels) / in_a_row), 1)
    base, extra = divmod(len(channels), rows)
    shared, start = [], 0
    for row in range(rows):
        stop = start + base + (row < extra)
        shared.append(tuple(channels[start:stop]))
        start = stop
    return Plan(tuple(shared), levels, width)


def _label_lines(plan: Plan, labels: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Break the word for each channel into lines as wide as its room."""
    return {
        channel: wrapped(
            labels.get(channel, channel), max(int(plan.room_width(row) / 7.4), 6), whole=True
        )
        for row, channels in enumerate(plan.rows)
        for channel in channels
    }
