"""A drawing in SVG keeps its shapes and nothing that could act: hostile ones, one by one."""

import io
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation

from explainer.exports.pitch.files import write
from explainer.exports.pitch.logo import (
    HIGHEST,
    MOST_PAINTED,
    SHARP,
    WIDEST,
    LogoError,
    data_address,
    has_letters,
    pixels_of,
    safe_logo,
)
from explainer.exports.pitch.svg import GEOMETRY, KEPT, LOOKS, MOST_BYTES, SVG
from tests.exports.pitch_documents import document

SPACE = '<svg xmlns="http://www.w3.org/2000/svg"'
HEAD = f'{SPACE} xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20"'
SHAPE = '<path d="M0 0h10v10z" fill="#e30613"/>'


def drawing(inside="", head=HEAD, before=""):
    return f"{before}{head}>{SHAPE}{inside}</svg>".encode()


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script of another kind": '<script type="text/ecmascript" href="https://bad.test/x.js"/>',
    "script in its own space": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "HTML inside": '<foreignObject><body onload="x"/></foreignObject>',
    "HTML by its space": '<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://bad.test"/>',
    "picture from elsewhere": '<image href="https://bad.test/p.png" width="9" height="9"/>',
    "picture by xlink": '<image xlink:href="https://bad.test/p.png"/>',
    "picture within": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "use from elsewhere": '<use href="https://bad.test/x.svg#a"/>',
    "file of the machine": '<image href="file:///etc/passwd" width="9" height="9"/>',
    "file by use": '<use href="file:///etc/passwd#a"/>',
    "uses of uses": "".join(
        f'<g id="u{n}">' + f'<use href="#u{n - 1}"/>' * 10 + "</g>" for n in range(1, 10)
    ),
    "use of itself": '<g id="a"><use href="#a"/></g>',
    "link": '<a href="javascript:alert(1)"><text>bad.test</text></a>',
    "handler": '<rect onclick="alert(1)" onload="alert(2)" width="1" height="1"/>',
    "handler in capitals": '<rect ONLOAD="alert(1)" width="1" height="1"/>',
    "animation": '<rect><animate attributeName="href" to="javascript:alert(1)"/></rect>',
    "set": '<rect><set attributeName="onclick" to="alert(1)"/></rect>',
    "moves": '<rect><animateTransform type="rotate" to="360"/></rect>',
    "fill from elsewhere": '<rect fill="url(https://bad.test/x#a)"/>',
    "fill from elsewhere in a style": '<rect style="fill:url(//bad.test/x)"/>',
    "style sheet from elsewhere": "<style>@import url('https://bad.test/x.css');</style>",
    "face from elsewhere": "<style>@font-face{src:url(https://bad.test/f)}.a{fill:red}</style>",
    "rule with an address": '<style>.a{fill:url("https://bad.test")}</style><rect class="a"/>',
    "effect": '<filter id="f"><feImage href="https://bad.test"/></filter><rect filter="url(#f)"/>',
    "mask": '<mask id="m"><rect/></mask><rect mask="url(#m)"/>',
    "pattern": '<pattern id="p"><image href="https://bad.test"/></pattern><rect fill="url(#p)"/>',
    "expression": '<rect style="width:expression(alert(1));fill:red"/>',
    "base": '<rect xml:base="https://bad.test/" width="1"/>',
    "a drawing within": '<svg onload="alert(1)"><script>1</script></svg>',
    "metadata": "<metadata><rdf about='https://bad.test'/></metadata>",
    "words that close a tag": "<text>&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;</text>",
    "CDATA": "<text><![CDATA[</text><script>alert(1)</script>]]></text>",
    "an attribute that breaks out": "<rect fill='\"&gt;&lt;script&gt;'/>",
    "dashes without end": '<path d="M0 0h99999" stroke="red" stroke-dasharray="0.00001"/>',
    "an instruction": '<?xml-stylesheet href="https://bad.test/x.css"?>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_only_what_is_harmless_is_left(name):
    kept = safe_logo(drawing(HOSTILE[name]))
    assert b"bad.test" not in kept
    assert b"url(" not in kept or b"url(#" in kept
    root = ElementTree.fromstring(kept)
    for one in root.iter():
        assert one.tag.removeprefix(f"{{{SVG}}}") in KEPT
        assert set(one.attrib) <= LOOKS | GEOMETRY
        assert not any("script" in value for value in one.attrib.values())
    assert root.find(f"{{{SVG}}}path").attrib["d"] == "M0 0h10v10z"


