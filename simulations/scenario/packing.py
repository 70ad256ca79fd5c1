"""Text packed for an address: compressed, in letters that need no escaping, bounded both ways."""

from __future__ import annotations

import base64
import binascii
import zlib

MOST_BYTES = 32_000
"""Of the unpacked text: four scenarios in which every number has all its digits fit."""


def pack(text: str) -> str:
    """Pack ASCII text into letters, digits, ``-`` and ``_``.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Raises
    ------
    UnicodeEncodeError
        For text that is not ASCII.
    """
    packed = base64.urlsafe_b64encode(zlib.compress(text.encode("ascii"), 9))
    return packed.decode("ascii").rstrip("=")


def unpack(packed: str) -> str | None:
    """Unpack a text. Never raises.

    Parameters
    ----------
    packed : str
        Hostile.

    Returns
    -------
    str or None
        None if it is not whole or would grow beyond :data:`MOST_BYTES`.
    """
    try:
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        whole = unpacking.decompress(raw, MOST_BYTES)
        if not unpacking.eof or unpacking.unused_data:
            return None
        return whole.decode("ascii")
    except (binascii.Error, zlib.error, ValueError):
        return None
