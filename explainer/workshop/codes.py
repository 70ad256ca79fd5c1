"""Codes that people read out and type, and secrets that only links carry."""

from __future__ import annotations

import hmac
import re
from hashlib import sha256
from secrets import choice, token_hex

LETTERS = "34679CDFHJKMNPQRTWXY"
"""No two look or sound alike, and without vowels no code is a word."""
LENGTH = 6
"""Letters of a code: 64 million codes, of which a server has a few hundred in use."""
SECRET_BYTES = 16
CODE = re.compile(f"[{LETTERS}]{{{LENGTH}}}")
SECRET = re.compile(f"[0-9a-f]{{{2 * SECRET_BYTES}}}")
BETWEEN = re.compile(r"[\W_]+")
CORRECTIONS = str.maketrans("O0I1LG", "QQJ7JC")
"""What no code has, and the letter that it was most likely read from."""
LONGEST = 40
"""Characters of a typed code that are looked at."""


def new_code() -> str:
    """Return a code for a room, "K7M3CD"."""
    return "".join(choice(LETTERS) for _ in range(LENGTH))


def read_code(text: str) -> str | None:
    """Return the code that somebody typed, in capitals and without spaces; None if it is none.

    Letters that look like one of a code are read as that one.
    """
    plain = BETWEEN.sub("", text[:LONGEST]).upper().translate(CORRECTIONS)
    return plain if CODE.fullmatch(plain) else None


def new_secret() -> str:
    """Return 128 random bits as text, for a link."""
    return token_hex(SECRET_BYTES)


def digest(secret: str) -> str:
    """Return what is kept of a secret. It is random and long, so that a fast hash is enough."""
    return sha256(secret.encode()).hexdigest()


def matches(secret: str, kept: str) -> bool:
    """Return whether a secret is the one of which this was kept, in constant time."""
    return hmac.compare_digest(digest(secret), kept)