def declares(entity, inside="<text>&x;</text>"):
    return drawing(inside, before=f"<!DOCTYPE svg [{entity}]>")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (declares(f'<!ENTITY x "x">{LAUGHS}'), "svg_entities"),
        (declares('<!ENTITY x SYSTEM "file:///etc/passwd">'), "svg_entities"),
        (declares('<!ENTITY % p SYSTEM "https://bad.test/x.dtd">%p;', ""), "svg_entities"),
        (drawing("<g>" * 200 + "</g>" * 200), "svg_large"),
        (drawing("<g/>" * 5_000), "svg_large"),
        (drawing(f'<path d="{"M0 0" * (MOST_BYTES // 4)}"/>'), "svg_large"),
        (drawing("<text>&nothing;</text>"), "damaged"),
        (drawing()[:-4], "damaged"),
        (drawing(before="x"), "damaged"),
        (b"<html><svg></svg></html>", "damaged"),
        (b'<x:svg xmlns:x="https://bad.test"/>', "wrong_type"),
        (f"{HEAD}><script>1</script></svg>".encode(), "svg_empty"),
        (drawing(head=SPACE), "svg_empty"),
        (drawing(head=f'{SPACE} viewBox="0 0 1e99 inf"'), "svg_empty"),
        (drawing(head=f'{SPACE} viewBox="0 0 nan 5"'), "svg_empty"),
        (b'<?xml version="1.0" encoding="nonsense"?>' + drawing(), "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_safe_is_refused_by_name_and_at_once(data, code):
    begun = time.process_time()
    with pytest.raises(LogoError, match=code):
        safe_logo(data)
    assert time.process_time() - begun < 2.0


@pytest.mark.parametrize(
    "inside",
    [
        f"<style>{'/*' * 100_000}</style>",
        f"<style>{'.a{' * 80_000}</style>",
        f"<style>{'a' * 250_000}</style>",
        f'<rect fill="{"rgb(" * 60_000}"/>',
    ],
)
def test_reading_takes_no_longer_than_the_file_is_long(inside):
    begun = time.process_time()
    assert b"<path" in safe_logo(drawing(inside))
    assert time.process_time() - begun < 2.0


def test_what_programs_for_drawing_write_keeps_its_colours():
    given = drawing(
        '<style type="text/css">.st0{fill:#009640;} /* a */ .st1,.st2{stroke:#FFF;fill:none}'
        '</style><defs><linearGradient id="g"><stop offset="0" style="stop-color:#fff"/>'
        "</linearGradient></defs>"
        '<rect class="st0" x="1" width="5" height="5"/><circle class="st2" r="3"/>'
        '<rect style="fill:url(#g);fill-opacity:.5;-inkscape-x:1" width="1" height="1"/>'
        '<g transform="translate(1,2) rotate(45)">'
        "<text font-family=\"'Open Sans'\">Ñandú &amp; Cía</text></g>",
        before='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    )  # fmt: skip
    kept = safe_logo(given).decode()
    assert 'fill="#009640"' in kept
    assert 'stroke="#FFF"' in kept
    assert 'fill="url(#g)"' in kept
    assert 'stop-color="#fff"' in kept
    assert 'transform="translate(1,2) rotate(45)"' in kept
    assert "Ñandú &amp; Cía" in kept
    assert "DOCTYPE" not in kept
    root = ElementTree.fromstring(kept)
    assert float(root.attrib["width"]) <= WIDEST
    assert float(root.attrib["height"]) <= HIGHEST
    assert float(root.attrib["width"]) == 2 * float(root.attrib["height"])


def test_made_safe_again_it_is_the_same():
    once = safe_logo(drawing("<circle r='3' fill='rgb(1,2,3)'/>"))
    assert safe_logo(once) == once


def test_other_encodings_are_read():
    for encoding in ("utf-8-sig", "utf-16"):
        assert safe_logo(drawing().decode().encode(encoding)) == safe_logo(drawing())


@given(st.binary(max_size=60), st.integers(0, 200))
def test_damage_is_refused_or_read_and_never_a_failure(noise, place):
    whole = drawing('<style>.a{fill:red}</style><rect class="a" style="x:1"/>')
    try:
        kept = safe_logo(whole[:place] + noise + whole[place + len(noise) :])
    except LogoError:
        return
    assert kept.startswith((b"<svg", b"\x89PNG"))


def pictures(presentation):
    deck = Presentation(io.BytesIO(write(presentation, "pptx")))
    return [shape.image.blob for shape in deck.slides[0].shapes if hasattr(shape, "image")]


def test_the_page_shows_a_drawing_and_the_slides_its_pixels():
    logo = safe_logo(drawing())
    painted = pixels_of(logo)
    presentation = document("es", logo=logo, painted=painted)
    assert data_address(logo).encode() in write(presentation, "html")
    assert data_address(logo).startswith("data:image/svg+xml;base64,")
    assert pictures(presentation) == [painted]
    assert pictures(document("es", logo=logo)) == []


def test_a_drawing_is_painted_in_its_own_shapes_and_colours():
    with Image.open(io.BytesIO(pixels_of(safe_logo(drawing())))) as painted:
        assert painted.format == "PNG"
        assert painted.size == (SHARP * WIDEST, SHARP * HIGHEST)
        assert painted.getpixel((250, 60)) == (0xE3, 0x06, 0x13, 255)
        assert painted.getpixel((1_000, 500))[3] == 0


def test_letters_and_what_cannot_be_seen_are_not_painted():
    words = safe_logo(drawing('<text x="1" y="9">Ñandú</text>'))
    assert has_letters(words)
    assert pixels_of(words) == b""
    unseen = f'{HEAD}><path d="M0 0h9v9z" fill="none"/></svg>'.encode()
    assert not has_letters(safe_logo(unseen))
    assert pixels_of(safe_logo(unseen)) == b""


LONG_PATH = "M0 0" + "".join(f"L{n % 40} {n * 7 % 20}" for n in range(20_000))
HEAVY = {
    **{name: drawing(inside) for name, inside in HOSTILE.items()},
    "shapes over shapes": drawing(
        '<linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>'
        + '<rect width="40" height="20" fill="url(#g)" opacity=".5"/>' * 2_900
    ),
    "as many shapes as are painted": drawing(
        '<rect width="40" height="20" fill="#fff" opacity=".5"/>' * (MOST_PAINTED - 5)
    ),
    "cuts": drawing(
        '<clipPath id="c"><circle r="20"/></clipPath>'
        + '<g clip-path="url(#c)">' * 30 + SHAPE + "</g>" * 30
    ),
    "cuts side by side": drawing(
        '<clipPath id="c"><circle r="20"/></clipPath>'
        + f'<g clip-path="url(#c)">{SHAPE}</g>' * 1_400
    ),
    "a long line": drawing(f'<path d="{LONG_PATH}" stroke="red" stroke-width="3"/>'),
    "a broad line": drawing('<path d="M0 0L40 20" stroke="red" stroke-width="1e9"/>'),
    "far away": drawing('<path d="M-1e30 0L1e30 20 3 3z" stroke="red"/>'),
    "many curves": drawing(f'<path d="M0 0{"c9 9 9 9 1 1" * 15_000}" stroke="red"/>'),
    "turned and turned": drawing('<g transform="scale(9999)rotate(1)">' * 30 + "</g>" * 30),
    "an enormous view": drawing(head=f'{SPACE} viewBox="0 0 100000 99999"'),
    "a thread": drawing(head=f'{SPACE} viewBox="0 0 100000 0.001"'),
}  # fmt: skip


@pytest.mark.parametrize("name", HEAVY)
def test_a_hostile_drawing_is_painted_small_and_soon_or_not_at_all(name):
    begun = time.process_time()
    painted = pixels_of(safe_logo(HEAVY[name]))
    assert time.process_time() - begun < 30.0
    if painted:
        with Image.open(io.BytesIO(painted)) as picture:
            assert picture.width <= SHARP * WIDEST
            assert picture.height <= SHARP * HIGHEST
