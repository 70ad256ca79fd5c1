"""A client's logo made safe: a hostile picture is read once and written anew, small and plain."""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable

from explainer.exports.pitch.svg import SvgError, safe_svg

MOST_BYTES = 2_000_000
MOST_PIXELS = 16_000_000
WIDEST, HIGHEST = 600, 300
"""Pixels of what is kept, which is shown a few centimetres wide."""
SHARP = 2
"""How many times that a drawing is painted in: paper shows finer lines than screens."""
FAULTS = (
    *("too_large", "wrong_type", "too_many_pixels", "damaged"),
    *("svg_large", "svg_entities", "svg_empty"),
)
MOST_PAINTED = 300
"""Parts of an SVG, and cuts of parts by others, that are painted; one takes up to 20 ms."""
PANIC = "PanicException"
"""What the painter raises where its own reckoning fails, as for coordinates beyond all measure.

It is no ``Exception``, and has a name only in the compiled library.
"""
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
    """Return whether a logo that was made safe is an SVG: slides can show pixels alone."""
    return logo.startswith(b"<svg")


def has_letters(logo: bytes) -> bool:
    """Return whether a safe logo has words that are no shapes: they need a typeface."""
    return is_drawing(logo) and b"<text" in logo


def pixels_of(drawing: bytes, *, progress: Callable[[int, int], None] | None = None) -> bytes:
    """Return an SVG as a PNG, for files that can show pixels alone.

    Nothing is fetched or read beside it, not even a typeface: letters would look different from
    one machine to another, so a drawing that has some is none of ours to paint. A drawing of very
    many parts, each as large as the whole, takes minutes: one of so many parts is not begun, and
    the time of the others is for the caller to bound.

    Parameters
    ----------
    drawing : bytes
        A logo that was made safe.
    progress : callable, optional
        For whoever calls this as work; it is done in one go.

    Returns
    -------
    bytes
        A PNG of at most ``SHARP * WIDEST`` by ``SHARP * HIGHEST`` pixels; empty for letters, for
        too many parts, where nothing can be seen, and where the painter fails.
    """
    del progress
    parts = drawing.count(b"<") // 2 + drawing.count(b"clip-path=")
    if has_letters(drawing) or parts > MOST_PAINTED:
        return b""
    from PIL import Image
    from resvg_py import svg_to_bytes

    try:
        painted = svg_to_bytes(svg_string=drawing.decode(), zoom=SHARP, skip_system_fonts=True)
    except ValueError:  # it is no drawing to the painter
        return b""
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        return b""
    with Image.open(io.BytesIO(painted), formats=("PNG",)) as picture:
        return painted if picture.getbbox() else b""


def data_address(logo: bytes) -> str:
    """Return a logo that was made safe as an address that holds all of it, for ``<img>``."""
    kind = "svg+xml" if is_drawing(logo) else "png"
    return f"data:image/{kind};base64,{base64.b64encode(logo).decode('ascii')}"


def _is_svg(data: bytes) -> bool:
    head = data[:_OPENING].replace(b"\0", b"").lower()
    return b"<svg" in head or b"<!doctype svg" in head
