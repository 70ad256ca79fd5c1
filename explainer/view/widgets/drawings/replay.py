"""The replay in the browser: a component of plain JavaScript, without a frame of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from explainer.view.shell.callbacks import safely
from explainer.view.widgets.components import component

_replay = component("twin_lives", "ec-replay-place", __file__)


def replay(data: dict[str, Any], *, key: str, on_alone: Callable[[], None]) -> None:
    """Show the replay.

    Parameters
    ----------
    data : dict
        What ``explainer.figures.drawings.life_replay.replay_data`` returns, and where it stands.
    key : str
        Name of this replay on the page.
    on_alone : callable
        Called when the visitor asks for one capability alone.
    """
    _replay(data=data, key=key, on_alone_change=safely(on_alone))
