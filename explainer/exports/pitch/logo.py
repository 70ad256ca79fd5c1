"""A client's logo made safe: a hostile picture is read once and written anew as a small PNG."""

from __future__ import annotations

import io
import warnings

MOST_BYTES = 2_000_000
MOST_PIXELS = 16_000_000
WIDEST, HIGHEST = 600, 300
"""Pixels of what is kept, which is shown a few centimetres wide."""
FAULTS = ("too_large", "svg", "wrong_type", "too_many_pixels", "damaged")
_OPENING = 2_000
"""Bytes among which a drawing in SVG names itself."""


class LogoError(ValueError):
    """A picture that is refused; ``code`` is one of ``FAULTS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def safe_logo(data: bytes) -> bytes:
    """Return a picture as a PNG of its pixels alone, without anything else that stood in the file.

    Parameters
    ----------
    data : bytes
        A PNG or JPEG: hostile, at most ``MOST_BYTES``.

    Raises
    ------
    LogoError
        Also for SVG, which may hold programs and addresses: what is left of one when those are
        taken out cannot be vouched for.
    """
    from PIL import Image, ImageOps

    if len(data) > MOST_BYTES:
        raise LogoError("too_large")
    if _is_svg(data):
        raise LogoError("svg")
    if not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise LogoError("wrong_type")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the library's own limit of pixels: ours is lower
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise LogoError("too_many_pixels")
                drawn = ImageOps.exif_transpose(picture).convert("RGBA")
        drawn.thumbnail((WIDEST, HIGHEST))
        clean = Image.frombytes("RGBA", drawn.size, drawn.tobytes())
    except LogoError:
        raise
    except Image.DecompressionBombError:
        raise LogoError("too_many_pixels") from None
    except Exception:  # whatever a broken picture makes the library say
        raise LogoError("damaged") from None
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _is_svg(data: bytes) -> bool:
    head = data[:_OPENING].replace(b"\0", b"").lower()
    return b"<svg" in head or b"<!doctype svg" in head
