"""The glossary: what each term means, what else it is called, an example, what it is not."""

from html import escape

from content import Texts
from content.glossary import find_terms
from explainer.reading.lessons.lesson_words import linked
from explainer.reading.ways import Ways


def glossary(texts: Texts, ways: Ways) -> str:
    """Write every term of a language."""
    entries = "".join(_entry(term, texts, ways) for term in find_terms(texts))
    return (
        f"<h1>{escape(texts('evidence.glossary.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("evidence.glossary.lead"))}</p>{entries}'
    )


def _entry(term: str, texts: Texts, ways: Ways) -> str:
    synonyms = texts("tools.synonyms", names=texts(f"glossary.{term}.synonyms"))
    example, words = escape(texts("tools.example")), escape(texts(f"glossary.{term}.example"))
    return (
        f'<section class="ec-entry" id="{term}" tabindex="-1">'
        f"<h2>{escape(texts(f'glossary.{term}.name'))}</h2>"
        f"<p>{linked(f'glossary.{term}.meaning', texts, ways)}</p>"
        f'<p class="ec-note">{escape(synonyms)}</p>'
        f"<p><b>{example}.</b> {words}</p>"
        f'<p class="ec-note">{escape(texts(f"glossary.{term}.beware"))}</p></section>'
    )
