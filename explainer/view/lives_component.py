"""The replay in the browser: a component of plain JavaScript, without a frame of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_SCRIPT = Path(__file__).with_suffix(".js")
_SHEET = Path(__file__).with_suffix(".css")

# Without a shadow root: the site's own style and its focus rings hold here as well.
_replay = st.components.v2.component(
    "twin_lives",
    html='<div class="ec-replay-place"></div>',
    css=_SHEET.read_text(encoding="utf-8"),
    js=_SCRIPT.read_text(encoding="utf-8"),
    isolate_styles=False,
)


def replay(data: dict[str, Any], *, key: str, on_alone: Callable[[], None]) -> Any:
    """Show the replay.

    Parameters
    ----------
    data : dict
        What ``explainer.figures.life_replay.replay_data`` returns, and where it stands.
    key : str
        Name of this replay on the page.
    on_alone : callable
        Called when the visitor asks for one capability alone.

    Returns
    -------
    Any
        What the component reports; ``alone`` is the capability asked for, if any.
    """
    return _replay(data=data, key=key, on_alone_change=on_alone)
