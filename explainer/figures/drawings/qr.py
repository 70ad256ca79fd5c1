"""A QR code of an address, made here: no other server ever sees what is shared."""

from __future__ import annotations

import io

import segno

from content.html import Markup

LONGEST = 2_000
"""Letters of an address beyond which a phone hardly reads its code (version 40 holds 2,331)."""


class TooLongForQRError(ValueError):
    """The address has more letters than a code that a phone can read."""


def qr_code(address: str) -> segno.QRCode:
    """Return the code of an address, of at most ``LONGEST`` letters; else a TooLongForQRError."""
    if len(address) > LONGEST:
        raise TooLongForQRError(f"{len(address)} letters, the longest is {LONGEST}")
    return segno.make_qr(address, error="m", boost_error=False)


def qr_svg(address: str, label: str) -> Markup:
    """Return the code as an SVG drawing, dark on white with the quiet zone that readers need.

    The label names it for screen readers: plain text, which is escaped.
    """
    code = qr_code(address)
    drawing = io.BytesIO()
    code.save(
        drawing,
        kind="svg",
        border=4,
        xmldecl=False,
        svgns=True,
        title=label,
        dark="#000",
        light="#fff",
        omitsize=True,
        svgclass="qr",
        lineclass=None,
    )
    svg = drawing.getvalue().decode("utf-8").strip()
    return Markup(svg.replace("<svg ", '<svg role="img" ', 1))


def qr_png(address: str, scale: int = 8) -> bytes:
    """Return the code as a PNG picture of ``scale`` pixels a module."""
    picture = io.BytesIO()
    qr_code(address).save(picture, kind="png", scale=scale, border=4)
    return picture.getvalue()
