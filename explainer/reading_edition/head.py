"""What a page says of itself to search engines and previews of links."""

import json
import re
from typing import Any

from content import LANGUAGES
from content.glossary import find_terms
from content.html import Markup
from content.shared_parts import load_practice
from explainer.reading.compare import answer, title_of
from explainer.reading_edition.addresses import ASSETS, FILE, HOME, Spot, folder
from explainer.view.shell.language import FALLBACK
from explainer.view.shell.sitemap import offered_lessons, page_named
from explainer.view.shell.titles import description, title

LONGEST_ABOUT = 170
"""Letters of a description that search engines show, or nearly: what goes on is cut there."""
ARTICLES = ("compare", "consumer", "stories", "evidence", "model_rules")


def tags(spot: Spot) -> Markup:
    """Return what needs no address of the edition: title, description, previews."""
    texts = spot.words
    name, about = _title(spot), _about(spot)
    kind = "website" if spot.name == HOME else "article"
    named = {
        "og:type": kind,
        "og:site_name": texts("site.name"),
        "og:title": name,
        "og:description": about,
        "og:locale": LANGUAGES[spot.language].html_lang.replace("-", "_"),
        "og:image:alt": texts("site.name"),
    }
    written = Markup("").join(_meta("property", one, value) for one, value in named.items())
    twitter = {
        "description": about,
        "twitter:card": "summary_large_image",
        "twitter:title": name,
        "twitter:description": about,
    }
    written += Markup("").join(_meta("name", one, value) for one, value in twitter.items())
    return Markup("<title>{}</title>{}").format(name, written)


def part_name(spot: Spot) -> str:
    """Return what a page below another one is called; nothing for any other page."""
    texts = spot.words
    if spot.name == "evidence" and spot.part:
        return texts(f"evidence.themes.{spot.part}")
    return title_of(spot.part.split("-"), texts) if spot.part else ""


def _title(spot: Spot) -> str:
    own = part_name(spot)
    if own and spot.name == "evidence":
        own = spot.words("reading.study", theme=own)
    if own:
        return spot.words("site.page_title", page=own)
    return title(spot.words, page_named(spot.name))


def _about(spot: Spot) -> str:
    if not spot.part:
        return description(spot.words, page_named(spot.name))
    if spot.name == "evidence":
        return spot.words(f"evidence.about.{spot.part}")
    return beginning(answer(spot.part.split("-"), spot.words))


def beginning(text: str) -> str:
    """Return as many whole sentences of a text as a description may hold, one at least."""
    first, *others = re.split(r"(?<=[.!?])\s+", text)
    for sentence in others:
        if len(first) + 1 + len(sentence) > LONGEST_ABOUT:
            break
        first = f"{first} {sentence}"
    return first


def alternates(spot: Spot, root: str = "") -> Markup:
    """Return the links to the page in each language.

    Parameters
    ----------
    spot : Spot
    root : str
        The address of the top of the edition with a slash at its end. Without it the links are
        relative, and what has to be absolute is left out.
    """
    ending = "" if root else FILE
    top = root or spot.top
    found = Markup("").join(
        Markup('<link rel="alternate" hreflang="{}" href="{}">').format(
            card.html_lang, top + folder(spot.name, code, spot.part) + ending
        )
        for code, card in LANGUAGES.items()
    )
    if not root:
        return found
    own, first = f"{root}{spot.folder}", f"{root}{folder(spot.name, FALLBACK, spot.part)}"
    picture = f"{root}{ASSETS}/share-{spot.language}.png"
    return Markup(
        '{found}<link rel="alternate" hreflang="x-default" href="{first}">'
        '<link rel="canonical" href="{own}">{address}{picture}{twitter}'
    ).format(
        found=found,
        first=first,
        own=own,
        address=_meta("property", "og:url", own),
        picture=_meta("property", "og:image", picture),
        twitter=_meta("name", "twitter:image", picture),
    )


def data(spot: Spot) -> dict[str, Any]:
    """Return what a page is, in the words of schema.org."""
    texts = spot.words
    common = {
        "@context": "https://schema.org",
        "name": part_name(spot) or texts(f"site.title.{spot.name}"),
        "description": _about(spot),
        "inLanguage": LANGUAGES[spot.language].html_lang,
    }
    if spot.name == HOME:
        return {**common, "@type": "WebSite", "name": texts("site.name")}
    if spot.name == "glossary":
        return {**common, "@type": "DefinedTermSet", "hasDefinedTerm": _terms(spot)}
    if spot.name == "practice":
        return {**common, "@type": "FAQPage", "mainEntity": _answers(spot)}
    if spot.name in ARTICLES or spot.name in offered_lessons():
        article: dict[str, Any] = {**common, "@type": "Article", "headline": common["name"]}
        strategy = f"brief.{spot.name}.definition"
        if strategy in texts:
            term = {"@type": "DefinedTerm", "name": texts(f"terms.strategy.{spot.name}.name")}
            article["about"] = {**term, "description": texts(strategy)}
        return article
    return {**common, "@type": "WebPage"}


def _terms(spot: Spot) -> list[dict[str, str]]:
    texts = spot.words
    return [
        {
            "@type": "DefinedTerm",
            "name": texts(f"glossary.{term}.name"),
            "description": texts(f"glossary.{term}.meaning"),
        }
        for term in find_terms(texts)
    ]


def _answers(spot: Spot) -> list[dict[str, Any]]:
    texts, found = spot.words, []
    for one in load_practice().values():
        if one.choice is None:
            answer = texts(f"practice.{one.id}.answer")
        else:
            right = texts(f"practice.{one.id}.options.{one.choice.right}")
            answer = f"{right}. {texts(f'practice.{one.id}.because')}"
        found.append(
            {
                "@type": "Question",
                "name": texts(f"practice.{one.id}.title"),
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
        )
    return found


def structured(spot: Spot) -> Markup:
    """Return what a page is, for search engines; the last thing in it, for a browser shows none."""
    written = json.dumps(data(spot), ensure_ascii=False).replace("<", "\\u003c")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(written))


def _meta(attribute: str, name: str, value: str) -> Markup:
    return Markup('<meta {}="{}" content="{}">').format(attribute, name, value)
