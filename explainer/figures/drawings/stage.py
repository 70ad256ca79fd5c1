"""A stage: houses side by side, and what a shopper meets who walks through their channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from content import Texts
from content.html import Markup
from explainer.figures.drawings.houses import PICTURES, SMALL
from explainer.figures.drawings.routes import Seams
from explainer.figures.drawings.street import street
from simulations import Strategy

ALL, FEW = ("website", "messaging", "store"), ("website", "store")
"""The channels that are drawn where there is room, and on half a phone."""
LARGE = MappingProxyType({"tall": PICTURES["tall"]})
LOW, HIGH = 0.05, 0.95
"""Levels of a capability up to which it is absent, and from which it is whole."""
HALF = 0.5


@dataclass(frozen=True, slots=True)
class House:
    """One company on the stage.

    Attributes
    ----------
    strategy : Strategy
    name : str
        What stands under it.
    result : str
        The result of its run as a sentence; empty for none.
    seams : Seams, optional
        What lies between its channels.
    lit : str
        The capability whose walls light up.
    """

    strategy: Strategy
    name: str
    result: str = ""
    seams: Seams | None = None
    lit: str = ""

    def describe(self, doors: Sequence[str], texts: Texts) -> list[str]:
        """Return what happens at each channel of the walk and between two of them, in order."""
        open_doors = [channel for channel in doors if channel in self.strategy.channels]
        sentences = []
        for number, channel in enumerate(open_doors):
            if number:
                sentences.append(_between(self.strategy, texts))
            part = "first" if not number else "last" if number == len(open_doors) - 1 else "middle"
            key = "only" if len(open_doors) == 1 else part
            name = texts(f"drawing.channel.{channel}")
            sentences.append(texts(f"stage.at.{key}", channel=name))
        return sentences


def stage_data(
    houses: Sequence[House],
    texts: Texts,
    name: str,
    *,
    star: str = "",
    auto: bool = False,
    controls: bool = True,
) -> Mapping[str, object]:
    """Return the data of the stage's script (``stage.js``)."""
    return {
        "name": name,
        "star": star,
        "auto": auto,
        "controls": controls,
        "words": stage_words(texts),
        "houses": [
            {
                "markup": draw_both_sizes(house, texts),
                "name": house.name,
                "told": house.result,
                "says": house.describe(ALL, texts),
                "short": house.describe(FEW, texts),
            }
            for house in houses
        ],
    }


def stage_words(texts: Texts) -> dict[str, str]:
    """Return the words of its controls, for the script."""
    names = ("play", "pause", "on", "again", "step", "back", "list", "label")
    return {name: texts(f"stage.{name}") for name in names}


def draw_both_sizes(house: House, texts: Texts) -> Markup:
    """Draw a house for a wide stage and for a narrow one."""
    large, small = draw_house(house, texts), draw_house(house, texts, FEW, SMALL)
    return Markup(
        '<div class="ec-stage-large">{}</div><div class="ec-stage-small">{}</div>'
    ).format(large, small)


def draw_house(
    house: House,
    texts: Texts,
    doors: Sequence[str] = ALL,
    pictures: Mapping[str, tuple[float, int]] = LARGE,
) -> Markup:
    """Draw a house whose channels somebody walks through, as SVG."""
    return street(
        house.strategy,
        house.name,
        texts,
        doors=doors,
        walk=doors,
        seams=house.seams,
        lit=house.lit,
        pictures=pictures,
    )


def _between(strategy: Strategy, texts: Texts) -> str:
    """Write how much of what the company knows goes from one channel to the next."""
    levels = list(strategy.capabilities.values())
    if max(levels, default=0.0) <= LOW:
        return texts("stage.between.none")
    if min(levels) >= HIGH:
        return texts("stage.between.all")
    count = sum(level >= HALF for level in levels)
    if not count:
        return texts("stage.between.little")
    return texts.plural("stage.between.some", count)
