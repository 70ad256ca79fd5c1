from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from explainer.figures.charts.text_layout import height, markup, spread, width, wrapped


def test_text_is_escaped_before_it_becomes_markup():
    assert markup(("<b>5</b> & más", "9")) == "&lt;b&gt;5&lt;/b&gt; &amp; más<br>9"
    assert markup(("a", "<9>"), bold_last=True) == "a<br><b>&lt;9&gt;</b>"


@given(st.text(alphabet="aábc ñ", max_size=120), st.integers(3, 40))
def test_wrapping_keeps_every_letter_and_no_line_is_too_long(text, characters):
    lines = wrapped(text, characters)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(len, lines)) <= characters


def test_a_word_that_must_stay_whole_does():
    assert wrapped("Correo electrónico", 8, whole=True) == ("Correo", "electrónico")


def test_more_text_is_wider_and_higher():
    assert width(("aa",)) < width(("aaa", "a"))
    assert height(("a",)) < height(("a", "a"))
    assert width(()) == 0


labels = st.lists(st.tuples(st.floats(0, 300), st.floats(10, 50)), min_size=1, max_size=5)


@given(labels)
def test_labels_never_cover_each_other_and_stay_inside(labels):
    centres, heights = [c for c, _ in labels], [h for _, h in labels]
    placed = spread(centres, heights, 0, 300)
    boxes = sorted((p - h / 2, p + h / 2) for p, h in zip(placed, heights, strict=True))
    assert boxes[0][0] >= -1e-6
    assert boxes[-1][1] <= 300 + 1e-6
    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(boxes))


@given(st.floats(30, 270))
def test_a_label_alone_stays_where_it_wants(centre):
    assert spread([centre], [40], 0, 300) == [centre]
