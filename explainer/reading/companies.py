"""Examples of companies: one published fact each, the piece of integration it shows, its source."""

from content import Texts
from content.cards import Company, load_companies
from content.html import Markup
from explainer.reading.evidence import linked_reference


def companies(texts: Texts) -> Markup:
    """Write every example with its place, its year, its piece and its reference."""
    items = Markup("").join(_item(one, texts) for one in load_companies().values())
    return Markup(
        '<section class="ec-companies"><h2 id="companies">{}</h2><p>{}</p><ul>{}</ul></section>'
    ).format(texts("companies.title"), texts("companies.lead"), items)


def _item(one: Company, texts: Texts) -> Markup:
    """Write one example; the year is that in which its page was read where it has no date."""
    start = f"companies.{one.id}"
    place = texts(
        "companies.where",
        place=texts(f"companies.places.{one.country}"),
        year=str(one.year or one.accessed.year),
    )
    piece = texts(f"terms.capability.{one.piece}.name" if one.piece else "companies.one_channel")
    return Markup(
        '<li><b>{name}</b> ({place}) · {piece}. {fact}<p class="ec-note">{source}</p></li>'
    ).format(
        name=texts(f"{start}.name"),
        place=place,
        piece=piece,
        fact=texts(f"{start}.fact"),
        source=linked_reference(one, texts),
    )
