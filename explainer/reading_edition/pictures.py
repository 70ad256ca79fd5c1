"""Drawings as they stand on a page before any script has run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from content import Texts
from explainer.figures.drawings.stage import ALL, House, stage_data
from explainer.figures.drawings.street import street
from explainer.figures.drawings.stage import LARGE


def stage(houses: Sequence[House], texts: Texts, name: str, *, star: str = "") -> str:
    """Write a stage with its words; the script takes both from the page to play them."""
    data = stage_data(houses, texts, name, star=star)
    words = escape(json.dumps(data["words"], ensure_ascii=False), quote=True)
    drawn = "".join(_house(one, texts) for one in houses)
    told = "".join(
        f"<section><h3>{escape(one.name)}</h3><ol>"
        f"{''.join(f'<li>{escape(said)}</li>' for said in one.says(ALL, texts))}</ol></section>"
        for one in houses
    )
    below = f'<p class="ec-note ec-stage-star">{escape(star)}</p>' if star else ""
    label = escape(texts("stage.label"), quote=True)
    return (
        f'<div class="ec-stage-place" data-name="{name}" data-words="{words}">'
        f'<div class="ec-stage ec-stage-{len(houses)}" role="group" aria-label="{label}">{drawn}'
        f'</div>{below}<details class="ec-stage-words"><summary>{escape(texts("stage.list"))}'
        f"</summary><div>{told}</div></details></div>"
    )


def _house(house: House, texts: Texts) -> str:
    drawn = street(
        house.strategy,
        house.name,
        texts,
        doors=ALL,
        walk=ALL,
        seams=house.seams,
        lit=house.lit,
        pictures=LARGE,
    )
    told = f"<span>{escape(house.told)}</span>" if house.told else ""
    return (
        f'<figure class="ec-stage-house"><div class="ec-stage-picture">{drawn}</div>'
        f"<figcaption><strong>{escape(house.name)}</strong>{told}</figcaption></figure>"
    )
