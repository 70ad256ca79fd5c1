"""The field in the browser that takes a file: plain JavaScript, in the visitor's language.

Streamlit's own uploader speaks English and fails the accessibility check.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainer.view.shell.callbacks import safely
from explainer.view.simulator.pins_places import clean
from explainer.view.widgets.components import component, reported

_file_in = component("file_in", "ec-file-place", "file_input")


@dataclass(frozen=True, slots=True)
class Handed:
    """What the browser handed over.

    Attributes
    ----------
    name : str
        Name of the file: hostile text on one line.
    text : str
        What stands in it.
    fault : str
        "too_large", "unreadable" or "several" if there is no text; else empty.
    """

    name: str = ""
    text: str = ""
    fault: str = ""


def file_in(
    label: str, hint: str, *, limit: int, key: str, on_file: Callable[[Handed], None]
) -> None:
    """Show the field.

    Parameters
    ----------
    label, hint : str
        What the button says, and what stands under it.
    limit : int
        Bytes beyond which the browser does not read a file.
    key : str
        Name of the field on the page.
    on_file : callable
        Called with what was handed over, also with what could not be read.
    """
    data = {"name": key, "label": label, "hint": hint, "limit": limit}
    _file_in(
        data=data, key=key, on_file_change=safely(lambda: on_file(taken(reported(key, "file"))))
    )


def taken(value: object) -> Handed:
    """Check what came from the browser."""
    if not isinstance(value, dict):
        return Handed(fault="unreadable")
    if value.get("several"):
        return Handed(fault="several")
    name, text = clean(value.get("name")), value.get("text")
    if isinstance(text, str):
        return Handed(name, text)
    return Handed(name, fault="unreadable" if value.get("unreadable") else "too_large")
