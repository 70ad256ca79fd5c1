"""The glossary: what each term means, what else it is called, an example, what it is not."""

from content import Texts
from content.glossary import find_terms
from content.html import Markup
from explainer.reading.lessons.lesson_words import linked
from explainer.reading.page_links import PageLinks


def glossary(texts: Texts, links: PageLinks) -> Markup:
    """Write every term of a language."""
    entries = Markup("").join(_entry(term, texts, links) for term in find_terms(texts))
    return Markup('<h1>{}</h1><p class="ec-lead">{}</p>{}').format(
        texts("evidence.glossary.title"), texts("evidence.glossary.lead"), entries
    )


def _entry(term: str, texts: Texts, links: PageLinks) -> Markup:
    synonyms = texts("tools.synonyms", names=texts(f"glossary.{term}.synonyms"))
    example, words = texts("tools.example"), texts(f"glossary.{term}.example")
    return Markup(
        '<section class="ec-entry" id="{term}" tabindex="-1"><h2>{name}</h2><p>{meaning}</p>'
        '<p class="ec-note">{synonyms}</p><p><b>{example}.</b> {words}</p>'
        '<p class="ec-note">{beware}</p></section>'
    ).format(
        term=term,
        name=texts(f"glossary.{term}.name"),
        meaning=linked(f"glossary.{term}.meaning", texts, links),
        synonyms=synonyms,
        example=example,
        words=words,
        beware=texts(f"glossary.{term}.beware"),
    )
