"""A client's logo made safe: a hostile picture is read once and written anew, small and plain."""

from __future__ import annotations

import base64
import io
import warnings

from explainer.exports.pitch.svg import SvgError, safe_svg

MOST_BYTES = 2_000_000
MOST_PIXELS = 16_000_000
WIDEST, HIGHEST = 600, 300
"""Pixels of what is kept, which is shown a few centimetres wide."""
FAULTS = (
    *("too_large", "wrong_type", "too_many_pixels", "damaged"),
    *("svg_large", "svg_entities", "svg_empty"),
)
_OPENING = 20_000
"""Bytes among which a drawing in SVG names itself."""


class LogoError(ValueError):
    """A picture that is refused; ``code`` is one of ``FAULTS``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def safe_logo(data: bytes) -> bytes:
    """Return a picture of what it shows alone, without anything else that stood in the file.

    Parameters
    ----------
    data : bytes
        A PNG, JPEG or SVG: hostile, at most ``MOST_BYTES``.

    Returns
    -------
    bytes
        A PNG of the pixels; an SVG of shapes and words where it was one.

    Raises
    ------
    LogoError
    """
    from PIL import Image, ImageOps

    if len(data) > MOST_BYTES:
        raise LogoError("too_large")
    pixels = data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
    if not pixels and _is_svg(data):
        try:
            return safe_svg(data, WIDEST, HIGHEST)
        except SvgError as error:
            raise LogoError(error.code) from None
    if not pixels:
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


def is_drawing(logo: bytes) -> bool:
    """Say whether a logo that was made safe is an SVG: slides can show pixels alone."""
    return logo.startswith(b"<svg")


def data_address(logo: bytes) -> str:
    """Return a logo that was made safe as an address that holds all of it, for ``<img>``."""
    kind = "svg+xml" if is_drawing(logo) else "png"
    return f"data:image/{kind};base64,{base64.b64encode(logo).decode('ascii')}"


def _is_svg(data: bytes) -> bool:
    head = data[:_OPENING].replace(b"\0", b"").lower()
    return b"<svg" in head or b"<!doctype svg" in head
