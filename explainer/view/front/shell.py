"""The HTML that a browser gets before any script has run, in the visitor's language.

Streamlit sends every visitor the same shell, in English and without a word about the page. What
a search engine, a preview of a shared link or a blocked script sees is what is put in here.
Everything from outside is escaped.
"""

import json
import re
from functools import cache, lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

from content import LANGUAGES, Texts, load_texts
from explainer.figures.palette import DARK, LIGHT, Palette
from explainer.view.front.addresses import STARTS, Unknown
from explainer.view.shell import style, titles
from explainer.view.shell.language import PARAMETER
from explainer.view.shell.sitemap import Page, page_named

SOURCES = Path(__file__).parent
FOLDER = "front"
"""Where the browser finds the files of this folder, below the top of the site."""
NOTICES = (
    *("lost", "offline", "slow", "back", "stuck", "reload", "unreachable", "blocked", "read"),
)
"""What `line.js` may have to say."""
LEFT_OUT = (
    r"<noscript>.*?</noscript>",
    r"<!--.*?-->",
    r'<link\s+rel="service-desc".*?>',
    r'<link\s+rel="preload".*?>',  # a font that the site does not use
)
TITLE = re.compile(r"<title>.*?</title>")


class ShellError(RuntimeError):
    """Streamlit's own shell has changed and does not hold what is to be replaced."""


@cache
def files() -> MappingProxyType[str, tuple[bytes, str]]:
    """Return the files for the browser by name, which changes with what they hold: body, type."""
    bodies = {
        "line.js": (SOURCES / "line.js").read_text(encoding="utf-8"),
        "line.css": _colours() + (SOURCES / "line.css").read_text(encoding="utf-8"),
        "pages.css": style.rules(),
    }
    kinds = {"js": "text/javascript", "css": "text/css"}
    named = {}
    for name, text in bodies.items():
        body = text.encode()
        stem, _, ending = name.partition(".")
        named[f"{stem}-{sha256(body).hexdigest()[:12]}.{ending}"] = (body, kinds[ending])
    return MappingProxyType(named)


@lru_cache(maxsize=256)
def shell(original: str, name: str, language: str, root: str, read: str = "") -> str:
    """Return Streamlit's shell with the words of one page.

    Parameters
    ----------
    original : str
        The shell as Streamlit ships it.
    name : str
        The page's name.
    language : str
    root : str
        Address of the top of the site with a slash at its end, or empty if it is not known: then
        what has to be absolute is left out.
    read : str
        Where the same page can be read without the application, below the top of the site.

    Raises
    ------
    ShellError
        If the original is not what it was when this was written.
    """
    texts, page = load_texts(language), page_named(name)
    bare = re.sub("|".join(LEFT_OUT), "", original, flags=re.S)
    title = TITLE.search(bare)
    return _replaced(
        bare,
        {
            '<html lang="en">': f'<html lang="{LANGUAGES[language].html_lang}">',
            title[0] if title else "<title>": _head(texts, page, root) + _read(read) + _line("./"),
            "./favicon.png": "./app/static/icon.png",
            # Of rules of equal weight the later ones win; Streamlit's are in the head.
            '<div id="root"></div>': (
                f'{_no_script(texts, page, read)}<div id="root"></div>{_sheet("./", "pages")}'
            ),
        },
    )


def not_found_page(unknown: Unknown, language: str) -> str:
    """Return the page for an address that is none, with what may have been meant."""
    texts = load_texts(language)
    top = "../" * unknown.depth
    offered = unknown.similar or tuple(page_named(name) for name in STARTS)
    words = texts("line.stray.near" if unknown.similar else "line.stray.far")
    links = "".join(
        f'<li><a href="{top or "./"}{page.slug}?{urlencode({PARAMETER: language})}">'
        f"{escape(texts(f'site.nav.{page.name}'))}</a></li>"
        for page in offered
    )
    title = escape(texts("line.stray.title"))
    return (
        f'<!DOCTYPE html><html lang="{LANGUAGES[language].html_lang}"><head><meta charset="UTF-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(texts('site.page_title', page=texts('line.stray.title')))}</title>"
        f'<link rel="icon" href="{top}app/static/icon.png">{_sheet(top or "./", "line")}</head>'
        f'<body class="ec-stray"><main><p>{escape(texts("site.name"))}</p><h1>{title}</h1>'
        f"<p>{escape(words)}</p><ul>{links}</ul></main></body></html>"
    )


