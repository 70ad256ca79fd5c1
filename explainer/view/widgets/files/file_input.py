"""The field in the browser that takes a file: plain JavaScript, in the visitor's language.

Streamlit's own uploader speaks English and fails the accessibility check.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from explainer.view.shell.callbacks import safely
from explainer.view.widgets.components import component, reported
from simulations.scenario.problems import one_line

LONGEST_NAME = 40
"""Letters of the name of a file."""
JSON = ".json,application/json"
_file_in = component("file_in", "ec-file-place", __file__)


@dataclass(frozen=True, slots=True)
class Upload:
    """What the browser handed over.

    Attributes
    ----------
    name : str
        Name of the file: hostile text on one line.
    text : str
        What stands in it, where the field takes texts.
    data : bytes
        Its bytes, where the field takes any files.
    fault : str
        "too_large", "unreadable" or "several" if nothing of it was read; else empty.
    """

    name: str = ""
    text: str = ""
    fault: str = ""
    data: bytes = b""


def file_field(
    label: str,
    hint: str,
    *,
    limit: int,
    key: str,
    on_file: Callable[[Upload], None],
    accept: str = JSON,
    as_bytes: bool = False,
) -> None:
    """Show the field.

    Parameters
    ----------
    label, hint : str
        What the button says, and what stands under it.
    limit : int
        Bytes beyond which the browser does not read a file, and the server does not take it.
    key : str
        Name of the field on the page.
    on_file : callable
        Called with what was handed over, also with what could not be read.
    accept : str
        What the browser's dialog offers: endings and media types, with commas between them.
    as_bytes : bool
        Whether the file is handed over as it is, and not as text in UTF-8.
    """
    data = {"name": key, "label": label, "hint": hint, "limit": limit}
    field(
        {**data, "accept": accept, "bytes": as_bytes},
        key,
        lambda: on_file(read_upload(reported(key, "file"), limit)),
    )


def field(data: Mapping[str, object], key: str, on_file: Callable[[], None]) -> None:
    """Show the field as the browser knows it; ``on_file`` looks at what it reports as "file"."""
    _file_in(data=dict(data), key=key, on_file_change=safely(on_file))


def read_upload(value: object, limit: int) -> Upload:
    """Check what came from the browser; more bytes than the limit are too large here too."""
    if not isinstance(value, dict):
        return Upload(fault="unreadable")
    if value.get("several"):
        return Upload(fault="several")
    name, text = one_line(value.get("name"), LONGEST_NAME), value.get("text")
    packed = value.get("bytes")
    if isinstance(text, str):
        fits = len(text) <= limit and len(text.encode("utf-8", "replace")) <= limit
        return Upload(name, text) if fits else Upload(name, fault="too_large")
    if isinstance(packed, str):
        return _unpacked(name, packed, limit)
    return Upload(name, fault="unreadable" if value.get("unreadable") else "too_large")


def _unpacked(name: str, packed: str, limit: int) -> Upload:
    if len(packed) > longest_base64(limit):
        return Upload(name, fault="too_large")
    data = decode_base64(packed)
    if data is None:
        return Upload(name, fault="unreadable")
    return Upload(name, data=data) if len(data) <= limit else Upload(name, fault="too_large")


def longest_base64(size: int) -> int:
    """Return how many letters so many bytes have at most."""
    return 4 * (size // 3 + 1)


def decode_base64(packed: str) -> bytes | None:
    """Return the bytes of a text; None if it is not base64."""
    try:
        return base64.b64decode(packed, validate=True)
    except ValueError:
        return None
