"""Parts of a presentation as HTML, for its pages."""

from __future__ import annotations

from html import escape

from content import Texts
from explainer.exports.pitch.document import Document
from explainer.exports.pitch.drawings import course_svg, hundred_svg
from explainer.exports.pitch.web_page import table_html


def facts_html(told: Document, texts: Texts) -> str:
    """Write the client's numbers, each with where it comes from."""
    heads = [texts(f"business_pitch.client.column_{n}") for n in ("what", "value", "origin")]
    return table_html(heads, told.facts)


def cases_html(told: Document, texts: Texts) -> str:
    """Write the three cases as a table."""
    keys = ("sheet.case", "sheet.money_cell", "money.month")
    return table_html([texts(f"business_pitch.{key}") for key in keys], told.cases)


def course_html(told: Document, texts: Texts) -> str:
    """Draw the three cases over the months."""
    axis = f"{texts('business_pitch.money.axis')} ({told.currency})"
    drawing = course_svg(told, texts)
    return f'<figure class="ec-drawn"><figcaption>{escape(axis)}</figcaption>{drawing}</figure>'


def hundred_html(told: Document) -> str:
    """Draw a hundred people by what changes for them."""
    return f'<figure class="ec-drawn">{hundred_svg(told)}</figure>'


def tale_html(told: Document, texts: Texts) -> str:
    """Write one person's two lives beside each other."""
    if told.tale is None:
        return f"<p>{escape(texts('business_pitch.person.none'))}</p>"
    lanes = "".join(
        f'<div class="ec-lane-{side}"><h3>{escape(shop)}</h3>'
        f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in lane)}</ul></div>"
        for side, shop, lane in zip("ab", told.tale.shops, (told.tale.a, told.tale.b), strict=True)
    )
    same = texts("business_pitch.person.same")
    return (
        f'<p>{escape(told.tale.who)} {escape(same)}</p><div class="ec-two">{lanes}</div>'
        f"<p><strong>{escape(told.tale.verdict)}</strong></p>"
    )
