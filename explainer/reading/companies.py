"""Examples of companies: one published fact each, the capability it shows, its source."""

from content.cards import Company, load_companies
from content.html import Markup
from content.words import Words
from explainer.reading.evidence import linked_reference
from explainer.reading.lessons.lesson_words import formatted_numbers


def companies(words: Words) -> Markup:
    """Write every example with its place, its year, its capability and its reference."""
    items = Markup("").join(_item(company, words) for company in load_companies().values())
    return Markup(
        '<section class="ec-companies"><h2 id="companies">{}</h2><p>{}</p><ul>{}</ul></section>'
    ).format(words("companies.title"), words("companies.lead"), items)


def _item(company: Company, words: Words) -> Markup:
    """Write one example; the year is that in which its page was read where it has no date."""
    country_and_year = words(
        "companies.where",
        place=words(f"companies.places.{company.country}"),
        year=str(company.year or company.accessed.year),
    )
    capability = words(
        f"terms.capability.{company.capability}.name"
        if company.capability
        else "companies.one_channel"
    )
    return Markup(
        '<li><b>{name}</b> ({place}) · {capability}. {fact}<p class="ec-note">{source}</p></li>'
    ).format(
        name=words(f"companies.{company.id}.name"),
        place=country_and_year,
        capability=capability,
        fact=words(f"companies.{company.id}.fact", **formatted_numbers(company.numbers, words)),
        source=linked_reference(company, words),
    )
