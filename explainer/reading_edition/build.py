"""Writes the edition: pages, what they share, and what search engines look for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape as xml

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from content import LANGUAGES, load_texts
from content.html import Markup
from explainer.reading_edition import citation, head
from explainer.reading_edition.addresses import (
    ASSETS,
    FILE,
    HOME,
    EditionPage,
    folder,
    read_pages,
    subpages,
)
from explainer.reading_edition.fragments import FRAGMENTS
from explainer.reading_edition.home_page import home_page
from explainer.reading_edition.lesson_page import lesson_page
from explainer.reading_edition.markup import minified
from explainer.reading_edition.pictures import shared_drawings
from explainer.reading_edition.run_store import RunStore
from explainer.reading_edition.script import (
    BET,
    BRIEF,
    CONTROL,
    EVIDENCE,
    PRACTICE,
    QUESTIONS,
    STAGE,
    TOOLS,
    script,
)
from explainer.reading_edition.short import short, short_rules
from explainer.reading_edition.style_rules import (
    APART,
    TOP,
    PageUse,
    fonts,
    page_style,
    shared_rules,
    used,
)
from explainer.view.shell.sitemap import by_section, offered_lessons
from simulations import MODEL_VERSION

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "home": (STAGE, BET, TOOLS),
        "lesson": (STAGE, BET, BRIEF, CONTROL, TOOLS),
        "compare": (STAGE, TOOLS),
        "questions": (QUESTIONS,),
        "practice": (PRACTICE, TOOLS),
        "evidence": (TOOLS, EVIDENCE),
        "words": (TOOLS,),
    }
)
"""Kinds of page, each with the parts of its script."""
STYLE = "<!-- style -->"
"""Stands where the style of a page will be."""
BESIDE = "<!-- beside -->"
"""Stands at the end of a page, where the files of style are named that nothing waits for."""
ABSOLUTE = Markup("<!-- absolute -->")
"""Stands in the head of a page whose address is not known yet; see `with_known_address`."""
MARKER = "edition.txt"
SOURCES = ("content", "simulations", "explainer", "static", ".streamlit")
NOT_FOUND = "404.html"
"""What a host of files shows at an address that is none; only where its own address is known."""
QUICK = ("compare", "glossary", "practice")
"""Pages that stand beside the menu where there is room."""
BEGIN = (HOME, "lessons", *QUICK)
"""Pages that are offered to whoever came to an address that is none."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the edition will be.

    Attributes
    ----------
    root : str
        Its own address with a slash at its end; empty if it is not known.
    app : str
        That of the site with a server; empty for the folder in which the edition lies.
    """

    root: str = ""
    app: str = ""


def kind_of(name: str) -> str:
    """Return the kind of a page."""
    if name in offered_lessons():
        return "lesson"
    return name if name in PARTS else "words"


def edition_pages(site: Site | None = None) -> tuple[EditionPage, ...]:
    """Return every page in every language."""
    site = site or Site()
    return tuple(
        EditionPage(page.name, code, site.app, part, site.root)
        for code in LANGUAGES
        for page in read_pages()
        for part in ("", *subpages(page.name))
    )


def files(site: Site, store: RunStore) -> Iterator[tuple[str, str]]:
    """Yield every file of text with its path below the top of the edition.

    Pages of a kind share a script, all pages what is for paper and for forced colours. The rest of
    the style of a page stands in it: nothing is waited for.
    """
    scripts = {kind: short(script(part_names)) for kind, part_names in PARTS.items()}
    names = {kind: _named(f"{kind}.js", text) for kind, text in scripts.items()}
    drawn: dict[str, tuple[str, PageUse]] = {}
    for page in edition_pages(site):
        kind = kind_of(page.name)
        html = minified(_page_html(page, _main(page, store), names[kind], site))
        drawn[f"{page.folder}{FILE}"] = html, used(html, scripts[kind])
    lone = {FILE: _language_page()} | ({NOT_FOUND: _not_found_page(site.root)} if site.root else {})
    drawn |= {path: (html, used(html)) for path, html in lone.items()}
    every_use = [use for _, use in drawn.values()]
    sheets = {name: short(short_rules(shared_rules(name, every_use))) for name in APART}
    beside = {name: _named(f"{name}.css", rules) for name, rules in sheets.items()}
    for path, (html, use) in drawn.items():
        # A host shows `STRAY` at whatever address was asked for.
        assets = f"{site.root if path == NOT_FOUND else '../' * path.count('/')}{ASSETS}/"
        style = f"<style>{short_rules(page_style(use, assets))}</style>"
        whole = html.replace(STYLE, style, 1).replace(BESIDE, _links(assets, beside), 1)
        yield path, short(whole)
    for kind, text in scripts.items():
        yield f"{ASSETS}/{names[kind]}", text
    for name, rules in sheets.items():
        yield f"{ASSETS}/{beside[name]}", rules
    yield "robots.txt", robots(site.root)
    if site.root:
        yield "sitemap.xml", sitemap(site.root)


def build(out: Path, site: Site, store: RunStore) -> int:
    """Write the edition into a folder, in the place of an earlier one; return its bytes."""
    clear(out)
    total = 0
    for path, text in files(site, store):
        total += _write(out / path, text.encode())
    static = TOP / "static"
    pictures = (static / "icon.png", *static.glob("share-*.png"))
    for file in (*fonts(), *pictures):
        total += _write(out / ASSETS / file.name, file.read_bytes())
    _write(out / MARKER, source_stamp(site).encode())
    return total


def is_built(out: Path, site: Site) -> bool:
    """Return whether a folder holds what would be built into it."""
    marker = out / MARKER
    return marker.is_file() and marker.read_text(encoding="utf-8") == source_stamp(site)


def source_stamp(site: Site) -> str:
    """Return a mark that changes with every file that the edition is made of."""
    mark = sha256(repr(site).encode())
    for source in SOURCES:
        for file in sorted((TOP / source).rglob("*.*")):
            if file.is_file() and file.suffix != ".pyc":
                state = file.stat()
                mark.update(
                    f"{file.relative_to(TOP)} {state.st_size} {state.st_mtime_ns};".encode()
                )
    return mark.hexdigest()


def clear(out: Path) -> None:
    """Take away what an earlier build has written, and nothing else.

    Raises `FileExistsError` if the folder holds something and no earlier build made it.
    """
    if out.exists() and not out.is_dir():
        raise FileExistsError(out)
    if not out.exists() or not any(out.iterdir()):
        _write(out / MARKER, b"")
        return
    if not (out / MARKER).is_file():
        raise FileExistsError(out)
    for path in sorted(out.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        elif path.name != MARKER:
            path.unlink()


def with_known_address(html: str, page: EditionPage, root: str) -> str:
    """Return a page with its addresses, once it is known where it is."""
    html = html.replace(ABSOLUTE, head.alternates(page, root), 1)
    return citation.with_address(html, f"{root}{page.folder}") if root else html


def robots(root: str) -> str:
    """Return the rules for crawlers: all is open, and where the list of pages is."""
    listed = f"Sitemap: {root}sitemap.xml\n" if root else ""
    return f"User-agent: *\nAllow: /\n{listed}"


def sitemap(root: str) -> str:
    """Return the list of all pages, each with its other languages."""
    entries = ""
    for page in edition_pages():
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{card.html_lang}"'
            f' href="{xml(root + folder(page.name, code, page.part))}"/>'
            for code, card in LANGUAGES.items()
        )
        entries += f"<url><loc>{xml(root + page.folder)}</loc>{others}</url>\n"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{entries}</urlset>\n"
    )


def _main(page: EditionPage, store: RunStore) -> str:
    """Return what stands on a page between its head and its foot."""
    if page.name in offered_lessons():
        html = _draw("lesson.html", page, **lesson_page(page, store))
    elif page.name == HOME:
        html = _draw("home.html", page, **home_page(page))
    else:
        html = FRAGMENTS[page.name](page, store)
    return shared_drawings(html if page.root else citation.without_address(html))


def _links(assets: str, beside: Mapping[str, str]) -> str:
    """Write where the rules are that no first paint needs."""
    return "".join(
        f'<link rel="stylesheet" media="{APART[name].removeprefix("@media ")}"'
        f' href="{assets}{file}">'
        for name, file in beside.items()
    )


def _page_html(page: EditionPage, main: str, js: str, site: Site) -> str:
    absolute = head.alternates(page, site.root) if site.root else ABSOLUTE
    return _draw(
        "page.html",
        page,
        main=main,
        head=head.tags(page) + absolute,
        assets=f"{page.top}{ASSETS}/",
        style=STYLE,
        beside=BESIDE,
        data=head.structured_data_script(page),
        js=js,
        lang=LANGUAGES[page.language].html_lang,
        sections=by_section(),
        quick=QUICK,
        version=MODEL_VERSION,
        languages=[
            (
                card.html_lang,
                card.name,
                f"{page.top}{folder(page.name, code, page.part)}{FILE}",
                code,
            )
            for code, card in LANGUAGES.items()
        ],
    )


def _language_page() -> str:
    """Return the page at the top: the languages, each in its own words."""
    languages = [
        (card.html_lang, card.name, f"{folder(HOME, code)}{FILE}", load_texts(code))
        for code, card in LANGUAGES.items()
    ]
    return _of_all_languages("languages.html", "", languages)


def _not_found_page(root: str) -> str:
    """Return the page for an address that is none: in every language, with where to begin."""
    languages = [
        (
            card.html_lang,
            texts,
            [(texts(f"site.nav.{name}"), root + folder(name, code)) for name in BEGIN],
        )
        for code, card in LANGUAGES.items()
        for texts in [load_texts(code)]
    ]
    return _of_all_languages("stray.html", root, languages)


def _of_all_languages(template: str, top: str, languages: Sequence[tuple[Any, ...]]) -> str:
    """Draw a page that belongs to no language; `top` leads to the top of the edition."""
    given = {"assets": f"{top}{ASSETS}/", "style": STYLE, "beside": BESIDE, "languages": languages}
    return _jinja().get_template(template).render(given)


def _draw(template: str, page: EditionPage, **given: Any) -> str:
    return (
        _jinja()
        .get_template(template)
        .render(edition_page=page, texts=page.words, address_of=page.address, **given)
    )


@cache
def _jinja() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _named(name: str, text: str) -> str:
    """Return the name of a file that a browser keeps: it changes with what is in it."""
    stem, _, ending = name.partition(".")
    return f"{stem}-{sha256(text.encode()).hexdigest()[:12]}.{ending}"


def _write(file: Path, body: bytes) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)
    return len(body)
