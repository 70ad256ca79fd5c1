"""The evidence: what does not hold, what the studies answer at a glance, and every card.

The list is filtered in the browser by a script that whoever shows it adds: no run, no request.
"""

from collections.abc import Sequence

from content import Texts
from content.cards import GRADES, Card, Work, load_cards
from content.evidence import ANSWERS, load_arrangement
from content.html import Markup, escape
from content.references import full_reference, short_reference
from content.words import Words
from explainer.reading.lessons.lesson_words import formatted_numbers
from explainer.reading.page_links import PageLinks

DOUBTFUL = "D"


def evidence(words: Words, links: PageLinks) -> Markup:
    """Write what does not hold, the map of all questions, and every card, one line each."""
    cards = translated_cards(words)
    return Markup(
        '<h1>{title}</h1><p class="ec-lead">{lead}</p>{struck}{answered}{listed}'
        '<p class="ec-onward"><a class="ec-go" href="{model_rules}">{model}</a></p>'
    ).format(
        title=words("evidence.title"),
        lead=words("evidence.lead"),
        struck=refuted_cards(cards, words),
        answered=answer_map(cards, words),
        listed=card_list(_themes(cards, words), words),
        model_rules=links.link("model_rules"),
        model=words("evidence.model"),
    )


def translated_cards(words: Words) -> dict[str, Card]:
    """Return the cards that have words in the language, by name."""
    return {name: card for name, card in load_cards().items() if f"cards.{name}.claim" in words}


def by_theme(cards: dict[str, Card]) -> dict[str, list[Card]]:
    """Return the cards of each theme that do hold."""
    arrangement = load_arrangement()
    themes = {
        theme: [cards[name] for name in names if name in cards and name not in arrangement.struck]
        for theme, names in arrangement.themes.items()
    }
    return {theme: held for theme, held in themes.items() if held}


def refuted_cards(cards: dict[str, Card], words: Words) -> Markup:
    """Write what is repeated and does not hold, struck through, each with its why."""
    names = [name for name in load_arrangement().struck if name in cards]
    inner = Markup("").join(card_details(cards[name], words, struck=True) for name in names)
    return Markup('<section class="ec-struck"><h2>{}</h2>{}</section>').format(
        words("evidence.struck"), inner
    )


def answer_map(cards: dict[str, Card], texts: Texts) -> Markup:
    """Draw the answers: a question in each row, a dot for each study, a link to its card."""
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(texts(f"evidence.answers.{answer}"))
        for answer in ANSWERS
    )
    rows = ""
    for question, answers in load_arrangement().questions.items():
        dots = (
            Markup("").join(_dot(cards[name], texts) for name in names if name in cards)
            for names in answers.values()
        )
        cells = Markup("").join(
            Markup("<td><ul>{}</ul></td>").format(content) if content else Markup("<td></td>")
            for content in dots
        )
        rows += Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            texts(f"evidence.questions.{question}"), cells
        )
    keys = Markup("").join(
        Markup('<li><i class="ec-dot ec-dot-{}"></i> {}: {}</li>').format(
            grade_key(grade), _grade(grade, texts), texts(f"evidence.grades.{grade_key(grade)}")
        )
        for grade in GRADES
        if grade != DOUBTFUL
    )
    return Markup(
        '<section><h2>{map}</h2><table class="ec-answers">'
        '<caption class="ec-note">{map_note}</caption><thead><tr>'
        '<th scope="col">{question}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        '<details class="ec-how"><summary>{key}</summary><ul class="ec-dot-key">{keys}<li>'
        '<i class="ec-dot ec-dot-heard"></i> {heard}</li></ul></details></section>'
    ).format(
        map=texts("evidence.map"),
        map_note=texts("evidence.map_note"),
        question=texts("evidence.question"),
        heads=heads,
        rows=rows,
        key=texts("evidence.key"),
        keys=keys,
        heard=texts("evidence.heard"),
    )


def _dot(card: Card, texts: Texts) -> Markup:
    """Draw one study: its fill is the grade, a dashed edge says that the source was not seen."""
    heard = " ec-dot-heard" if card.read == "account" else ""
    source = short_reference(card, texts).removesuffix(".")
    name = f"{texts(f'cards.{card.id}.claim')} {source}. {_grade(card.grade, texts)}"
    return Markup(
        '<li><a class="ec-dot ec-dot-{}{}" href="#{}" title="{}">'
        '<span class="ec-hidden">{}</span></a></li>'
    ).format(grade_key(card.grade), heard, card.id, name, name)


