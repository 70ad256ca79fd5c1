"""The log of the server: one JSON object a line, without personal data.

Messages of libraries name addresses, paths and values. What is kept of one is its own wording with
the numbers in it; of a fault its kind and the places in the code, not its words: they may repeat
what a visitor typed.
"""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any

TOP = Path(__file__).resolve().parents[3]
LEFT_OUT = "…"
MOST_FRAMES = 12
"""Frames that are told of a fault, the innermost ones."""
FORMAT = "%(message)s"
"""For `logger.messageFormat`: the message is the whole line."""


class Line(logging.LogRecord):
    """A record whose message is the whole line."""

    def getMessage(self) -> str:  # noqa: N802, its name in the standard library
        """Return the line."""
        return line(self)


def start() -> None:
    """Have every record of this process written so."""
    logging.setLogRecordFactory(_make_record)


def line(record: logging.LogRecord) -> str:
    """Return what is written of a record, whose message and arguments may hold anything."""
    entry: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "from": record.name,
        "what": _wording(record.msg, record.args),
    }
    return json.dumps(entry | getattr(record, "fault", {}), ensure_ascii=False)


def fault_entry(kind: type[BaseException], trace: TracebackType | None) -> dict[str, Any]:
    """Return kind and places of a fault."""
    frames = extract_tb(trace)[-MOST_FRAMES:]
    locations = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"fault": kind.__name__, "at": locations}


def _make_record(*given: Any, **named: Any) -> Line:
    record = Line(*given, **named)
    if record.exc_info and record.exc_info[0]:
        record.fault = fault_entry(record.exc_info[0], record.exc_info[2])
    record.exc_info = record.exc_text = record.stack_info = None
    return record


def _wording(message: object, arguments: object) -> str:
    """Return a message with the numbers of its arguments, and nothing else of them."""
    if isinstance(arguments, Mapping):
        kept: Any = {key: _number(value) for key, value in arguments.items()}
    else:
        kept = tuple(map(_number, arguments)) if isinstance(arguments, tuple) else ()
    if not isinstance(message, str):
        return type(message).__name__
    try:
        return message % kept if kept else message
    except (TypeError, ValueError, KeyError):
        return message


def _number(value: object) -> object:
    return value if isinstance(value, int | float) else LEFT_OUT


def _short(name: str) -> str:
    """Return where a file is, without saying where the clone or the libraries are."""
    path = Path(name)
    if path.is_relative_to(TOP) and ".venv" not in path.parts:
        return path.relative_to(TOP).as_posix()
    return "/".join(path.parts[-2:])
