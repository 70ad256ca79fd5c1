"""The evidence: what does not hold, what the studies answer at a glance, and every card.

The list is filtered in the browser by a script that whoever shows it adds: no run, no request.
"""

from collections.abc import Sequence
from html import escape

from content import Texts
from content.cards import GRADES, Card, load_cards
from content.evidence import ANSWERS, load_arrangement
from content.references import full, named
from content.words import Words
from explainer.reading.lessons.lesson_words import figure
from explainer.reading.ways import Ways

DOUBTFUL = "D"


def evidence(words: Words, ways: Ways) -> str:
    """Write what does not hold, the map of all questions, and every card, one line each."""
    told = told_cards(words)
    model = escape(words("evidence.model"))
    return (
        f"<h1>{escape(words('evidence.title'))}</h1>"
        f'<p class="ec-lead">{escape(words("evidence.lead"))}</p>'
        f"{struck(told, words)}{answered(told, words)}{listed(_folded(told, words), words)}"
        f'<p class="ec-onward"><a class="ec-go" href="{ways.link("model_rules")}">{model}</a></p>'
    )


def told_cards(words: Words) -> dict[str, Card]:
    """Return the cards that the language tells, by name."""
    return {name: one for name, one in load_cards().items() if f"cards.{name}.claim" in words}


def by_theme(told: dict[str, Card]) -> dict[str, list[Card]]:
    """Return the cards of each theme that do hold."""
    arrangement = load_arrangement()
    found = {
        theme: [told[name] for name in names if name in told and name not in arrangement.struck]
        for theme, names in arrangement.themes.items()
    }
    return {theme: cards for theme, cards in found.items() if cards}


def struck(told: dict[str, Card], words: Words) -> str:
    """Write what is repeated and does not hold, struck through, each with its why."""
    names = [name for name in load_arrangement().struck if name in told]
    inner = "".join(card_of(told[name], words, struck=True) for name in names)
    return (
        f'<section class="ec-struck"><h2>{escape(words("evidence.struck"))}</h2>{inner}</section>'
    )


def answered(told: dict[str, Card], texts: Texts) -> str:
    """Draw the answers: a question in each row, a dot for each study, a link to its card."""
    heads = "".join(
        f'<th scope="col">{escape(texts(f"evidence.answers.{answer}"))}</th>' for answer in ANSWERS
    )
    rows = ""
    for question, answers in load_arrangement().questions.items():
        dots = (
            "".join(_dot(told[name], texts) for name in names if name in told)
            for names in answers.values()
        )
        cells = "".join(f"<td><ul>{drawn}</ul></td>" if drawn else "<td></td>" for drawn in dots)
        asked = escape(texts(f"evidence.questions.{question}"))
        rows += f'<tr><th scope="row">{asked}</th>{cells}</tr>'
    keys = "".join(
        f'<li><i class="ec-dot ec-dot-{key(grade)}"></i> {escape(_grade(grade, texts))}: '
        f"{escape(texts(f'evidence.grades.{key(grade)}'))}</li>"
        for grade in GRADES
        if grade != DOUBTFUL
    )
    heard = escape(texts("evidence.heard"))
    return (
        f'<section><h2>{escape(texts("evidence.map"))}</h2><table class="ec-answers">'
        f'<caption class="ec-note">{escape(texts("evidence.map_note"))}</caption>'
        f'<thead><tr><th scope="col">{escape(texts("evidence.question"))}</th>{heads}</tr></thead>'
        f'<tbody>{rows}</tbody></table><details class="ec-how"><summary>'
        f'{escape(texts("evidence.key"))}</summary><ul class="ec-dot-key">{keys}'
        f'<li><i class="ec-dot ec-dot-heard"></i> {heard}</li></ul></details></section>'
    )


def _dot(card: Card, texts: Texts) -> str:
    """Draw one study: its fill is the grade, a dashed edge says that the source was not seen."""
    heard = " ec-dot-heard" if card.read == "account" else ""
    source = named(card, texts).removesuffix(".")
    name = f"{texts(f'cards.{card.id}.claim')} {source}. {_grade(card.grade, texts)}"
    return (
        f'<li><a class="ec-dot ec-dot-{key(card.grade)}{heard}" href="#{card.id}"'
        f' title="{escape(name, quote=True)}"><span class="ec-hidden">{escape(name)}</span></a>'
        "</li>"
    )


