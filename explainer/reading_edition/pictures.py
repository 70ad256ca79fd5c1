"""Drawings as they stand on a page before any script has run."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from html import escape

from content import Texts
from explainer.figures.drawings.stage import ALL, House, drawn, stage_words

SVG = re.compile(r"(<svg\b[^>]*>)(.*?)</svg>", re.S)
UNSEEN = re.compile(r'<rect [^>]*y="0\.0+"/>')
ROUND = re.compile(r"(?<=\d)\.0+(?=[^\d.])")
HOUSES = re.compile(r'(.*?</desc>)(.*)(<g class="ec-walk".*)', re.S)
WALLS = re.compile(r'(<g class="ec-walls"[^/]*(?:/[^g][^/]*)*/g>)')
OPENED = re.compile(r"<g\b")
GROUP = re.compile(r"<g\b[^>]*>|</g>")
STAR = re.compile(r'<polygon class="ec-spark" points="([^"]*)"([^>]*)/>')
FINE = re.compile(
    r'(<(?:path|rect)(?: (?!class=)[\w-]+="[^"]*")*?) stroke="var\(--ec-ink\)" stroke-width="1.3"'
    r' stroke-linejoin="round" stroke-linecap="round"'
)
"""Small signs, whose stroke is a rule of the style."""
SAID = re.compile(
    r' (?:class="ec-emblem-[^"]*"|data-(?:door|x|y)="[^"]*"|opacity="1"'
    r'|transform="rotate\(-?0 [^"]*")'
)
"""What only moving drawings need, and what is so anyway."""
LINE = re.compile(r'(<text x="([^"]*)"[^>]*>)<tspan x="\2" dy="0">([^<]*)</tspan></text>')
LOOKS = {
    ' text-anchor="middle" font-size="13" font-weight="600" fill="var(--ec-ink)"': "ec-door-name",
    ' fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round"'
    ' stroke-linecap="round"': "ec-icon",
    ' fill="var(--ec-paper)" stroke="var(--ec-ink)" stroke-width="1.8"': "ec-door",
}
"""What signs have in common, which is a rule of the style."""
LONG = 300
"""Characters of a part of a drawing from which on its second copy is a reference to the first."""


def stage(houses: Sequence[House], texts: Texts, name: str, *, star: str = "") -> str:
    """Write a stage with its words; the script takes both from the page to play them."""
    words = escape(json.dumps(stage_words(texts), ensure_ascii=False), quote=True)
    pictures = "".join(_house(one, texts) for one in houses)
    told = "".join(
        f"<section><p><b>{escape(one.name)}</b></p><ol>"
        f"{''.join(f'<li>{escape(said)}</li>' for said in one.says(ALL, texts))}</ol></section>"
        for one in houses
    )
    below = f'<p class="ec-note ec-stage-star">{escape(star)}</p>' if star else ""
    label = escape(texts("stage.label"), quote=True)
    return (
        f'<div class="ec-stage-place" data-name="{name}" data-words="{words}">'
        f'<div class="ec-stage ec-stage-{len(houses)}" role="group" aria-label="{label}">{pictures}'
        f'</div>{below}<details class="ec-stage-words"><summary>{escape(texts("stage.list"))}'
        f"</summary><div>{told}</div></details></div>"
    )


def still(houses: Sequence[House], texts: Texts, *, star: str = "") -> str:
    """Write a stage that is only looked at."""
    pictures = "".join(_house(one, texts) for one in houses)
    below = f'<p class="ec-note ec-stage-star">{escape(star)}</p>' if star else ""
    return f'<div class="ec-still"><div class="ec-stage">{pictures}</div>{below}</div>'


def lighter(html: str) -> str:
    """Return a page whose drawings take fewer bytes and look the same.

    What cannot be seen is left out, whole numbers are written as such, and what is drawn more than
    once is drawn by reference: stars, the parts of houses, whole drawings.
    """
    html = SVG.sub(lambda found: f"{found[1]}{_bare(found[2])}</svg>", html)
    html, shared = _stars(html)
    count = Counter(part for _, inner in SVG.findall(html) for part in _parts(inner))
    often = [part for part, times in count.items() if times > 1 and len(part) > LONG]
    names = {part: f"drawn-{number}" for number, part in enumerate(often)}
    shared += "".join(f'<g id="{name}">{part}</g>' for part, name in names.items())

    def draw(found: re.Match[str]) -> str:
        written = (
            f'<use href="#{names[one]}"/>' if one in names else one for one in _parts(found[2])
        )
        return f"{found[1]}{''.join(written)}</svg>"

    if not shared:
        return html
    hidden = f'<svg class="ec-defs" aria-hidden="true"><defs>{shared}</defs></svg>'
    return SVG.sub(draw, html) + hidden  # behind the words, which are painted first


def _parts(inner: str) -> list[str]:
    """Split a drawing of houses into its name, what stands, its walls and the walk past them."""
    found = HOUSES.fullmatch(inner)
    if not found:
        return [inner]
    name, houses, walk = found.groups()
    standing = WALLS.split(houses)
    whole = all(len(OPENED.findall(part)) == part.count("</g>") for part in standing)
    return [name, *(standing if whole else [houses]), walk]


def _stars(html: str) -> tuple[str, str]:
    """Draw stars of one size by reference; return the page, and one star of each size."""
    shapes: dict[tuple[int, str], str] = {}

    def draw(found: re.Match[str]) -> str:
        points = [tuple(map(float, point.split(","))) for point in found[1].split()]
        (left, top), across = points[0], [x for x, _ in points]
        size = round(max(across) - min(across)), found[2]
        shape = " ".join(f"{x - left:.4g},{y - top:.4g}" for x, y in points)
        shapes.setdefault(size, f'<polygon id="star-{len(shapes)}" points="{shape}"{found[2]}/>')
        name = f"star-{list(shapes).index(size)}"
        return f'<use class="ec-spark" href="#{name}" x="{left:g}" y="{top:g}"/>'

    return STAR.sub(draw, html), "".join(shapes.values())


def _bare(inner: str) -> str:
    """Leave out what cannot be seen: empty shapes, groups that say nothing, noughts."""
    kept: list[bool] = []

    def group(found: re.Match[str]) -> str:
        if found[0] != "</g>":
            kept.append(found[0] != "<g>")
            return found[0] if kept[-1] else ""
        return "</g>" if kept.pop() else ""

    bare = SAID.sub("", ROUND.sub("", UNSEEN.sub("", FINE.sub(r'\1 class="ec-fine"', inner))))
    bare = LINE.sub(r"\1\3</text>", bare)
    for look, name in LOOKS.items():
        bare = bare.replace(look, f' class="{name}"')
    return GROUP.sub(group, bare)


def _house(house: House, texts: Texts) -> str:
    told = f"<span>{escape(house.told)}</span>" if house.told else ""
    return (
        f'<figure class="ec-stage-house"><div class="ec-stage-picture">{drawn(house, texts)}</div>'
        f"<figcaption><strong>{escape(house.name)}</strong>{told}</figcaption></figure>"
    )
