"""Templates of HTML are filled as markupsafe fills them, and cannot forget to escape."""

from enum import StrEnum
from fractions import Fraction

import markupsafe
import numpy as np
import pytest

from content.html import Markup, escape

HOSTILE = "<script>alert('1')</script> & \"x\""


class Kind(StrEnum):
    BOLD = "<b>"


class Drawn:
    def __html__(self) -> Markup:
        return Markup("<svg/>")


class Told:
    secret = "<i>"

    def __str__(self) -> str:
        return "<told>"


THINGS = (
    *(HOSTILE, "", "ñ", Kind.BOLD, markupsafe.Markup("<b>x</b>"), Markup("<b>x</b>")),
    *(0, -3, True, 2.5, np.float64(0.25), np.int64(7), Fraction(1, 3), None, ("<", 1), {"<": ">"}),
    *(Drawn(), Told(), b"<b>", escape(HOSTILE), ValueError("<b>")),
)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: type(thing).__name__)
def test_what_is_put_into_html_is_escaped_as_markupsafe_does(thing):
    ours, theirs = Markup("<p {0}>{word}</p>{{}}"), markupsafe.Markup("<p {0}>{word}</p>{{}}")
    filled = ours.format(thing, word=thing)
    assert filled == theirs.format(thing, word=thing)
    assert type(filled) is Markup
    assert escape(thing) == markupsafe.escape(thing)
    assert Markup("<br>").join([thing, "<", ours]) == f"{escape(thing)}<br>&lt;<br>{ours}"


def test_numbers_keep_their_form():
    assert Markup("{:.1f}% {:>4d} {x:+.0%}").format(12.345, np.int64(7), x=np.float64(0.5)) == (
        "12.3%    7 +50%"
    )


def test_what_comes_of_html_is_html_of_the_same_kind():
    assert type(Markup("<b>") + "<") is type(escape("<")) is type(Markup("").join([])) is Markup
    assert escape(escape("<")) == Markup("{}").format(escape("<")) == "&lt;"


@pytest.mark.parametrize("template", ["{0.secret}", "{0.__class__}x{0.secret}"])
def test_a_template_reaches_into_nothing(template):
    with pytest.raises(AttributeError):
        Markup(template).format(Told())