def _folded(told: dict[str, Card], words: Words) -> str:
    return "".join(
        theme_of(theme, cards, "".join(card_of(one, words) for one in cards), words)
        for theme, cards in by_theme(told).items()
    )


def theme_of(theme: str, cards: Sequence[Card], inner: str, words: Words) -> str:
    """Write the fold of a theme around its cards."""
    count = words.plural("evidence.count", len(cards))
    return (
        f'<details class="ec-theme"><summary><h3>{escape(words(f"evidence.themes.{theme}"))}'
        f'</h3> <span class="ec-note">{escape(count)}</span></summary>{inner}</details>'
    )


def listed(themes: str, words: Words) -> str:
    """Write all themes under a search and a choice of grade that stay in view."""
    options = "".join(
        f'<option value="{key(grade)}">{escape(_grade(grade, words))}</option>' for grade in GRADES
    )
    every = escape(words("evidence.every"))
    none, one, many = (
        escape(words(f"evidence.found.{form}"), quote=True) for form in ("none", "one", "many")
    )
    return (
        f'<section class="ec-studies" data-none="{none}" data-one="{one}" data-many="{many}">'
        f'<h2>{escape(words("evidence.all"))}</h2><div class="ec-filters">'
        f'<label>{escape(words("evidence.search"))}<input type="search" class="ec-find"></label>'
        f'<label>{escape(words("evidence.by_grade"))}<select class="ec-by-grade">'
        f'<option value="">{every}</option>{options}</select></label>'
        f'<p class="ec-note" role="status"></p></div>{themes}</section>'
    )


def key(grade: str) -> str:
    """Return the name of a grade in catalogue keys."""
    return grade.replace("−", "_minus").lower()


def _grade(grade: str, texts: Texts) -> str:
    return texts("evidence.grade", grade=grade)


def card_of(card: Card, words: Words, *, struck: bool = False) -> str:
    """Write one card on a line; open, it has number, population, source and what it leaves open."""
    numbers = {name: figure(value, words) for name, value in card.numbers.items()}
    year = str(card.year) if card.year else words("evidence.undated")
    rows = {
        "limits": escape(words(f"cards.{card.id}.limits")),
        "population": escape(words(f"cards.{card.id}.population")),
        "year": escape(year),
        "source": _source(card, words),
        "read": escape(words(f"evidence.read.{card.read}")),
    }
    inner = "".join(
        f"<dt>{escape(words(f'evidence.row.{name}'))}</dt><dd>{wording}</dd>"
        for name, wording in rows.items()
    )
    doubtful = " ec-fact-d" if card.grade == DOUBTFUL else ""
    claim = escape(words(f"cards.{card.id}.claim"))
    if struck:
        claim = f'<span class="ec-hidden">{escape(words("evidence.not_so"))} </span><s>{claim}</s>'
    return (
        f'<details class="ec-fact{doubtful}" id="{card.id}" tabindex="-1"'
        f' data-grade="{key(card.grade)}"><summary><span><b>{claim}</b> '
        f"{where(card, words)}</span></summary>"
        f"<p>{escape(words(f'cards.{card.id}.number', **numbers))}</p><dl>{inner}</dl></details>"
    )


def where(card: Card, words: Words) -> str:
    """Write whose a card is, and its grade."""
    told = f"{named(card, words)} · {_grade(card.grade, words)}"
    return f'<span class="ec-where">{escape(told)}</span>'


def _source(card: Card, texts: Texts) -> str:
    """Name the original, with a link to what was read where it has an address."""
    reference = escape(full(card, texts))
    if not card.seen:
        return reference
    label = escape(texts("evidence.seen"))
    address = escape(card.seen, quote=True)
    return f'{reference} <a href="{address}" rel="noreferrer">{label}</a>'
