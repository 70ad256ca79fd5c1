"""A logo is written anew: what is no picture is refused by name, and nothing but pixels is left."""

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pptx import Presentation

from explainer.exports.pitch.files import write
from explainer.exports.pitch.logo import HIGHEST, MOST_BYTES, WIDEST, LogoError, safe_logo
from tests.exports.pitch_documents import document


def picture(kind="PNG", size=(900, 100), mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def chunk(name, body):
    check = zlib.crc32(name + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + name + body + check


def huge():
    """A few bytes that say they are ten thousand million pixels."""
    head = (100_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    body = zlib.compress(b"\0" * 1_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "RGB"), ("JPEG", "CMYK")],
)
def test_a_picture_becomes_a_small_png(kind, mode):
    with Image.open(io.BytesIO(safe_logo(picture(kind, mode=mode)))) as kept:
        assert kept.format == "PNG"
        assert kept.size == (WIDEST, 67)
        assert kept.height <= HIGHEST


def test_nothing_but_pixels_is_left():
    about = PngInfo()
    about.add_text("Comment", "the-secret")
    given = picture(pnginfo=about) + b"the-secret"
    assert b"the-secret" in given
    kept = safe_logo(given)
    assert b"the-secret" not in kept
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.info == {}


def test_a_picture_that_lies_on_its_side_is_put_upright():
    turned = Image.Exif()
    turned[0x0112] = 6
    with Image.open(io.BytesIO(safe_logo(picture("JPEG", (300, 100), exif=turned)))) as kept:
        assert kept.size == (100, 300)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "svg_empty"),
        ("\ufeff<SVG onload=alert(1)>".encode("utf-16"), "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * MOST_BYTES, "too_large"),
        (b"", "wrong_type"),
        (b"GIF89a", "wrong_type"),
        (picture("GIF"), "wrong_type"),
        (picture()[:60], "damaged"),
        (huge(), "too_many_pixels"),
        (picture(size=(5_000, 4_000), mode="1"), "too_many_pixels"),
    ],
)
def test_what_is_no_safe_picture_is_refused_by_name(data, code):
    with pytest.raises(LogoError, match=code):
        safe_logo(data)


@given(st.binary(max_size=200), st.integers(0, 300))
def test_damage_is_refused_or_read_and_never_a_failure(noise, place):
    whole = picture(size=(20, 20))
    try:
        kept = safe_logo(whole[:place] + noise + whole[place + len(noise) :])
    except LogoError:
        return
    assert kept.startswith(b"\x89PNG")


def test_the_logo_is_a_picture_in_the_deck_and_in_the_page():
    presentation = document("es", logo=safe_logo(picture()))
    deck = Presentation(io.BytesIO(write(presentation, "pptx")))
    kinds = [shape.image.content_type for shape in deck.slides[0].shapes if hasattr(shape, "image")]
    assert kinds == ["image/png"]
    assert b'src="data:image/png;base64,' in write(presentation, "html")
