"""What each capability looks like inside the houses: one thing of everyday life for each.

Apart, every house has its own; shared, all have the same. The nine are drawn with
nine levels, from 0 to 1, in the order of the model:

===================  ======================================================
shared_stock         boxes behind the doors, uneven or the same everywhere
unified_price        price tags, at any height or all at one
shared_promotions    bunting under the roof of one house or of all
shared_history       notes that stay in each room or hang on one line
shared_cart          a cart in the first house or in each
cross_fulfilment     parcels that pass through the walls at the floor
consistent_message   name plates, crooked or level
coordinated_contact  loud calls from each roof or one soft one
shared_goals         a flag on each roof or one for all
===================  ======================================================
"""

from __future__ import annotations

from dataclasses import dataclass

from simulations import CAPABILITIES

# How far each room differs when nothing is shared.
_TAG_DRIFT = (-7.0, 8.0, -2.0, 10.0, -9.0, 4.0, -5.0, 7.0)
_BOXES = (3, 0, 2, 1, 3, 0, 2, 1)
_TILT = (-5.0, 4.0, -3.0, 6.0, -6.0, 3.0, -4.0, 5.0)
_NOTES = (2, 0, 1, 3, 1, 2, 0, 3)
_BESIDE = 19.0 + 22.0 + 17.0  # cart, parcel and boxes between two doors
_THIN = 'stroke="var(--ec-ink)" stroke-width="1.3" stroke-linejoin="round" stroke-linecap="round"'
_OPEN, _CARD = f'fill="none" {_THIN}', f'fill="var(--ec-card)" {_THIN}'


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of all nine capabilities by name; in a single house all agree."""

    values: tuple[float, ...]
    alone: bool = False

    def of(self, capability: str) -> float:
        """Return how far rooms share something."""
        return 1.0 if self.alone else self.values[CAPABILITIES.index(capability)]


def boxes(levels: Levels, index: int, door: float, ground: float) -> str:
    """Draw the stock at the left of a door: uneven apart, the same everywhere when shared."""
    level = levels.of("shared_stock")
    count = round(_BOXES[index % len(_BOXES)] * (1 - level) + 2 * level)
    drawn = "".join(
        f'<rect x="{door - 17:.1f}" y="{ground - 11 * (box + 1):.1f}" width="11" height="9.5"'
        f" {_CARD}/>"
        for box in range(count)
    )
    return _group("shared_stock", drawn)


def tag(levels: Levels, index: int, door: float, ground: float) -> str:
    """Draw the price tag at the right of a door, which hangs level when prices are one."""
    drift = _TAG_DRIFT[index % len(_TAG_DRIFT)] * (1 - levels.of("unified_price"))
    return _group(
        "unified_price",
        f'<path transform="translate({door + 6:.1f} {ground - 38 + drift:.1f})"'
        f' d="M0 5L5 0h8v10H5zM4.6 5h.1" {_CARD}/>',
    )


def cart(levels: Levels, index: int, door: float, ground: float) -> str:
    """Draw the cart, which waits in the first house or comes along to each."""
    seen = 1.0 if index == 0 else levels.of("shared_cart")
    return _group(
        "shared_cart",
        f'<path transform="translate({door + 5:.1f} {ground - 13.5:.1f})"'
        f' d="M0 0h2.5l2 7.5h7.5L14 2H3.2M5.2 11.2h.1M10.8 11.2h.1" {_OPEN}/>',
        seen,
    )


def bunting(levels: Levels, index: int, edges: tuple[float, float], top: float, colour: str) -> str:
    """Hang the promotion's bunting under the roof of the first house, or of all."""
    seen = 1.0 if index == 0 else levels.of("shared_promotions")
    left, right = edges
    count = max(round((right - left) / 12), 1)
    width = (right - left) / count
    flags = "".join(
        f"M{left + width * k + 1:.1f} {top + 1:.1f}h{width - 2:.1f}l{1 - width / 2:.1f} 7z"
        for k in range(count)
    )
    return _group("shared_promotions", f'<path d="{flags}" fill="{colour}"/>', seen)


def notes(levels: Levels, index: int, middle: float, half: float, y: float) -> str:
    """Draw what a room remembers; shared, every room has all of it, on one line."""
    level = levels.of("shared_history")
    count = round(_NOTES[index % len(_NOTES)] * (1 - level) + 3 * level)
    sheets = "".join(
        f'<path d="M{middle - 15 + 11 * k:.1f} {y:.1f}h8v9h-8zm2 3h4m-4 3h4" {_CARD}/>'
        for k in range(count)
    )
    line = (
        f'<path d="M{middle - half:.1f} {y:.1f}H{middle + half:.1f}" {_OPEN}'
        f' opacity="{level:.3f}"/>'
        if level > 0 and not levels.alone
        else ""
    )
    return _group("shared_history", line + sheets)


def parcel(levels: Levels, x: float, ground: float, between: float) -> str:
    """Draw the parcel that passes a wall at the floor; below it where the doors leave no room."""
    top = ground - 14.0 if between >= _BESIDE else ground + 1.0
    level = levels.of("cross_fulfilment")
    if level == 0 or levels.alone:
        return ""
    return _group(
        "cross_fulfilment",
        f'<path transform="translate({x - 11:.1f} {top:.1f})"'
        f' d="M6 2h10v9H6zM6 5h10M11 2v3M3.5 4L0.5 6.5l3 2.5M18.5 4l3 2.5-3 2.5" {_CARD}/>',
        level,
    )


def plate(levels: Levels, index: int, middle: float, width: float, top: float, lines: int) -> str:
    """Draw the plate behind a name, crooked where every house has its own message."""
    tilt = _TILT[index % len(_TILT)] * (1 - levels.of("consistent_message"))
    height = 19.0 + 15 * (lines - 1)
    return _group(
        "consistent_message",
        f'<rect x="{middle - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}" rx="4" transform="rotate({tilt:.1f} {middle:.1f}'
        f' {top + height / 2:.1f})" {_CARD} stroke-opacity="0.45"/>',
    )


def calls(levels: Levels, x: float, y: float, *, together: bool) -> str:
    """Draw calls from a roof: three loud waves from each, or a soft one from all."""
    level = levels.of("coordinated_contact")
    seen = level if together else 1 - level
    if seen == 0:
        return ""
    waves = (7.0,) if together else (4.0, 8.0, 12.0)
    path = f"M{x:.1f} {y:.1f}h.1" + "".join(
        f"M{x + r / 2:.1f} {y - 0.87 * r:.1f}A{r:g} {r:g} 0 0 1 {x + 0.87 * r:.1f} {y + r / 2:.1f}"
        for r in waves
    )
    return _group("coordinated_contact", f'<path d="{path}" {_OPEN}/>', seen)


def _group(capability: str, drawn: str, opacity: float = 1.0) -> str:
    """Name what belongs to a capability, so that a test and a style can find it."""
    if not drawn or opacity <= 0:
        return ""
    seen = f' opacity="{opacity:.3f}"' if opacity < 1 else ""
    return f'<g class="ec-emblem-{capability}"{seen}>{drawn}</g>'
