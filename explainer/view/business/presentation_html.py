"""Parts of a presentation as HTML, for its pages."""

from __future__ import annotations

from content import Texts
from content.html import Markup, fill_each
from explainer.exports.pitch.document import Document
from explainer.exports.pitch.drawings import course_svg, per_hundred_svg
from explainer.exports.pitch.tables import column_heads
from explainer.exports.pitch.web_page import table_html


def facts_html(document: Document, texts: Texts) -> Markup:
    """Write the client's numbers, each with where it comes from."""
    return table_html(column_heads("facts", texts), document.facts)


def cases_html(document: Document, texts: Texts) -> Markup:
    """Write the three cases as a table."""
    return table_html(column_heads("cases", texts), document.cases)


def course_html(document: Document, texts: Texts) -> Markup:
    """Draw the three cases over the months."""
    axis = f"{texts('business_pitch.money.axis')} ({document.currency})"
    drawing = course_svg(document, texts)
    return Markup('<figure class="ec-drawn"><figcaption>{}</figcaption>{}</figure>').format(
        axis, drawing
    )


def people_html(document: Document) -> Markup:
    """Draw a hundred people by what changes for them."""
    return Markup('<figure class="ec-drawn">{}</figure>').format(per_hundred_svg(document))


def tale_html(document: Document, texts: Texts) -> Markup:
    """Write one person's two lives beside each other."""
    if document.person is None:
        return Markup("<p>{}</p>").format(texts("business_pitch.person.none"))
    items = [fill_each("<li>{}</li>", lane) for lane in (document.person.a, document.person.b)]
    lanes = fill_each(
        '<div class="ec-lane-{}"><h3>{}</h3><ul>{}</ul></div>',
        zip("ab", document.person.shops, items, strict=True),
    )
    return Markup('<p>{} {}</p><div class="ec-two">{}</div><p><strong>{}</strong></p>').format(
        document.person.who, texts("business_pitch.person.same"), lanes, document.person.verdict
    )
