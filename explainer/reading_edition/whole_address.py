"""Whole addresses that somebody sets: where the edition will be, where the simulator is."""

import re
from urllib.parse import urlsplit

LEGAL = (
    "a whole address of http or https, such as https://example.org/canales: a host, perhaps a port"
    " and a path; no name or password, no query, no part behind #"
)
HOST = re.compile(r"(?!-)[\w-]+(?:\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[\w.~!$&()*+,;=:@%-]+)*/?")
LONGEST = 500


def whole_address(text: str) -> str:
    """Return an address without a slash at its end; an empty text for one that is not set.

    Raises `ValueError` if it cannot be one; the message says what is legal (`LEGAL`).
    """
    text = text.strip()
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:  # brackets without an end, a port that is none
        raise ValueError(_refusal(text)) from None
    host = parts.netloc.removesuffix(f":{port}" if port is not None else "")
    fits = (
        len(text) <= LONGEST
        and parts.scheme in {"http", "https"}
        and port != 0
        and HOST.fullmatch(host)
        and PATH.fullmatch(parts.path)
        and text.partition("://")[2] == f"{parts.netloc}{parts.path}"
    )
    if not fits:
        raise ValueError(_refusal(text))
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _refusal(text: str) -> str:
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    return f"{shown!r} is not {LEGAL}"