def _themes(cards: dict[str, Card], words: Words) -> Markup:
    return Markup("").join(
        theme_section(
            theme, held, Markup("").join(card_details(card, words) for card in held), words
        )
        for theme, held in by_theme(cards).items()
    )


def theme_section(theme: str, cards: Sequence[Card], inner: str, words: Words) -> Markup:
    """Write the fold of a theme around its cards."""
    count = words.plural("evidence.count", len(cards))
    return Markup(
        '<details class="ec-theme"><summary><h3>{}</h3> '
        '<span class="ec-note">{}</span></summary>{}</details>'
    ).format(words(f"evidence.themes.{theme}"), count, inner)


def card_list(themes: str, words: Words) -> Markup:
    """Write all themes under a search and a choice of grade that stay in view."""
    options = Markup("").join(
        Markup('<option value="{}">{}</option>').format(grade_key(grade), _grade(grade, words))
        for grade in GRADES
    )
    none, single, many = (words(f"evidence.found.{form}") for form in ("none", "one", "many"))
    return Markup(
        '<section class="ec-studies" data-none="{none}" data-one="{one}" data-many="{many}">'
        '<h2>{all}</h2><div class="ec-filters"><label>{search}'
        '<input type="search" class="ec-find"></label><label>{by_grade}'
        '<select class="ec-by-grade"><option value="">{every}</option>'
        '{options}</select></label><p class="ec-note" role="status"></p>'
        "</div>{themes}</section>"
    ).format(
        none=none,
        one=single,
        many=many,
        all=words("evidence.all"),
        search=words("evidence.search"),
        by_grade=words("evidence.by_grade"),
        every=words("evidence.every"),
        options=options,
        themes=themes,
    )


def grade_key(grade: str) -> str:
    """Return the name of a grade in catalogue keys."""
    return grade.replace("−", "_minus").lower()


def _grade(grade: str, texts: Texts) -> str:
    return texts("evidence.grade", grade=grade)


def card_details(card: Card, words: Words, *, struck: bool = False) -> Markup:
    """Write one card on a line; open, it has number, population, source and what it leaves open."""
    numbers = formatted_numbers(card.numbers, words)
    year = str(card.year) if card.year else words("evidence.undated")
    rows = {
        "limits": words(f"cards.{card.id}.limits"),
        "population": words(f"cards.{card.id}.population"),
        "year": year,
        "source": linked_reference(card, words),
        "read": words(f"evidence.read.{card.read}"),
    }
    inner = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(words(f"evidence.row.{name}"), wording)
        for name, wording in rows.items()
    )
    doubtful = " ec-fact-d" if card.grade == DOUBTFUL else ""
    claim = words(f"cards.{card.id}.claim")
    if struck:
        claim = Markup('<span class="ec-hidden">{} </span><s>{}</s>').format(
            words("evidence.not_so"), claim
        )
    return Markup(
        '<details class="ec-fact{doubtful}" id="{id}" tabindex="-1" data-grade="{key}">'
        "<summary><span><b>{claim}</b> {where}</span></summary><p>{number}</p><dl>{inner}</dl>"
        "</details>"
    ).format(
        doubtful=doubtful,
        id=card.id,
        key=grade_key(card.grade),
        claim=claim,
        where=attribution(card, words),
        number=words(f"cards.{card.id}.number", **numbers),
        inner=inner,
    )


def attribution(card: Card, words: Words) -> Markup:
    """Write whose a card is, and its grade."""
    text = f"{short_reference(card, words)} · {_grade(card.grade, words)}"
    return Markup('<span class="ec-where">{}</span>').format(text)


def linked_reference(work: Work, texts: Texts) -> Markup:
    """Write a reference in full; what was read is a link, in it or after it."""
    reference = full_reference(work, texts)
    link = Markup('<a href="{}" rel="noreferrer">{}</a>')
    if not work.seen:
        return escape(reference)
    before, address, after = reference.partition(work.seen)
    if address:
        return Markup("{}{}{}").format(before, link.format(address, address), after)
    return Markup("{} {}").format(reference, link.format(work.seen, texts("evidence.seen")))
