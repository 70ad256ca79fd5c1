"""The evidence: a card for each fact, the doubtful ones too."""

from html import escape

import streamlit as st

from content import Texts
from content.cards import GRADES, Card, load_cards
from content.formats import Formats
from content.references import full, named
from explainer.view.lessons.lesson_words import figure, link
from explainer.view.shell import state

DOUBTFUL = "D"


def evidence_page() -> None:
    """Show what the grades mean, then every card, those of the best grade first."""
    texts, formats = state.texts(), state.formats()
    told = [card for card in load_cards().values() if f"cards.{card.id}.claim" in texts]
    grades = "".join(
        f'<dt><a href="#grade-{key(grade)}">{escape(grade)}</a></dt>'
        f"<dd>{escape(texts(f'evidence.grades.{key(grade)}'))}</dd>"
        for grade in GRADES
    )
    parts = "".join(
        _group(grade, [card for card in told if card.grade == grade], texts, formats)
        for grade in GRADES
    )
    model = escape(texts("evidence.model"))
    st.html(
        f"<h1>{escape(texts('evidence.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("evidence.lead"))}</p>'
        f'<p class="ec-onward"><a class="ec-go" href="{link("model_rules")}">{model}</a></p>'
        f'<dl class="ec-grades">{grades}</dl>{parts}'
    )


def key(grade: str) -> str:
    """Return the name of a grade in catalogue keys."""
    return grade.replace("−", "_minus").lower()


def _group(grade: str, cards: list[Card], texts: Texts, formats: Formats) -> str:
    if not cards:
        return ""
    heading = texts("evidence.doubtful") if grade == DOUBTFUL else _grade(grade, texts)
    inner = "".join(_card(card, texts, formats) for card in cards)
    start = f'<h2 id="grade-{key(grade)}" tabindex="-1">{escape(heading)}</h2>'
    return f'{start}<div class="ec-evidence">{inner}</div>'


def _grade(grade: str, texts: Texts) -> str:
    return texts("evidence.grade", grade=grade)


def _card(card: Card, texts: Texts, formats: Formats) -> str:
    """Write one card: claim, number, population, source, how it was read, what it leaves open."""
    numbers = {name: figure(value, formats) for name, value in card.numbers.items()}
    year = str(card.year) if card.year else texts("evidence.undated")
    rows = {
        "population": escape(texts(f"cards.{card.id}.population")),
        "year": escape(year),
        "source": _source(card, texts),
        "read": escape(texts(f"evidence.read.{card.read}")),
    }
    limits = escape(texts(f"cards.{card.id}.limits"))
    inner = "".join(
        f"<dt>{escape(texts(f'evidence.row.{name}'))}</dt><dd>{words}</dd>"
        for name, words in rows.items()
    )
    doubtful = " ec-fact-d" if card.grade == DOUBTFUL else ""
    return (
        f'<section class="ec-card ec-fact{doubtful}" id="{card.id}" tabindex="-1">'
        f'<p class="ec-kicker">{escape(named(card, texts))} · '
        f"{escape(_grade(card.grade, texts))}</p>"
        f"<h3>{escape(texts(f'cards.{card.id}.claim'))}</h3>"
        f"<p>{escape(texts(f'cards.{card.id}.number', **numbers))}</p>"
        f"<p><strong>{escape(texts('evidence.row.limits'))}.</strong> {limits}</p>"
        f"<details><summary>{escape(texts('evidence.more'))}</summary><dl>{inner}</dl></details>"
        "</section>"
    )


def _source(card: Card, texts: Texts) -> str:
    """Name the original, with a link to what was read where it has an address."""
    reference = escape(full(card, texts))
    if not card.seen:
        return reference
    label = escape(texts("evidence.seen"))
    address = escape(card.seen, quote=True)
    return f'{reference} <a href="{address}" rel="noreferrer">{label}</a>'
