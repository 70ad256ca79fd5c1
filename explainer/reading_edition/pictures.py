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
LONG = 300
"""Characters of a drawing from which on its second copy is a reference to the first."""


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


def lighter(html: str) -> str:
    """Return a page whose drawings take fewer bytes and look the same.

    What cannot be seen is left out, whole numbers are written as such, and what is drawn more than
    once is drawn by reference.
    """
    count = Counter(inner for _, inner in SVG.findall(html) if len(inner) > LONG)
    names = {
        inner: f"drawn-{number}" for number, (inner, times) in enumerate(count.items()) if times > 1
    }

    def draw(found: re.Match[str]) -> str:
        inner = found[2]
        if inner in names:
            return f'{found[1]}<use href="#{names[inner]}"/></svg>'
        return f"{found[1]}{_bare(inner)}</svg>"

    shared = "".join(f'<g id="{name}">{_bare(inner)}</g>' for inner, name in names.items())
    hidden = f'<svg class="ec-defs" aria-hidden="true"><defs>{shared}</defs></svg>'
    return (hidden if names else "") + SVG.sub(draw, html)


def _bare(inner: str) -> str:
    return ROUND.sub("", UNSEEN.sub("", inner))


def _house(house: House, texts: Texts) -> str:
    told = f"<span>{escape(house.told)}</span>" if house.told else ""
    return (
        f'<figure class="ec-stage-house"><div class="ec-stage-picture">{drawn(house, texts)}</div>'
        f"<figcaption><strong>{escape(house.name)}</strong>{told}</figcaption></figure>"
    )