def _head(texts: Texts, page: Page, root: str) -> str:
    title, about = titles.title(texts, page), titles.description(texts, page)
    html_lang = LANGUAGES[texts.language].html_lang
    tags = [
        f"<title>{escape(title)}</title>",
        _meta("name", "description", about),
        _meta("property", "og:type", "website"),
        _meta("property", "og:site_name", texts("site.name")),
        _meta("property", "og:title", title),
        _meta("property", "og:description", about),
        _meta("property", "og:locale", html_lang.replace("-", "_")),
        _meta("property", "og:image:alt", texts("site.name")),
        _meta("name", "twitter:card", "summary_large_image"),
        _meta("name", "twitter:title", title),
        _meta("name", "twitter:description", about),
    ]
    if root:
        picture = f"{root}app/static/share-{texts.language}.png"
        address = f"{root}{page.slug}"
        localised = f"{address}?{urlencode({PARAMETER: texts.language})}"
        tags += [
            _meta("property", "og:url", localised),
            _meta("property", "og:image", picture),
            _meta("name", "twitter:image", picture),
            f'<link rel="canonical" href="{escape(localised)}">',
            f'<link rel="alternate" hreflang="x-default" href="{escape(address)}">',
        ]
        tags += [
            f'<link rel="alternate" hreflang="{card.html_lang}"'
            f' href="{escape(address)}?{urlencode({PARAMETER: code})}">'
            for code, card in LANGUAGES.items()
        ]
    return "".join(tags)


def _meta(attribute: str, name: str, value: str) -> str:
    return f'<meta {attribute}="{name}" content="{escape(value)}">'


def _line(top: str) -> str:
    """Return the script that watches the connection; it must run before any other."""
    return (
        f'{_sheet(top, "line")}<script src="{top}{_named("line", "js")}" id="ec-line-script"'
        f' data-words="{escape(_notices())}"></script>'
    )


def _sheet(top: str, stem: str) -> str:
    return f'<link rel="stylesheet" href="{top}{_named(stem, "css")}">'


def _named(stem: str, ending: str) -> str:
    """Return where the browser finds a file, below the top of the site."""
    names = (
        name for name in files() if name.startswith(f"{stem}-") and name.endswith(f".{ending}")
    )
    return f"{FOLDER}/{next(names)}"


@cache
def _notices() -> str:
    words = {}
    for code in LANGUAGES:
        texts = load_texts(code)
        words[code] = {
            name: texts(f"line.{name}", **({"host": "{host}"} if name == "blocked" else {}))
            for name in NOTICES
        }
    return json.dumps(words, ensure_ascii=False)


def _read(address: str) -> str:
    return f'<link rel="alternate" type="text/html" href="./{address}">' if address else ""


def _no_script(texts: Texts, page: Page, read: str) -> str:
    name = escape(texts(f"site.title.{page.name}"))
    onward = f'<p><a href="./{read}">{name}</a></p>' if read else ""
    return (
        f"<noscript><h1>{escape(titles.title(texts, page))}</h1>"
        f"<p>{escape(titles.description(texts, page))}</p>"
        f"<p>{escape(texts('line.no_script'))}</p>{onward}</noscript>"
    )


def _replaced(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        if text.count(old) != 1:
            raise ShellError(f"the shell of this Streamlit holds {old!r} {text.count(old)} times")
        text = text.replace(old, new)
    return text


def _colours() -> str:
    """Return the colours of both themes as the style sheet names them."""
    light, dark = _variables(LIGHT), _variables(DARK)
    return f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"


def _variables(palette: Palette) -> str:
    named = {"paper": palette.paper, "card": palette.card, "ink": palette.ink, "edge": palette.edge}
    return "".join(f"--ec-line-{name}:{colour};" for name, colour in named.items())
