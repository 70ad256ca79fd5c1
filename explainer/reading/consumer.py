"""The new consumer, how the strategies came about, and what a company has to do: to be read."""

from html import escape

from content import Texts
from content.shared_parts import load_consumer
from explainer.reading.lessons.lesson_words import linked
from explainer.reading.ways import Ways


def consumer(texts: Texts, ways: Ways) -> str:
    """Write all parts, each idea under a heading of its own."""
    parts = "".join(_part(part, ideas, texts, ways) for part, ideas in load_consumer().items())
    onward = escape(texts("site.nav.compare"))
    return (
        f'<article class="ec-article"><h1>{escape(texts("consumer.title"))}</h1>'
        f'<p class="ec-lead">{escape(texts("consumer.lead"))}</p>{parts}'
        f'<p class="ec-onward"><a class="ec-go ec-button" href="{ways.link("compare")}">'
        f"{onward}</a></p>"
        "</article>"
    )


def _part(part: str, ideas: tuple[str, ...], texts: Texts, ways: Ways) -> str:
    inner = "".join(
        f'<section id="{idea}" tabindex="-1"><h3>{escape(texts(f"consumer.{idea}.title"))}</h3>'
        f"<p>{linked(f'consumer.{idea}.text', texts, ways)}</p></section>"
        for idea in ideas
    )
    return f"<h2>{escape(texts(f'consumer.parts.{part}'))}</h2>{inner}"
