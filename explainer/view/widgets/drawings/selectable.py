"""Choose one part of a drawing: by mouse, by touch or with the arrow keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import unescape

from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.widgets.components import component, reported

CHOSEN = "chosen"
_OFFERED = re.compile(r'data-pick="([^"]*)"')

_selectable = component("pick", "ec-pick-place", __file__)


def selectable(
    markup: str,
    *,
    key: str,
    label: str,
    hint: str,
    chosen: str,
    on_choose: Callable[[str], None],
    onward: str = "",
    target: str = "",
) -> None:
    """Show a drawing and let the visitor choose one of its parts.

    The drawing is one stop of the tab key; the arrows move between its parts as they lie beside
    each other, Home and End to the first and last, Enter and the space bar choose.

    Parameters
    ----------
    markup : str
        HTML or SVG made here. Each part that can be chosen is an element with ``data-pick`` (its
        id, unique in the drawing) and ``aria-label``; whatever stands between them and the root
        must have no role of its own.
    key : str
        Name of the drawing on the page.
    label : str
        What is chosen here, for those who cannot see it.
    hint : str
        What to do here, shown until something is chosen.
    chosen : str
        Id of the part that is chosen; any other text for none.
    on_choose : callable
        Called with the id of the part that the visitor chose, never with anything else.
    onward : str
        Words of a button that leads to what a choice has opened further down; none without it.
    target : str
        The ``id`` of the element that it leads to, one that takes focus.
    """
    texts = state.words()
    data = {
        "markup": markup,
        "label": label,
        "chosen": chosen,
        "name": key,
        "onward": onward,
        "target": target,
        "keys": texts("pick.keys"),
        "said": texts("pick.said"),
        "hint": hint,
    }
    _selectable(
        data=data,
        key=key,
        on_chosen_change=safely(partial(_chose, key, offered(markup), on_choose)),
    )


def offered(markup: str) -> frozenset[str]:
    """Return the ids of the parts of a drawing that can be chosen."""
    return frozenset(unescape(part) for part in _OFFERED.findall(markup))


def _chose(key: str, parts: frozenset[str], on_choose: Callable[[str], None]) -> None:
    """Pass on what the visitor chose; what came from the browser is checked."""
    part = reported(key, CHOSEN)
    if isinstance(part, str) and part in parts:
        on_choose(part)
