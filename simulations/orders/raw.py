"""The bytes of a file, block by block, and what they are written in: never all of them at once."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from simulations.orders.problems import OrdersError

BLOCK = 1 << 16
MARKS_BEFORE, MARKS_AROUND = 2_000, 20_000
"""Bytes by which an old encoding is detected: before the first mark, and in all."""

_ASCII, _NO_MARKS = bytes(range(0x80)), bytes(range(0xC2))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Stream(io.RawIOBase):
    """A file from its beginning, with a position of its own: closing it leaves the file open.

    Parameters
    ----------
    file : binary file
        That can be read anywhere.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._position = file, 0

    def readable(self) -> bool:
        """Return that it can be read.

        Returns
        -------
        bool
        """
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what comes next.

        Parameters
        ----------
        buffer : writable buffer

        Returns
        -------
        int
            Bytes that were read; 0 at the end.
        """
        self._file.seek(self._position)
        block = self._file.read(len(buffer))
        buffer[: len(block)] = block
        self._position += len(block)
        return len(block)


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file from its beginning, block by block.

    Parameters
    ----------
    file : binary file

    Yields
    ------
    bytes
    """
    return iter(partial(io.BufferedReader(Stream(file), BLOCK).read, BLOCK), b"")


def holds(file: BinaryIO, word: bytes) -> bool:
    """Return whether a file contains some bytes, also across the edge of two blocks.

    Parameters
    ----------
    file : binary file
    word : bytes
        Shorter than a block.

    Returns
    -------
    bool
    """
    tail = b""
    for block in blocks(file):
        if word in tail + block:
            return True
        tail = block[-len(word) :]
    return False


def encoding_of(file: BinaryIO) -> str:
    """Return what a text is written in.

    Parameters
    ----------
    file : binary file
        Hostile.

    Returns
    -------
    str
        As Python calls it.

    Raises
    ------
    OrdersError
        ``wrong_type`` for bytes of no text.
    """
    head = next(blocks(file))
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if odd > 0.3 * len(head) / 2 and even < odd / 4:
            return "utf-16-le"
        if even > 0.3 * len(head) / 2 and odd < even / 4:
            return "utf-16-be"
        raise OrdersError("wrong_type", "BINARY")
    try:
        for _ in _decoded(file, "strict"):
            pass
    except UnicodeDecodeError:
        return _old_encoding(file)
    return "utf-8"


def _decoded(file: BinaryIO, errors: str) -> Iterator[str]:
    """Yield a text as UTF-8, block by block."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors)
    yield from map(decoder.decode, blocks(file))
    yield decoder.decode(b"", True)


def _old_encoding(file: BinaryIO) -> str:
    """Tell the code pages of Windows, DOS and old Macs apart, or a UTF-8 with a few bad bytes."""
    import charset_normalizer

    wrong = sum(text.count("\ufffd") for text in _decoded(file, "replace"))
    marks = sum(len(block.translate(None, _NO_MARKS)) for block in blocks(file))
    if wrong * 20 < marks:
        return "utf-8"
    guess = charset_normalizer.from_bytes(
        _first_marks(file), cp_isolation=["cp1252", "cp850", "mac_roman"]
    ).best()
    if guess is None:
        head = next(blocks(file))
        controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
        if controls > len(head) / 50:
            raise OrdersError("wrong_type", "BINARY")
        return "cp1252"
    return guess.encoding


def _first_marks(file: BinaryIO) -> bytes:
    """Return what stands around the first byte that is no ASCII."""
    before, start = 0, 0
    for block in blocks(file):
        plain = len(block) - len(block.lstrip(_ASCII))
        if plain < len(block):
            start = max(0, before + plain - MARKS_BEFORE)
            break
        before += len(block)
    file.seek(start)
    return file.read(MARKS_AROUND)
