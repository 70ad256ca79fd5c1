from markupsafe import Markup

from content.markup import blocks, find_placeholders, inline, listed, plain
from content.toml_files import key_lines, line_of


def fill(place: str) -> str:
    return Markup("<a>{}</a>").format(place)


def test_paragraphs_lists_and_emphasis():
    text = "Uno *dos*\ntres.\n\n- **cuatro**\n- cinco\n"
    assert blocks(text, fill) == (
        "<p>Uno <em>dos</em> tres.</p><ul><li><strong>cuatro</strong></li><li>cinco</li></ul>"
    )
    assert listed(("a", "b"), fill) == "<ul><li>a</li><li>b</li></ul>"


def test_what_is_written_is_never_markup_but_what_fills_a_place_can_be():
    assert inline("<b> & {x}", fill) == "&lt;b&gt; &amp; <a>x</a>"
    assert inline("{<i>}", str) == "&lt;i&gt;"  # words, not markup
    assert inline("*{x}* y **{y.z}**", fill) == ("<em><a>x</a></em> y <strong><a>y.z</a></strong>")


def test_stars_that_mark_nothing_stay():
    assert inline("2 * 3 * 4 y *", fill) == "2 * 3 * 4 y *"


def test_a_place_that_looks_like_markup_is_left_alone():
    assert inline("{a*b*c}", lambda place: place) == "a*b*c"
    assert find_placeholders("{a.b} y {card:HB1.several}") == ["a.b", "card:HB1.several"]


def test_plain_text_has_no_marks():
    assert plain("*Uno* **dos** {x}", str.upper) == "Uno dos X"
    assert plain("Uno.\n\nDos\ntres.", str.upper) == "Uno.\n\nDos\ntres."


def test_lines_of_keys_are_found_in_tables_and_after_long_texts():
    text = 'a = 1\n[b]\nc = """\nd = 2\n"""\ne = [\n  "x",\n]\n[b.f]\n"g" = 1\n'
    lines = key_lines(text)
    assert lines == {"a": 1, "b": 2, "b.c": 3, "b.e": 6, "b.f": 9, "b.f.g": 10}
    assert line_of("b.f.g.h", lines) == 10
    assert line_of("b.missing", lines) == 2
    assert line_of("nothing", lines) == 1
