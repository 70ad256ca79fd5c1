"""A presentation as one web page that needs no network: styles, drawings and code are inside."""

from __future__ import annotations

from collections.abc import Sequence

from content import LANGUAGES, Texts, load_texts
from content.html import Markup, fill_each, html_list
from explainer.exports.pitch.document import Document, Row
from explainer.exports.pitch.drawings import course_svg, per_hundred_svg
from explainer.exports.pitch.logo import data_address
from explainer.exports.pitch.tables import column_heads
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
 th,td{padding:.35rem .3rem;font-size:.85rem;hyphens:auto}}
figure{margin:1rem 0}
.qr{width:11rem}
.logo{max-height:4rem;max-width:14rem}
a{color:#0b5e7a}
a,li{overflow-wrap:anywhere}
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
        _per_hundred(document, texts),
        _money(document, texts),
        _grounds(document, texts),
        _take(document, texts),
    ]
    html_lang = LANGUAGES[document.language].html_lang
    head = Markup(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="{}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>{}</title>'
        "<style>{}:root{{--own:{}}}</style></head><body><main>"
    ).format(html_lang, POLICY, document.claim, Markup(STYLE), document.firm.colour)
    foot = Markup('<p class="note">{} {}</p>').format(document.disclaimer, document.provenance)
    return Markup("{}{}{}</main></body></html>").format(head, Markup("").join(parts), foot).encode()


def _opening(document: Document, texts: Texts) -> Markup:
    name = document.name or texts("business_pitch.nameless")
    logo = ""
    if document.firm.logo:
        logo = Markup('<img class="logo" alt="{}" src="{}">').format(
            document.name, data_address(document.firm.logo)
        )
    return Markup(
        '<header>{}<p class="strong">{}</p><h1>{}</h1><p class="lead">{}</p></header>'
    ).format(logo, name, document.claim, document.lead)


def _client(document: Document, texts: Texts) -> Markup:
    lead = Markup("<p>{}</p>").format(document.client_lead)
    return _section(
        document.client_title, lead + table_html(column_heads("facts", texts), document.facts)
    )


def _person(document: Document, texts: Texts) -> Markup:
    person = document.person
    if person is None:
        none = Markup("<p>{}</p>").format(texts("business_pitch.person.none"))
        return _section(texts("business_pitch.step.person"), none)
    lanes = Markup("").join(
        Markup("<div><h3>{}</h3>{}</div>").format(shop, html_list(lane))
        for shop, lane in zip(person.shops, (person.a, person.b), strict=True)
    )
    body = Markup('<p>{} {}</p><div class="lanes">{}</div><p class="strong">{}</p>').format(
        person.who, texts("business_pitch.person.same"), lanes, person.verdict
    )
    return _section(person.title, body)


def _per_hundred(document: Document, texts: Texts) -> Markup:
    body = Markup('{}<p class="note">{}</p><p>{}</p>').format(
        per_hundred_svg(document), texts("business_pitch.hundred.axis"), document.per_hundred_text
    )
    return _section(document.per_hundred_title, body)


def _money(document: Document, texts: Texts) -> Markup:
    axis = f"{texts('business_pitch.money.axis')} ({document.currency})"
    warning = "" if document.verdict == "pays" else Markup("<p>{}</p>").format(document.not_for_you)
    body = Markup(
        '{table}<figure><figcaption class="note">{axis}</figcaption>{course}</figure>'
        '<p class="strong">{half}</p><p>{better} {money_words}</p><p>{cost}</p>{warning}'
    ).format(
        table=table_html(column_heads("cases", texts), document.cases),
        axis=axis,
        course=course_svg(document, texts),
        half=document.half,
        better=document.better,
        money_words=document.money_words,
        cost=document.cost,
        warning=warning,
    )
    return _section(document.money_title, body)


def _grounds(document: Document, texts: Texts) -> Markup:
    heads = column_heads("assumptions", texts)
    lead = Markup("<p>{}</p>").format(texts("business_pitch.grounds.lead"))
    return _section(
        texts("business_pitch.grounds.title"), lead + table_html(heads, document.assumptions)
    )


def _take(document: Document, texts: Texts) -> Markup:
    code = ""
    if len(document.link) <= LONGEST:
        code = Markup('<div class="qr">{}</div>').format(
            qr_svg(document.link, texts("business_pitch.link"))
        )
    body = Markup(
        "<h3>{first}</h3><p>{first_steps}</p><p>{limits}</p><p>{words}</p><p>"
        '<a href="{link}">{open_}</a></p>{code}<h3>{evidence}</h3>{list}'
    ).format(
        first=texts("business_pitch.take.first"),
        first_steps=document.first_steps,
        limits=document.limits,
        words=texts("business_pitch.take.words"),
        link=document.link,
        open_=texts("business_pitch.link"),
        code=code,
        evidence=texts("business_pitch.take.evidence"),
        list=html_list(document.studies),
    )
    return _section(texts("business_pitch.take.title"), body)


def _section(title: str, body: str) -> Markup:
    return Markup("<section><h2>{}</h2>{}</section>").format(title, body)


def table_html(heads: Sequence[str], rows: Sequence[Row]) -> Markup:
    """Write a table whose cells are plain text."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(heading) for heading in heads)
    body = fill_each("<tr>{}</tr>", (fill_each("<td>{}</td>", row) for row in rows))
    content = Markup("<thead><tr>{}</tr></thead><tbody>{}</tbody>").format(head, body)
    named = ", ".join(heads)  # the keyboard scrolls what is too wide
    opening = Markup('<div class="wide" role="group" tabindex="0" aria-label="{}">').format(named)
    return Markup("{}<table>{}</table></div>").format(opening, content)
