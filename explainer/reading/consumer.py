"""The new consumer, how the strategies came about, and what a company has to do: to be read."""

from content import Texts
from content.html import Markup
from content.shared_parts import load_consumer
from explainer.reading.lessons.lesson_words import linked
from explainer.reading.page_links import PageLinks


def consumer(texts: Texts, links: PageLinks) -> Markup:
    """Write all parts, each idea under a heading of its own."""
    parts = Markup("").join(
        _part(part, ideas, texts, links) for part, ideas in load_consumer().items()
    )
    return Markup(
        '<article class="ec-article"><h1>{}</h1><p class="ec-lead">{}</p>{}'
        '<p class="ec-onward"><a class="ec-go ec-button" href="{}">{}</a></p></article>'
    ).format(
        texts("consumer.title"),
        texts("consumer.lead"),
        parts,
        links.link("compare"),
        texts("site.nav.compare"),
    )


def _part(part: str, ideas: tuple[str, ...], texts: Texts, links: PageLinks) -> Markup:
    inner = Markup("").join(
        Markup('<section id="{}" tabindex="-1"><h3>{}</h3><p>{}</p></section>').format(
            idea, texts(f"consumer.{idea}.title"), linked(f"consumer.{idea}.text", texts, links)
        )
        for idea in ideas
    )
    return Markup("<h2>{}</h2>{}").format(texts(f"consumer.parts.{part}"), inner)
