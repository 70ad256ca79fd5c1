"""A playable stage: houses side by side, and a person who walks through them."""

from __future__ import annotations

from collections.abc import Sequence

from content import Texts
from explainer.figures.drawings.stage import House, stage_data
from explainer.view.widgets.components import component

_stage = component("stage", "ec-stage-place", __file__)


def stage(
    houses: Sequence[House],
    texts: Texts,
    *,
    key: str,
    screen: str = "",
    star: str = "",
    auto: bool = False,
) -> None:
    """Show a stage.

    Parameters
    ----------
    houses : sequence of House
        One or two.
    texts : Texts
    key : str
        Name of the stage on the page.
    screen : str
        What the reader looks at; on another one the walker is back at the start.
    star : str
        What a star stands for, if there are any in proportion to a run.
    auto : bool
        Whether somebody walks once unasked, unless the visitor wants less motion.
    """
    data = stage_data(houses, texts, f"{key}-{screen}", star=star, auto=auto)
    _stage(data=data, key=key)
