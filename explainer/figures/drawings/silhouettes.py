"""Each strategy as a small shape in one colour: houses apart, joined in part, or one house.

For the buttons that choose a strategy. The shape is a mask, so that the button gives it its colour
in either theme; the name beside it says the same in words.
"""

from __future__ import annotations

from urllib.parse import quote

WIDTH, HEIGHT = 60, 30
_DOOR = "m-3 0v-7a3 3 0 0 1 6 0v7z"


def silhouette(strategy: str) -> str:
    """Return the shape of a strategy as SVG of `WIDTH` × `HEIGHT`.

    Raises
    ------
    KeyError
        If there is no such strategy.
    """
    shapes = {
        "single": _house(21, 39, 1),
        "multichannel": "".join(_house(x, x + 16, 1) for x in (2, 22, 42)),
        "cross_channel": _house(2, 38, 2) + _house(42, 58, 1),
        "omnichannel": _house(2, 58, 3),
    }
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path fill-rule="evenodd" d="{shapes[strategy]}"/></svg>'
    )


def as_url(svg: str) -> str:
    """Write a drawing as an address that a style sheet can hold."""
    return f'url("data:image/svg+xml,{quote(svg, safe="=:/ ")}")'


def _house(left: int, right: int, doors: int) -> str:
    """Write the outline of a house from its left to its right wall, its doors cut out."""
    middle, ground = (left + right) / 2, HEIGHT - 1
    walls = f"M{left} {ground}V12L{middle:g} 2L{right} 12V{ground}z"
    room = (right - left) / doors
    cut = "".join(f"M{left + room * (n + 0.5):g} {ground}{_DOOR}" for n in range(doors))
    return walls + cut
