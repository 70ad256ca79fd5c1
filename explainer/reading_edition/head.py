"""The metadata of a page for search engines and previews of links."""

import json
import re
from typing import Any

from content import LANGUAGES
from content.glossary import find_terms
from content.html import Markup
from content.shared_parts import load_practice
from explainer.reading.compare import answer, title_of
from explainer.reading_edition.addresses import ASSETS, FILE, HOME, EditionPage, folder
from explainer.view.shell.language import FALLBACK
from explainer.view.shell.sitemap import offered_lessons, page_named
from explainer.view.shell.titles import description, title

LONGEST_ABOUT = 170
"""Letters of a description that search engines show, or nearly: what goes on is cut there."""
ARTICLES = ("compare", "consumer", "stories", "evidence", "model_rules")


def tags(page: EditionPage) -> Markup:
    """Return what needs no address of the edition: title, description, previews."""
    texts = page.words
    name, about = _title(page), _about(page)
    kind = "website" if page.name == HOME else "article"
    named = {
        "og:type": kind,
        "og:site_name": texts("site.name"),
        "og:title": name,
        "og:description": about,
        "og:locale": LANGUAGES[page.language].html_lang.replace("-", "_"),
        "og:image:alt": texts("site.name"),
    }
    written = Markup("").join(_meta("property", key, value) for key, value in named.items())
    twitter = {
        "description": about,
        "twitter:card": "summary_large_image",
        "twitter:title": name,
        "twitter:description": about,
    }
    written += Markup("").join(_meta("name", key, value) for key, value in twitter.items())
    return Markup("<title>{}</title>{}").format(name, written)


def part_name(page: EditionPage) -> str:
    """Return what a page below another one is called; nothing for any other page."""
    texts = page.words
    if page.name == "evidence" and page.part:
        return texts(f"evidence.themes.{page.part}")
    return title_of(page.part.split("-"), texts) if page.part else ""


def _title(page: EditionPage) -> str:
    name = part_name(page)
    if name and page.name == "evidence":
        name = page.words("reading.study", theme=name)
    if name:
        return page.words("site.page_title", page=name)
    return title(page.words, page_named(page.name))


def _about(page: EditionPage) -> str:
    if not page.part:
        return description(page.words, page_named(page.name))
    if page.name == "evidence":
        return page.words(f"evidence.about.{page.part}")
    return beginning(answer(page.part.split("-"), page.words))


def beginning(text: str) -> str:
    """Return as many whole sentences of a text as a description may hold, one at least."""
    first, *others = re.split(r"(?<=[.!?])\s+", text)
    for sentence in others:
        if len(first) + 1 + len(sentence) > LONGEST_ABOUT:
            break
        first = f"{first} {sentence}"
    return first


def alternates(page: EditionPage, root: str = "") -> Markup:
    """Return the links to the page in each language.

    `root` is the address of the top of the edition with a slash at its end. Without it the links
    are relative, and what has to be absolute is left out.
    """
    ending = "" if root else FILE
    top = root or page.top
    links = Markup("").join(
        Markup('<link rel="alternate" hreflang="{}" href="{}">').format(
            card.html_lang, top + folder(page.name, code, page.part) + ending
        )
        for code, card in LANGUAGES.items()
    )
    if not root:
        return links
    address, first = f"{root}{page.folder}", f"{root}{folder(page.name, FALLBACK, page.part)}"
    picture = f"{root}{ASSETS}/share-{page.language}.png"
    return Markup(
        '{links}<link rel="alternate" hreflang="x-default" href="{first}">'
        '<link rel="canonical" href="{address}">{address_tag}{picture}{twitter}'
    ).format(
        links=links,
        first=first,
        address=address,
        address_tag=_meta("property", "og:url", address),
        picture=_meta("property", "og:image", picture),
        twitter=_meta("name", "twitter:image", picture),
    )


def structured_data(page: EditionPage) -> dict[str, Any]:
    """Return what a page is, in the words of schema.org."""
    texts = page.words
    common = {
        "@context": "https://schema.org",
        "name": part_name(page) or texts(f"site.title.{page.name}"),
        "description": _about(page),
        "inLanguage": LANGUAGES[page.language].html_lang,
    }
    if page.name == HOME:
        return {**common, "@type": "WebSite", "name": texts("site.name")}
    if page.name == "glossary":
        return {**common, "@type": "DefinedTermSet", "hasDefinedTerm": _terms(page)}
    if page.name == "practice":
        return {**common, "@type": "FAQPage", "mainEntity": _answers(page)}
    if page.name in ARTICLES or page.name in offered_lessons():
        article: dict[str, Any] = {**common, "@type": "Article", "headline": common["name"]}
        strategy = f"brief.{page.name}.definition"
        if strategy in texts:
            term = {"@type": "DefinedTerm", "name": texts(f"terms.strategy.{page.name}.name")}
            article["about"] = {**term, "description": texts(strategy)}
        return article
    return {**common, "@type": "WebPage"}


def _terms(page: EditionPage) -> list[dict[str, str]]:
    texts = page.words
    return [
        {
            "@type": "DefinedTerm",
            "name": texts(f"glossary.{term}.name"),
            "description": texts(f"glossary.{term}.meaning"),
        }
        for term in find_terms(texts)
    ]


def _answers(page: EditionPage) -> list[dict[str, Any]]:
    texts, answers = page.words, []
    for question in load_practice().values():
        if question.choice is None:
            answer = texts(f"practice.{question.id}.answer")
        else:
            right = texts(f"practice.{question.id}.options.{question.choice.right}")
            answer = f"{right}. {texts(f'practice.{question.id}.because')}"
        answers.append(
            {
                "@type": "Question",
                "name": texts(f"practice.{question.id}.title"),
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
        )
    return answers


def structured_data_script(page: EditionPage) -> Markup:
    """Return what a page is, for search engines; the last thing in it, for a browser shows none."""
    written = json.dumps(structured_data(page), ensure_ascii=False).replace("<", "\\u003c")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(written))


def _meta(attribute: str, name: str, value: str) -> Markup:
    return Markup('<meta {}="{}" content="{}">').format(attribute, name, value)
