"""Drawings as they stand on a page before any script has run."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence

from content import Texts
from content.html import Markup, html_list
from explainer.figures.drawings.stage import ALL, House, draw_house, stage_words
from explainer.reading_edition.shapes import shared_shapes

SVG = re.compile(r"(<svg\b[^>]*>)(.*?)</svg>", re.S)
LINE_OF_HOUSE = re.compile(
    r' fill="none"( stroke="[^"]*") stroke-width="2.2" stroke-linejoin="round"'
)
UNSEEN = re.compile(r'<rect [^>]*y="0\.0+"/>')
ROUND = re.compile(r"(?<=\d)(?:\.0+|(\.\d*[1-9])0+)(?=[^\d.<>][^<>]*>)")
HOUSES = re.compile(r'(.*?</desc>)(.*)(<g class="ec-walk".*)', re.S)
WALLS = re.compile(r'(<g class="ec-walls"[^/]*(?:/[^g][^/]*)*/g>)')
OPENED = re.compile(r"<g\b")
GROUP = re.compile(r"<g\b[^>]*>|</g>")
FINE = re.compile(
    r'(<(?:path|rect)(?: (?!class=)[\w-]+="[^"]*")*?) stroke="var\(--ec-ink\)" stroke-width="1.3"'
    r' stroke-linejoin="round" stroke-linecap="round"'
)
"""Small signs, whose stroke is a rule of the style."""
SAID = re.compile(
    r' (?:class="ec-(?:emblem-[^"]*|wall)"|data-(?:door|piece|x|y)="[^"]*"|opacity="1"'
    r'|transform="rotate\(-?0 [^"]*")'
)
"""What only moving drawings need, and what is so anyway."""
LINE = re.compile(r'(<text x="([^"]*)"[^>]*>)<tspan x="\2" dy="0">([^<]*)</tspan></text>')
UPRIGHT = re.compile(r' d="((?:M[\d.]+ [\d.]+V[\d.]+){2,})"')
"""Pieces of walls, which look the same wherever they stand."""
LOOKS = {
    ' text-anchor="middle" font-size="13" font-weight="600" fill="var(--ec-ink)"': "ec-door-name",
    ' fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round"'
    ' stroke-linecap="round"': "ec-icon",
    ' fill="var(--ec-paper)" stroke="var(--ec-ink)" stroke-width="1.8"': "ec-door",
    ' fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round"'
    ' stroke-linecap="round"': "ec-way",
    ' fill="var(--ec-card)" class="ec-fine" stroke-opacity="0.45"': "ec-fine ec-plate",
}
"""What signs have in common, which is a rule of the style."""
LONG = 300
"""Characters of a part of a drawing from which on its second copy is a reference to the first."""


def stage(houses: Sequence[House], texts: Texts, name: str, *, star: str = "") -> Markup:
    """Write a stage with its words; the script takes both from the page to play them."""
    words = json.dumps(stage_words(texts), ensure_ascii=False)
    pictures = Markup("").join(_house(house, texts) for house in houses)
    lists = Markup("").join(
        Markup("<section><p><b>{}</b></p>{}</section>").format(
            house.name, html_list(house.describe(ALL, texts), "ol")
        )
        for house in houses
    )
    return Markup(
        '<div class="ec-stage-place" data-name="{name}" data-words="{words}">'
        '<div class="ec-stage ec-stage-{count}" role="group" aria-label="{label}">'
        '{pictures}</div>{below}<details class="ec-stage-words"><summary>{list}</summary>'
        "<div>{lists}</div></details></div>"
    ).format(
        name=name,
        words=words,
        count=len(houses),
        label=texts("stage.label"),
        pictures=pictures,
        below=_star_legend(star),
        list=texts("stage.list"),
        lists=lists,
    )


def still(houses: Sequence[House], texts: Texts, *, star: str = "") -> Markup:
    """Write a stage that is only looked at."""
    return Markup('<div class="ec-still"><div class="ec-stage">{}</div>{}</div>').format(
        Markup("").join(_house(house, texts) for house in houses), _star_legend(star)
    )


def _star_legend(star: str) -> Markup | str:
    return Markup('<p class="ec-note ec-stage-star">{}</p>').format(star) if star else ""


def shared_drawings(html: str) -> str:
    """Return a page whose drawings take fewer bytes and look the same.

    What cannot be seen is left out, whole numbers are written as such, and what is drawn more than
    once is drawn by reference: whole drawings, the parts of houses, stars and other shapes.
    """
    html = SVG.sub(lambda match: f"{match[1]}{_bare(match[2])}</svg>", html)
    count = Counter(part for _, inner in SVG.findall(html) for part in _parts(inner))
    often = [part for part, times in count.items() if times > 1 and len(part) > LONG]
    names = {part: f"drawn-{number}" for number, part in enumerate(often)}

    def draw(match: re.Match[str]) -> str:
        written = (
            f'<use href="#{names[part]}"/>' if part in names else part for part in _parts(match[2])
        )
        return f"{match[1]}{''.join(written)}</svg>"

    # Behind the words, which are painted first.
    shared = "".join(f'<g id="{name}">{part}</g>' for part, name in names.items())
    html, shapes = shared_shapes(SVG.sub(draw, html) + (_defined(shared) if shared else ""))
    if shapes and shared:
        return html.replace("<defs>", f"<defs>{shapes}", 1)
    return html + (_defined(shapes) if shapes else "")


def _defined(shared: str) -> str:
    """Write what is drawn by reference elsewhere."""
    return f'<svg class="ec-defs" aria-hidden="true"><defs>{shared}</defs></svg>'


def _parts(inner: str) -> list[str]:
    """Split a drawing of houses into its name, what stands, its walls and the walk past them."""
    match = HOUSES.fullmatch(inner)
    if not match:
        return [inner]
    name, houses, walk = match.groups()
    standing = WALLS.split(houses)
    whole = all(len(OPENED.findall(part)) == part.count("</g>") for part in standing)
    return [name, *(standing if whole else [houses]), walk]


def _bare(inner: str) -> str:
    """Leave out what cannot be seen: empty shapes, groups that say nothing, noughts."""
    kept: list[bool] = []

    def group(match: re.Match[str]) -> str:
        if match[0] != "</g>":
            kept.append(match[0] != "<g>")
            return match[0] if kept[-1] else ""
        return "</g>" if kept.pop() else ""

    bare = SAID.sub("", ROUND.sub(r"\1", UNSEEN.sub("", FINE.sub(r'\1 class="ec-fine"', inner))))
    bare = LINE_OF_HOUSE.sub(r'\1 class="ec-outline"', bare).replace("ec-wall ec-lit", "ec-lit")
    bare = UPRIGHT.sub(_relative_steps, LINE.sub(r"\1\3</text>", bare))
    for look, name in LOOKS.items():
        bare = bare.replace(look, f' class="{name}"')
    return GROUP.sub(group, bare)


def _relative_steps(match: re.Match[str]) -> str:
    """Write upright lines as steps from the first one, so that they are one shape anywhere."""
    lines = [tuple(map(float, re.split("[ V]", line))) for line in match[1].split("M")[1:]]
    (left, top, _), written, before = lines[0], "", lines[0]
    for x, y, end in lines:
        if written:
            written += f"m{x - before[0]:.4g} {y - before[2]:.4g}"
        written, before = f"{written}v{end - y:.4g}", (x, y, end)
    return f' d="M{left:g} {top:g}{written.replace(" -", "-")}"'


def _house(house: House, texts: Texts) -> Markup:
    result = Markup("<span>{}</span>").format(house.result) if house.result else ""
    return Markup(
        '<figure class="ec-stage-house"><div class="ec-stage-picture">{}</div><figcaption>'
        "<strong>{}</strong>{}</figcaption></figure>"
    ).format(draw_house(house, texts), house.name, result)
