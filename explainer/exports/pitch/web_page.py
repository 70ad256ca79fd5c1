"""A presentation as one web page that needs no network: styles, drawings and code are inside."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from content import LANGUAGES, Texts, load_texts
from explainer.exports.pitch.document import Document, Row
from explainer.exports.pitch.drawings import course_svg, hundred_svg
from explainer.exports.pitch.logo import data_address
from explainer.figures.drawings.qr import LONGEST, qr_svg

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = """
:root{color-scheme:light}
body{margin:0;background:#fbf7ef;color:#1a1816;
 font:17px/1.5 Calibri,'Segoe UI',system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
h1,h2{font-family:Georgia,serif;line-height:1.2;text-wrap:balance}
h1{font-size:2rem;border-left:.5rem solid var(--own);padding-left:1rem}
h2{font-size:1.4rem;margin-top:2.2rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #d8d0c0;vertical-align:top}
th{background:#f3efe6}
.wide{overflow-x:auto}
.lanes{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:1.5rem}
.lead{font-size:1.2rem}
.strong{font-weight:700}
.note{color:#5a554c;font-size:.9rem}
svg{width:100%;height:auto}
.narrow{display:none}
@media (max-width:40rem){.broad{display:none}.narrow{display:inline}
 th,td{padding:.35rem .3rem;font-size:.85rem}}
figure{margin:1rem 0}
.qr{width:11rem}
.logo{max-height:4rem;max-width:14rem}
a{color:#0b5e7a;overflow-wrap:anywhere}
@page{margin:14mm}
@media print{body{background:#fff;font-size:11pt}
 section,tr,figure{break-inside:avoid}h2{break-after:avoid}}
"""


def web_page(document: Document) -> bytes:
    """Write the presentation as one HTML file, in UTF-8."""
    texts = load_texts(document.language)
    parts = [
        _opening(document, texts),
        _client(document, texts),
        _person(document, texts),
        _hundred(document, texts),
        _money(document, texts),
        _grounds(document, texts),
        _take(document, texts),
    ]
    tongue = LANGUAGES[document.language].html_lang
    head = (
        f'<!doctype html><html lang="{tongue}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(document.claim)}</title>"
        f"<style>{STYLE}:root{{--own:{document.firm.colour}}}</style></head><body><main>"
    )
    foot = f'<p class="note">{escape(document.honest)} {escape(document.made)}</p>'
    page = f"{head}{''.join(parts)}{foot}</main></body></html>"
    # A line may end between a minus and a currency sign; the word joiner forbids it.
    return page.replace("\u2212$", "\u2212\u2060$").encode()


def _opening(document: Document, texts: Texts) -> str:
    name = escape(document.name or texts("business_pitch.nameless"))
    logo = ""
    if document.firm.logo:
        named = escape(document.name, quote=True)
        logo = f'<img class="logo" alt="{named}" src="{data_address(document.firm.logo)}">'
    return (
        f'<header>{logo}<p class="strong">{name}</p><h1>{escape(document.claim)}</h1>'
        f'<p class="lead">{escape(document.lead)}</p></header>'
    )


def _client(document: Document, texts: Texts) -> str:
    heads = [texts(f"business_pitch.client.column_{n}") for n in ("what", "value", "origin")]
    lead = f"<p>{escape(document.client_lead)}</p>"
    return _section(document.client_title, lead + table_html(heads, document.facts))


def _person(document: Document, texts: Texts) -> str:
    tale = document.tale
    if tale is None:
        none = f"<p>{escape(texts('business_pitch.person.none'))}</p>"
        return _section(texts("business_pitch.step.person"), none)
    lanes = "".join(
        f"<div><h3>{escape(shop)}</h3>{_list(lane)}</div>"
        for shop, lane in zip(tale.shops, (tale.a, tale.b), strict=True)
    )
    same = texts("business_pitch.person.same")
    body = (
        f'<p>{escape(tale.who)} {escape(same)}</p><div class="lanes">{lanes}</div>'
        f'<p class="strong">{escape(tale.verdict)}</p>'
    )
    return _section(tale.title, body)


def _hundred(document: Document, texts: Texts) -> str:
    axis = texts("business_pitch.hundred.axis")
    body = (
        f'{hundred_svg(document)}<p class="note">{escape(axis)}</p>'
        f"<p>{escape(document.hundred_words)}</p>"
    )
    return _section(document.hundred_title, body)


def _money(document: Document, texts: Texts) -> str:
    keys = ("sheet.case", "sheet.money_cell", "money.month")
    heads = [texts(f"business_pitch.{key}") for key in keys]
    axis = f"{texts('business_pitch.money.axis')} ({document.currency})"
    warning = "" if document.verdict == "pays" else f"<p>{escape(document.not_for_you)}</p>"
    body = (
        f"{table_html(heads, document.cases)}"
        f'<figure><figcaption class="note">{escape(axis)}</figcaption>'
        f'{course_svg(document, texts)}</figure><p class="strong">{escape(document.half)}</p>'
        f"<p>{escape(document.better)} {escape(document.money_words)}</p>"
        f"<p>{escape(document.cost)}</p>{warning}"
    )
    return _section(document.money_title, body)


def _grounds(document: Document, texts: Texts) -> str:
    heads = [
        texts(f"business_pitch.grounds.column_{n}") for n in ("what", "value", "grade", "source")
    ]
    lead = f"<p>{escape(texts('business_pitch.grounds.lead'))}</p>"
    return _section(
        texts("business_pitch.grounds.title"), lead + table_html(heads, document.assumptions)
    )


def _take(document: Document, texts: Texts) -> str:
    link = escape(document.link, quote=True)
    words = escape(texts("business_pitch.link"))
    code = ""
    if len(document.link) <= LONGEST:
        code = f'<div class="qr">{qr_svg(document.link, texts("business_pitch.link"))}</div>'
    body = (
        f"<h3>{escape(texts('business_pitch.take.first'))}</h3><p>{escape(document.first_steps)}</p>"
        f"<p>{escape(document.limits)}</p>"
        f"<p>{escape(texts('business_pitch.take.words'))}</p>"
        f'<p><a href="{link}">{words}</a></p>{code}'
        f"<h3>{escape(texts('business_pitch.take.evidence'))}</h3>{_list(document.studies)}"
    )
    return _section(texts("business_pitch.take.title"), body)


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


def table_html(heads: Sequence[str], rows: Sequence[Row]) -> str:
    """Write a table whose cells are plain text."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    rows_of = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    named = escape(", ".join(heads), quote=True)  # the keyboard scrolls what is too wide
    opening = f'<div class="wide" role="group" tabindex="0" aria-label="{named}">'
    return f"{opening}<table>{rows_of}</table></div>"


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in items)}</ul>"
