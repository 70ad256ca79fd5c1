"""Examples of companies: one published fact each, the piece of integration it shows, its source."""

from content.cards import Company, load_companies
from content.html import Markup
from content.words import Words
from explainer.reading.evidence import linked_reference
from explainer.reading.lessons.lesson_words import figures


def companies(words: Words) -> Markup:
    """Write every example with its place, its year, its piece and its reference."""
    items = Markup("").join(_item(one, words) for one in load_companies().values())
    return Markup(
        '<section class="ec-companies"><h2 id="companies">{}</h2><p>{}</p><ul>{}</ul></section>'
    ).format(words("companies.title"), words("companies.lead"), items)


def _item(one: Company, words: Words) -> Markup:
    """Write one example; the year is that in which its page was read where it has no date."""
    place = words(
        "companies.where",
        place=words(f"companies.places.{one.country}"),
        year=str(one.year or one.accessed.year),
    )
    piece = words(f"terms.capability.{one.piece}.name" if one.piece else "companies.one_channel")
    return Markup(
        '<li><b>{name}</b> ({place}) · {piece}. {fact}<p class="ec-note">{source}</p></li>'
    ).format(
        name=words(f"companies.{one.id}.name"),
        place=place,
        piece=piece,
        fact=words(f"companies.{one.id}.fact", **figures(one.numbers, words)),
        source=linked_reference(one, words),
    )
