"""The evidence: a card for each fact, the doubtful ones too."""

from html import escape

import streamlit as st

from content import Texts
from content.cards import Card, load_cards
from content.formats import Formats
from explainer.view import state
from explainer.view.anchors import SCRIPT
from explainer.view.lesson_words import figure


def evidence_page() -> None:
    """Show what the grades mean, and every card."""
    texts, formats = state.texts(), state.formats()
    cards = "".join(_card(card, texts, formats) for card in load_cards().values())
    st.html(
        f"<h1>{escape(texts('evidence.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("evidence.lead"))}</p>'
        f'<div class="ec-evidence">{cards}</div>{SCRIPT}',
        unsafe_allow_javascript=True,
    )


def _card(card: Card, texts: Texts, formats: Formats) -> str:
    """Write one card: claim, number, population, source, how it was read, what it leaves open."""
    numbers = {name: figure(value, formats) for name, value in card.numbers.items()}
    rows = (
        ("population", texts(f"cards.{card.id}.population")),
        ("source", card.source),
        ("read", texts(f"evidence.read.{card.read}")),
        ("limits", texts(f"cards.{card.id}.limits")),
    )
    inner = "".join(
        f"<dt>{escape(texts(f'evidence.row.{name}'))}</dt><dd>{escape(words)}</dd>"
        for name, words in rows
    )
    grade = texts("evidence.grade", grade=card.grade)
    return (
        f'<section class="ec-card ec-fact" id="{card.id}" tabindex="-1">'
        f'<p class="ec-kicker">{escape(card.id)} · {escape(grade)}</p>'
        f"<h2>{escape(texts(f'cards.{card.id}.claim'))}</h2>"
        f"<p>{escape(texts(f'cards.{card.id}.number', **numbers))}</p>"
        f"<dl>{inner}</dl></section>"
    )
