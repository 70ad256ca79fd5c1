"""The menu and the footer as HTML: landmarks, lists, links and buttons, nothing of Streamlit's.

The links work by themselves; ``header_footer.js`` makes them open without loading the site anew and
lets the buttons open and close what they control. Their addresses carry the language alone:
the session knows the rest, and the script completes the address of a link that is opened in
another tab.
"""

from content import LANGUAGES, Texts
from content.html import Markup, fill_each
from explainer.edition import STATIC
from explainer.view.shell.language import PARAMETER, alternatives
from explainer.view.shell.sitemap import Page, by_section, page_named
from simulations import PRESETS

PANEL = "ec-menu"
HOME = "start"
LONG = 8
"""Pages of a section from which on they stand in two columns."""
WIDE, SPOKEN = Markup(' class="ec-long"'), Markup(' class="ec-spoken"')


def menu(texts: Texts, current: Page) -> Markup:
    """Write brand, menu and language switch; the menu is one button on a phone."""
    sections = Markup("").join(
        _section(section, pages, texts, current)
        for section, pages in by_section().items()
        if section != HOME
    )
    mark = Markup(' aria-current="page"') if current.section == HOME else ""
    return Markup(
        '<header class="ec-top"><a class="ec-brand" href="{address}" translate="no"{mark}>'
        '{name}</a><nav class="ec-nav" aria-label="{label}">'
        '<button class="ec-menu-button" type="button" aria-expanded="false" '
        'aria-controls="{panel}">{label}</button>'
        '<ul class="ec-sections" id="{panel}">{sections}</ul></nav>{languages}</header>'
    ).format(
        address=_address(page_named("home"), texts),
        mark=mark,
        name=texts("site.name"),
        label=texts("site.nav.label"),
        panel=PANEL,
        sections=sections,
        languages=_languages(texts, current),
    )


def footer(texts: Texts, version: str, *, brief: bool = False) -> Markup:
    """Write what the site is, every page by section, and the version of the model.

    A brief one leaves out the pages on a phone.
    """
    columns = Markup("").join(
        Markup("<div{}><h2>{}</h2><ul>{}</ul></div>").format(
            WIDE if len(pages) >= LONG else "",
            texts(f"site.sections.{section}"),
            fill_each("<li>{}</li>", (_link(entry, texts) for entry in pages)),
        )
        for section, pages in by_section().items()
        if section != HOME
    )
    kind = "ec-sitemap ec-sitemap-few" if brief else "ec-sitemap"
    return Markup(
        '<footer class="ec-footer"><div class="ec-about"><p class="ec-brand">{name}</p>'
        "<p>{data}</p><p>{model}</p>{keep}</div>"
        '<nav class="{kind}" aria-label="{label}">{columns}</nav></footer>'
    ).format(
        name=texts("site.name"),
        data=texts("site.footer.data"),
        model=texts("site.footer.model", version=version),
        keep=_offline_link(texts),
        kind=kind,
        label=texts("site.footer.label"),
        columns=columns,
    )


def _offline_link(texts: Texts) -> Markup:
    """Write the way to the page that keeps the site in the browser, in the edition that has one."""
    if not STATIC:
        return Markup()
    address, words = f"./offline/?lang={texts.language}", texts("edition.keep")
    return Markup('<p><a href="{}" target="_blank" rel="noopener">{}</a></p>').format(
        address, words
    )


def _section(section: str, pages: tuple[Page, ...], texts: Texts, current: Page) -> Markup:
    """Write a section: a link if it is one page, else a button and the list that it opens."""
    if len(pages) == 1:
        return Markup("<li>{}</li>").format(_link(pages[0], texts, current))
    mark = Markup(' class="ec-here"') if current.section == section else ""
    panel = f"{PANEL}-{section}"
    links = fill_each("<li>{}</li>", (_link(entry, texts, current) for entry in pages))
    wide = " ec-long" if len(pages) >= LONG else ""
    return Markup(
        '<li{mark}><button type="button" aria-expanded="false" aria-controls="{panel}">'
        '{name}</button><ul class="ec-panel{wide}" id="{panel}">{links}</ul></li>'
    ).format(mark=mark, panel=panel, name=texts(f"site.sections.{section}"), wide=wide, links=links)


def _link(entry: Page, texts: Texts, current: Page | None = None) -> Markup:
    mark = Markup(' aria-current="page"') if entry == current else ""
    named = Markup(' class="ec-named ec-of-{}"').format(entry.name) if entry.name in PRESETS else ""
    return Markup('<a href="{}"{}{}>{}</a>').format(
        _address(entry, texts), named, mark, texts(f"site.nav.{entry.name}")
    )


def _languages(texts: Texts, current: Page) -> Markup:
    """Write a link to this page in each language, named as the language names itself."""
    links = []
    for code, name in alternatives().items():
        html_lang = LANGUAGES[code].html_lang
        spoken = code == texts.language
        mark = Markup(' aria-current="true"') if spoken else ""
        links.append(
            Markup(
                '<li{look}><a href="./{slug}?{parameter}={code}" lang="{html_lang}"'
                ' hreflang="{html_lang}" data-language="{code}"{mark}>{name}</a></li>'
            ).format(
                look=SPOKEN if spoken else "",
                slug=current.slug,
                parameter=PARAMETER,
                code=code,
                html_lang=html_lang,
                mark=mark,
                name=name,
            )
        )
    listed = Markup('<ul translate="no">{}</ul>').format(Markup("").join(links))
    return Markup('<nav class="ec-languages" aria-label="{}">{}</nav>').format(
        texts("site.language"), listed
    )


def _address(entry: Page, texts: Texts) -> str:
    """Write an address relative to any page of the site, wherever the site is served."""
    return f"./{entry.slug}?{PARAMETER}={texts.language}"
