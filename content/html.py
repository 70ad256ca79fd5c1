"""Text that is HTML, and what is put into it: words are escaped by their type.

A page is put together from some four hundred small templates. In markupsafe a formatter written in
Python fills them, which was a tenth of what a page cost; here the interpreter's own does.
"""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Number
from typing import Any, Self

import markupsafe


class Markup(markupsafe.Markup):
    """HTML: ``Markup("<b>{}</b>").format(words)`` escapes words, and leaves HTML as it is.

    A place of a template takes a number, with or without a form (``{:.1f}``), HTML, or anything
    else as the words that `str` makes of it. It never reaches into a thing (``{a.b}``): by then the
    thing is words.
    """

    __slots__ = ()

    def format(self, *args: Any, **kwargs: Any) -> Self:
        """Return the template with its places filled."""
        filled = str.format(
            self,
            *map(_template_value, args),
            **{name: _template_value(value) for name, value in kwargs.items()},
        )
        return str.__new__(type(self), filled)

    def join(self, iterable: Iterable[Any], /) -> Self:
        """Return everything given as HTML, with this between one and the next."""
        return str.__new__(type(self), str.join(self, map(_escaped, iterable)))


def escape(value: Any) -> Markup:
    """Return anything as HTML: words are escaped, HTML stays."""
    return str.__new__(Markup, _escaped(value))


def fill_each(template: str, rows: Iterable[Any]) -> Markup:
    """Fill a template of HTML once for each row, which is one value or a tuple of several."""
    markup = Markup(template)
    return Markup("").join(
        markup.format(*row) if isinstance(row, tuple) else markup.format(row) for row in rows
    )


def html_list(items: Iterable[Any], tag: str = "ul") -> Markup:
    """Return a list, ``ul`` or ``ol``."""
    return Markup("<{0}>{1}</{0}>").format(tag, fill_each("<li>{}</li>", items))


def link_to(address: str, text: Any, look: str) -> Markup:
    """Return a link with a class for the style sheet; an address that is HTML stays as it is."""
    return Markup('<a class="{}" href="{}">{}</a>').format(look, address, text)


def _template_value(value: Any) -> Any:
    """Return what may stand in HTML: a number by itself, anything else as HTML."""
    return value if isinstance(value, Number) and not isinstance(value, str) else _escaped(value)


def _escaped(value: Any) -> str:
    """Return what `escape` does, as a plain string."""
    # A plain string is put into a template several times as fast as a kind of string.
    return str.__str__(value if isinstance(value, markupsafe.Markup) else markupsafe.escape(value))
