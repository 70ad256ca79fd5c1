"""A code says its address to a reader that did not make it, and a hostile name does no harm."""

import io

import pytest
import zxingcpp
from PIL import Image

from explainer.figures.drawings.qr import LONGEST, TooLongForQRError, qr_png, qr_svg

ADDRESSES = [
    "http://127.0.0.1:8501/sim?lang=pt",
    "https://ejemplo.mx/sim?lang=es&n=ñ&x=%3Cb%3E",
    "https://exemplo.br/sim?" + "c" * (LONGEST - 23),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_program_reads_the_address(address: str):
    picture = Image.open(io.BytesIO(qr_png(address, 4))).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]


def test_a_longer_address_is_refused_by_name():
    with pytest.raises(TooLongForQRError, match=str(LONGEST)):
        qr_svg("a" * (LONGEST + 1), "Código")


def test_the_name_is_text():
    drawing = qr_svg("https://ejemplo.mx/", '"><script>alert(1)</script>')
    assert "<script" not in drawing
    assert "&lt;script" in drawing
    assert drawing.startswith('<svg role="img"')
