"""Buttons that save a file which is made when it is asked for, as the state is then.

Streamlit's own download buttons keep such a file only until two more runs of any visitor have
ended, which in a room that looks at itself every second is sooner than a browser fetches it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from explainer.view.shell.callbacks import safely
from explainer.view.widgets.components import component, reported

WANTED = "wanted"
_hand_out = component("hand_out", "ec-hand-out-place", __file__)


@dataclass(frozen=True, slots=True)
class File:
    """A file on offer.

    Attributes
    ----------
    label, name, kind : str
        What its button says, its name, its media type.
    make : callable
        Returns its bytes, which are text in UTF-8.
    """

    label: str
    name: str
    kind: str
    make: Callable[[], bytes]


def hand_out(key: str, files: Mapping[str, File]) -> None:
    """Show a button for each file; to be called inside a fragment."""
    made = st.session_state.pop(f"{key}_made", None)
    offered = [{"id": name, "label": file.label} for name, file in files.items()]
    _hand_out(
        data={"files": offered, "made": made},
        key=key,
        on_wanted_change=safely(lambda: _make(key, files)),
    )


def _make(key: str, files: Mapping[str, File]) -> None:
    request = reported(key, WANTED)
    if not isinstance(request, Mapping) or request.get("id") not in files:
        return
    file = files[str(request["id"])]
    st.session_state[f"{key}_made"] = {
        "n": str(request.get("n"))[:40],
        "name": file.name,
        "kind": file.kind,
        "text": file.make().decode("utf-8"),
    }
