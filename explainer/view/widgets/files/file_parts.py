"""A large file from the browser, part by part, into a file without a name; never in one message.

The browser sends a part when the page asks for it. A part that was not asked for, as when it came
twice, is left alone. What has arrived stays with the server's other files of visitors, which go
when their visit is over; ``open_uploaded`` opens it for whoever is to read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO

import streamlit as st

from explainer.view.server.files import current_visit, unnamed_file
from explainer.view.server.shared import SHARED
from explainer.view.widgets.components import reported
from explainer.view.widgets.files.file_input import (
    LONGEST_NAME,
    Upload,
    decode_base64,
    field,
    longest_base64,
)
from simulations.scenario.problems import one_line

PART = 1 << 19
"""Bytes of a file in one message: what the server does with it takes about 20 ms."""
PAUSE = 150
"""Milliseconds before the next part, for each file that is here: the others want answers too."""
LONGEST_ID = 60
NOTHING = -1


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file on its way.

    Attributes
    ----------
    id : str
        What the browser calls it.
    name : str
        Hostile text on one line.
    size, received : int
        Bytes that it has, as the browser says, and that have arrived.
    wanted : bool
        Whether it is to go on; else it is complete, refused or called off.
    """

    id: str
    name: str
    size: int
    received: int = 0
    wanted: bool = True


def chunked_file_field(
    label: str,
    hint: str,
    *,
    limit: int,
    key: str,
    on_file: Callable[[Upload], None],
    on_start: Callable[[], None],
    accept: str,
    disabled: bool = False,
) -> None:
    """Show the field; to be called inside a fragment, which each part runs once.

    Parameters
    ----------
    label, hint, limit, key, accept
        As ``file_in`` takes them.
    on_file : callable
        Called when a file is complete, with its name alone, or refused, with what is wrong.
    on_start : callable
        Called when the first part of a file is here.
    disabled : bool
        Whether no file is taken now: a part would wait for what the page is doing.
    """
    last = incoming(key)
    field(
        {
            "name": key,
            "label": label,
            "hint": hint,
            "limit": limit,
            "accept": accept,
            "disabled": disabled,
            "part": PART,
            "pause": PAUSE * max(1, len(SHARED.uploads)),
            "known": last.id if last else "",
            "wanted": last.received if last and last.wanted else NOTHING,
        },
        key,
        lambda: _take(reported(key, "file"), limit, key, on_file, on_start),
    )


def incoming(key: str) -> IncomingFile | None:
    """Return the last file of a field, whether or not it is on its way still."""
    return st.session_state.get(_memory(key))


def open_uploaded() -> BinaryIO | None:
    """Return this visit's file as an open one; None when it has gone."""
    return SHARED.uploads.reopen(current_visit())


def drop(key: str) -> None:
    """Forget the file of a field, and let the browser send no more of it."""
    SHARED.uploads.drop(current_visit())
    last = incoming(key)
    if last is not None:
        st.session_state[_memory(key)] = replace(last, wanted=False)


def _take(
    value: object,
    limit: int,
    key: str,
    on_file: Callable[[Upload], None],
    on_start: Callable[[], None],
) -> None:
    """Take what came from the browser: hostile."""
    message = value if isinstance(value, dict) else {"unreadable": True}
    last, file_id = incoming(key), str(message.get("id", ""))[:LONGEST_ID]
    name = one_line(message.get("name"), LONGEST_NAME)
    start, size = message.get("from"), message.get("size")
    if message.get("gone"):
        if last is not None and last.wanted and last.id == file_id:
            _refuse(Upload(last.name, fault="interrupted"), key, on_file)
        return
    if message.get("several"):
        _refuse(Upload(fault="several"), key, on_file)
    elif message.get("unreadable") or type(size) is not int or size < 0:
        _refuse(Upload(name, fault="unreadable"), key, on_file)
    elif size > limit or type(start) is not int:
        _refuse(Upload(name, fault="too_large"), key, on_file)
    elif start == 0 and (last is None or last.id != file_id):
        SHARED.uploads.keep(current_visit(), unnamed_file(), 0)
        on_start()
        _add(IncomingFile(file_id, name, size), message.get("bytes"), key, on_file)
    elif last is not None and last.wanted and last.id == file_id and last.received == start:
        _add(last, message.get("bytes"), key, on_file)


def _add(upload: IncomingFile, packed: object, key: str, on_file: Callable[[Upload], None]) -> None:
    """Write one part behind the others."""
    data = _unpacked(packed)
    received = upload.received + len(data or b"")
    if data is None or received > upload.size or (not data and received < upload.size):
        _refuse(Upload(upload.name, fault="unreadable"), key, on_file)
        return
    if not SHARED.uploads.add(current_visit(), data):
        _refuse(Upload(upload.name, fault="gone"), key, on_file)
        return
    st.session_state[_memory(key)] = replace(
        upload, received=received, wanted=received < upload.size
    )
    if received == upload.size:
        on_file(Upload(upload.name))


def _unpacked(packed: object) -> bytes | None:
    if not isinstance(packed, str) or len(packed) > longest_base64(PART):
        return None
    return decode_base64(packed)


def _refuse(handed: Upload, key: str, on_file: Callable[[Upload], None]) -> None:
    drop(key)
    on_file(handed)


def _memory(key: str) -> str:
    return f"{key}_coming"
