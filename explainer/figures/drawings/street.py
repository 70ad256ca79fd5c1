"""A strategy as houses with words: from a set-up to its drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content import Texts
from content.html import Markup
from explainer.figures.drawings.houses import PICTURES, houses_svg
from explainer.figures.drawings.routes import Seams
from explainer.figures.palette import look_of
from simulations import CHANNELS, Strategy


def street(
    strategy: Strategy,
    name: str,
    texts: Texts,
    *,
    doors: Sequence[str] = CHANNELS,
    walk: Sequence[str] = (),
    seams: Seams | None = None,
    lit: str = "",
    pictures: Mapping[str, tuple[float, int]] = PICTURES,
) -> Markup:
    """Draw a strategy with a title and a description in words.

    Parameters
    ----------
    strategy : Strategy
    name : str
        What the title calls it.
    texts : Texts
    doors : sequence of str
        Channels that are drawn, in order, of those that the strategy has open.
    walk : sequence of str
        Channels that a shopper visits, in order; then the description lists these.
    seams, lit, pictures
        See `houses_svg`.
    """
    open_doors = [channel for channel in doors if channel in strategy.channels]
    labels = {channel: texts(f"drawing.channel.{channel}") for channel in open_doors}
    visited = [labels[channel] for channel in walk if channel in labels]
    return houses_svg(
        open_doors,
        strategy.capabilities,
        labels,
        title=texts("drawing.houses", name=name),
        description=" → ".join(visited) if visited else ", ".join(labels.values()),
        look=look_of(strategy),
        walk=walk,
        seams=seams,
        lit=lit,
        pictures=pictures,
    )
