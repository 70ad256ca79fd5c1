"""The menu and the footer as HTML: landmarks, lists, links and buttons, nothing of Streamlit's.

The links work by themselves; ``frame.js`` makes them open without loading the site anew and
lets the buttons open and close what they control. Their addresses carry the language alone:
the session knows the rest, and the script completes the address of a link that is opened in
another tab.
"""

from html import escape

from content import LANGUAGES, Texts
from explainer.edition import STATIC
from explainer.view.shell.language import PARAMETER, alternatives
from explainer.view.shell.sitemap import Place, by_section, place
from simulations import PRESETS

PANEL = "ec-menu"
HOME = "start"
LONG = 8
"""Pages of a section from which on they stand in two columns."""
WIDE, SPOKEN = ' class="ec-long"', ' class="ec-spoken"'


def menu(texts: Texts, current: Place) -> str:
    """Write brand, menu and language switch; the menu is one button on a phone."""
    sections = "".join(
        _section(section, places, texts, current)
        for section, places in by_section().items()
        if section != HOME
    )
    here = ' aria-current="page"' if current.section == HOME else ""
    label = escape(texts("site.nav.label"), quote=True)
    return (
        '<header class="ec-top">'
        f'<a class="ec-brand" href="{_address(place("home"), texts)}" translate="no"{here}>'
        f"{escape(texts('site.name'))}</a>"
        f'<nav class="ec-nav" aria-label="{label}">'
        f'<button class="ec-menu-button" type="button" aria-expanded="false"'
        f' aria-controls="{PANEL}">{escape(texts("site.nav.label"))}</button>'
        f'<ul class="ec-sections" id="{PANEL}">{sections}</ul></nav>'
        f"{_languages(texts, current)}</header>"
    )


def footer(texts: Texts, version: str, *, brief: bool = False) -> str:
    """Write what the site is, every page by section, and the version of the model.

    A brief one leaves out the pages on a phone.
    """
    columns = "".join(
        f"<div{WIDE if len(places) >= LONG else ''}>"
        f"<h2>{escape(texts(f'site.sections.{section}'))}</h2>"
        f"<ul>{''.join(f'<li>{_link(entry, texts)}</li>' for entry in places)}</ul></div>"
        for section, places in by_section().items()
        if section != HOME
    )
    label = escape(texts("site.footer.label"), quote=True)
    kind = "ec-sitemap ec-sitemap-few" if brief else "ec-sitemap"
    return (
        '<footer class="ec-footer"><div class="ec-about">'
        f'<p class="ec-brand">{escape(texts("site.name"))}</p>'
        f"<p>{escape(texts('site.footer.data'))}</p>"
        f"<p>{escape(texts('site.footer.model', version=version))}</p>{_keep(texts)}</div>"
        f'<nav class="{kind}" aria-label="{label}">{columns}</nav></footer>'
    )


def _keep(texts: Texts) -> str:
    """Write the way to the page that keeps the site in the browser, in the edition that has one."""
    if not STATIC:
        return ""
    address, words = f"./offline/?lang={texts.language}", escape(texts("edition.keep"))
    return f'<p><a href="{address}" target="_blank" rel="noopener">{words}</a></p>'


def _section(section: str, places: tuple[Place, ...], texts: Texts, current: Place) -> str:
    """Write a section: a link if it is one page, else a button and the list that it opens."""
    if len(places) == 1:
        return f"<li>{_link(places[0], texts, current)}</li>"
    here = ' class="ec-here"' if current.section == section else ""
    panel = f"{PANEL}-{section}"
    links = "".join(f"<li>{_link(entry, texts, current)}</li>" for entry in places)
    name = escape(texts(f"site.sections.{section}"))
    wide = " ec-long" if len(places) >= LONG else ""
    return (
        f'<li{here}><button type="button" aria-expanded="false" aria-controls="{panel}">{name}'
        f'</button><ul class="ec-panel{wide}" id="{panel}">{links}</ul></li>'
    )


def _link(entry: Place, texts: Texts, current: Place | None = None) -> str:
    here = ' aria-current="page"' if entry == current else ""
    label = escape(texts(f"site.nav.{entry.name}"))
    named = f' class="ec-named ec-of-{entry.name}"' if entry.name in PRESETS else ""
    return f'<a href="{_address(entry, texts)}"{named}{here}>{label}</a>'


def _languages(texts: Texts, current: Place) -> str:
    """Write a link to this page in each language, named as the language names itself."""
    links = []
    for code, name in alternatives().items():
        tongue = LANGUAGES[code].html_lang
        spoken = code == texts.language
        here = ' aria-current="true"' if spoken else ""
        links.append(
            f"<li{SPOKEN if spoken else ''}>"
            f'<a href="./{current.slug}?{PARAMETER}={code}" lang="{tongue}"'
            f' hreflang="{tongue}" data-language="{code}"{here}>{escape(name)}</a></li>'
        )
    label = escape(texts("site.language"), quote=True)
    listed = f'<ul translate="no">{"".join(links)}</ul>'
    return f'<nav class="ec-languages" aria-label="{label}">{listed}</nav>'


def _address(entry: Place, texts: Texts) -> str:
    """Write an address relative to any page of the site, wherever the site is served."""
    return f"./{entry.slug}?{PARAMETER}={texts.language}"
