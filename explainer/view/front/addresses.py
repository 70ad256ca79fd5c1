"""Which page an address means, and what to offer when it means none."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

from content import LANGUAGES, load_texts
from explainer.view.shell.language import FALLBACK, PARAMETER, resolve
from explainer.view.shell.sitemap import PAGES, Page, page_named

LONGEST = 80
"""Characters of an address that are looked at for something similar."""
OFFERED = 3
STARTS = ("home", "compare", "lessons", "simulator")
"""What is offered when nothing is similar."""


@dataclass(frozen=True, slots=True)
class Exact:
    """The address of a page."""

    page: Page


@dataclass(frozen=True, slots=True)
class Redirect:
    """Another writing of the address of a page.

    Attributes
    ----------
    page : Page
    language : str or None
        What the writing says about the language.
    depth : int
        How many folders the browser believes to be in.
    """

    page: Page
    language: str | None
    depth: int

    def location(self, query: str) -> str:
        """Return the target of the redirect, relative, so that it holds behind any proxy.

        The query is kept; the language is added to it.
        """
        asked = dict(parse_qsl(query, keep_blank_values=True))
        if self.language and PARAMETER not in asked:
            asked[PARAMETER] = self.language
        target = "../" * self.depth + self.page.slug or "./"
        return f"{target}?{urlencode(asked, errors='replace')}" if asked else target


@dataclass(frozen=True, slots=True)
class Unknown:
    """No page; the nearest ones, which may be none, and the language that the address names."""

    similar: tuple[Page, ...]
    language: str | None
    depth: int


def find(path: str) -> Exact | Redirect | Unknown:
    """Return what an address means, decoded and below the top of the site: "es/Simulador"."""
    exact = _by_slug().get(path)
    if exact is not None:
        return Exact(exact)
    depth = path.count("/")
    parts = [normalised(part) for part in path[:LONGEST].split("/") if part.strip()]
    code = next((code for part in parts if (code := _language_of(part))), None)
    words = [part for part in parts if not _language_of(part)]
    named = _by_name()
    if not words and (code or depth == 0):
        return Redirect(page_named("home"), code, depth)
    if len(words) == 1 and words[0] in named:
        meant, name_language = named[words[0]]
        return Redirect(page_named(meant), code or name_language, depth)
    return Unknown(_similar(words), code, depth)


def language(query: str, accepted: Iterable[str]) -> str:
    """Return the language to answer in, as `explainer.view.shell.language` decides it.

    `accepted` are the languages of the browser, the preferred one first.
    """
    asked = dict(parse_qsl(query)).get(PARAMETER)
    return resolve(asked, None, next(iter(accepted), None))


def accepted_languages(header: str) -> tuple[str, ...]:
    """Return the languages of an `Accept-Language` header, the preferred one first."""
    weighed = []
    for number, entry in enumerate(header[:400].split(",")):
        tag, _, rest = entry.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if tag and tag != "*" and weight > 0:
            weighed.append((-weight, number, tag))
    return tuple(tag for _, _, tag in sorted(weighed))


def best_language(accepted: Iterable[str]) -> str:
    """Return the first of the browser's languages that the site speaks."""
    return next((code for tag in accepted if (code := _language_of(normalised(tag)))), FALLBACK)


def normalised(text: str) -> str:
    """Return a name without case, accents and signs: "¿Mejores clientes?" is mejores-clientes."""
    bare = unicodedata.normalize("NFKD", text.casefold().removesuffix(".html"))
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in bare if c.isprintable())
    return "-".join(kept.split())


def _language_of(part: str) -> str | None:
    primary = part.partition("-")[0]
    whole = {code: {code, *_countries(code)} for code in LANGUAGES}
    return primary if primary in LANGUAGES and part in whole[primary] else None


def _countries(code: str) -> tuple[str, ...]:
    card = LANGUAGES[code]
    return (card.html_lang.lower(), card.default_country.lower(), f"{code}-419", f"{code}-{code}")


@cache
def _by_slug() -> Mapping[str, Page]:
    return MappingProxyType({entry.slug: entry for entry in PAGES})


@cache
def _by_name() -> Mapping[str, tuple[str, str | None]]:
    """Return each writing of a page's name: the page, and the language if only one writes so.

    What two pages share is left out.
    """
    pages: dict[str, set[str]] = {}
    codes: dict[str, set[str | None]] = {}
    for entry in PAGES:
        writings: list[tuple[str, str | None]] = [(entry.slug, None), (entry.name, None)]
        writings += [(load_texts(code)(f"site.nav.{entry.name}"), code) for code in LANGUAGES]
        for writing, code in writings:
            pages.setdefault(normalised(writing), set()).add(entry.name)
            codes.setdefault(normalised(writing), set()).add(code)
    pages["index"] = pages["start"] = {"home"}
    return MappingProxyType(
        {
            writing: (next(iter(names)), _only(codes.get(writing, {None})))
            for writing, names in pages.items()
            if writing and len(names) == 1
        }
    )


def _only(codes: set[str | None]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def _similar(words: list[str]) -> tuple[Page, ...]:
    named = _by_name()
    names: dict[str, None] = {}
    for word in words[:4]:
        for close in get_close_matches(word, named, n=OFFERED, cutoff=0.7):
            names[named[close][0]] = None
        if len(word) > 3:
            names |= {named[name][0]: None for name in named if name.startswith(word)}
    return tuple(page_named(name) for name in list(names)[:OFFERED])
