"""Parts of a presentation as HTML, for its pages."""

from __future__ import annotations

from content import Texts
from content.html import Markup
from explainer.exports.pitch.document import Document
from explainer.exports.pitch.drawings import course_svg, per_hundred_svg
from explainer.exports.pitch.web_page import table_html


def facts_html(told: Document, texts: Texts) -> Markup:
    """Write the client's numbers, each with where it comes from."""
    heads = [texts(f"business_pitch.client.column_{n}") for n in ("what", "value", "origin")]
    return table_html(heads, told.facts)


def cases_html(told: Document, texts: Texts) -> Markup:
    """Write the three cases as a table."""
    keys = ("sheet.case", "sheet.money_cell", "money.month")
    return table_html([texts(f"business_pitch.{key}") for key in keys], told.cases)


def course_html(told: Document, texts: Texts) -> Markup:
    """Draw the three cases over the months."""
    axis = f"{texts('business_pitch.money.axis')} ({told.currency})"
    drawing = course_svg(told, texts)
    return Markup('<figure class="ec-drawn"><figcaption>{}</figcaption>{}</figure>').format(
        axis, drawing
    )


def hundred_html(told: Document) -> Markup:
    """Draw a hundred people by what changes for them."""
    return Markup('<figure class="ec-drawn">{}</figure>').format(per_hundred_svg(told))


def tale_html(told: Document, texts: Texts) -> Markup:
    """Write one person's two lives beside each other."""
    if told.person is None:
        return Markup("<p>{}</p>").format(texts("business_pitch.person.none"))
    lanes = Markup("").join(
        Markup('<div class="ec-lane-{}"><h3>{}</h3><ul>{}</ul></div>').format(
            side, shop, Markup("").join(Markup("<li>{}</li>").format(one) for one in lane)
        )
        for side, shop, lane in zip(
            "ab", told.person.shops, (told.person.a, told.person.b), strict=True
        )
    )
    return Markup('<p>{} {}</p><div class="ec-two">{}</div><p><strong>{}</strong></p>').format(
        told.person.who, texts("business_pitch.person.same"), lanes, told.person.verdict
    )
