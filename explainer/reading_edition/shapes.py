"""Shapes that a page draws in many places, drawn once and put there by reference."""

from __future__ import annotations

import re
from collections import Counter

STAR = re.compile(r'<polygon class="ec-spark" points="([^"]*)"([^>]*)/>')
NUMBER = r"-?[\d.]+"
LOOK = r'(?: (?!transform)[\w-]+="[^"]*")*'
SHAPE = re.compile(
    rf'<path d="M(?P<x1>{NUMBER}) (?P<y1>{NUMBER})(?P<way>[a-z][^"A-Z]*)"(?P<path>{LOOK})/>'
    rf'|<path transform="translate\((?P<x2>{NUMBER}) (?P<y2>{NUMBER})\)"(?P<moved>{LOOK})/>'
    rf'|<rect x="(?P<x3>{NUMBER})" y="(?P<y3>{NUMBER})"(?P<rect>{LOOK})/>'
    rf'|<circle cx="(?P<x4>{NUMBER})" cy="(?P<y4>{NUMBER})"(?P<circle>{LOOK})/>'
    r'|(?P<around><g(?P<style> style="[^"]*")>)?'
    rf'<g transform="translate\((?P<x5>{NUMBER}) (?P<y5>{NUMBER})\)(?P<scale>[^"]*)"'
    rf"(?P<group>{LOOK})>(?P<inner>(?:<(?:path|circle) [^>]*/>)+)</g>(?(around)</g>)"
)
"""Shapes that look the same wherever they stand: a path of relative steps, and its position."""
USE = len('<use href="#s10" x="100.5" y="100"/>')


def shared_shapes(html: str) -> tuple[str, str]:
    """Draw stars and what else comes more than once by reference.

    Returns
    -------
    str
        The drawings with references.
    str
        One of each shape, for what is defined.
    """
    html, stars = _stars(html)
    times = Counter(_shape(match)[2] for match in SHAPE.finditer(html))
    often = (shape for shape, count in times.items() if count * (len(shape) - USE) > len(shape))
    names = {shape: f"s{number}" for number, shape in enumerate(often)}

    def draw(match: re.Match[str]) -> str:
        x, y, shape = _shape(match)
        return f'<use href="#{names[shape]}" x="{x}" y="{y}"/>' if shape in names else match[0]

    shapes = "".join(
        re.sub(r"^<(\w+)", rf'<\1 id="{name}"', shape) for shape, name in names.items()
    )
    return SHAPE.sub(draw, html), stars + shapes


def _shape(match: re.Match[str]) -> tuple[str, str, str]:
    """Return where a shape stands, and how it is written where nothing is."""
    part = match.groupdict("")
    x, y = (next(filter(None, (part[f"{axis}{form}"] for form in range(1, 6)))) for axis in "xy")
    if part["x1"]:
        return x, y, f'<path d="M0 0{part["way"]}"{part["path"]}/>'
    if part["x2"]:
        return x, y, f"<path{part['moved']}/>"
    if part["x3"]:
        return x, y, f"<rect{part['rect']}/>"
    if part["x4"]:
        return x, y, f"<circle{part['circle']}/>"
    scale = f' transform="{part["scale"].strip()}"' if part["scale"] else ""
    return x, y, f"<g{scale}{part['style']}{part['group']}>{part['inner']}</g>"


def _stars(html: str) -> tuple[str, str]:
    """Draw stars of one size by reference; return the page, and one star of each size."""
    shapes: dict[tuple[int, str], str] = {}

    def draw(match: re.Match[str]) -> str:
        points = [tuple(map(float, point.split(","))) for point in match[1].split()]
        (left, top), across = points[0], [x for x, _ in points]
        size = round(max(across) - min(across)), match[2]
        shape = " ".join(f"{x - left:.4g},{y - top:.4g}" for x, y in points)
        shapes.setdefault(size, f'<polygon id="star-{len(shapes)}" points="{shape}"{match[2]}/>')
        name = f"star-{list(shapes).index(size)}"
        return f'<use class="ec-spark" href="#{name}" x="{left:g}" y="{top:g}"/>'

    return STAR.sub(draw, html), "".join(shapes.values())
