"""Practice questions: answered in the browser, explained, and printed for a class.

An answer is neither kept nor sent: the page is drawn once, and a script marks what was chosen.
"""

from html import escape

import streamlit as st

from content import Texts
from content.answers import spot
from content.shared_parts import Question, load_practice
from explainer.view.lessons.lesson_words import link
from explainer.view.shell import state
from explainer.view.shell.choosing import one_of
from explainer.view.shell.sitemap import ALL_TOPICS
from explainer.view.widgets import page_tools

KEY = "practice_topic"
LETTERS = "abcde"


def practice_page() -> None:
    """Show the questions of the chosen topic, then the key that is printed for a teacher."""
    texts = state.texts()
    st.html(
        f"<h1>{escape(texts('practice.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("practice.lead"))}</p>'
    )
    topic = _topic(texts)
    every = load_practice().values()
    shown = [one for one in every if topic in (ALL_TOPICS, one.topic)]
    asked = "".join(
        _question(question, number, len(shown), texts) for number, question in enumerate(shown, 1)
    )
    key = "".join(f"<li>{_solution(question, texts)}</li>" for question in shown)
    buttons = page_tools.print_button(texts("practice.labels.print"), "plain")
    buttons += page_tools.print_button(texts("practice.labels.print_key"), "key")
    st.html(
        f'<p class="ec-tools">{buttons}</p><div class="ec-exam">{asked}</div>'
        f'<section class="ec-exam-key"><h2>{escape(texts("practice.labels.key"))}</h2>'
        f"<ol>{key}</ol></section>"
    )


def _topic(texts: Texts) -> str:
    """Ask which topic to show; return the visitor's choice."""
    with st.container(key="ec_controls_practice"):
        return one_of(
            "topic",
            texts("practice.labels.topics"),
            lambda one: texts(
                "practice.labels.all" if one == ALL_TOPICS else f"practice.labels.topic.{one}"
            ),
            key=KEY,
        )


def _question(question: Question, number: int, total: int, texts: Texts) -> str:
    """Write one question: what is asked, the options as buttons, and its explained answer."""
    place = texts("practice.labels.number", number=str(number), total=str(total))
    kind = texts(f"practice.labels.kind.{question.kind}")
    options = "".join(
        f'<li><button type="button" data-option="{one}" aria-pressed="false">'
        f"{escape(_lettered(question, one, texts))}</button></li>"
        for one in question.choice.options
    )
    right = _lettered(question, question.choice.right, texts)
    no = escape(texts("practice.labels.other", answer=right), quote=True)
    yes = escape(texts("practice.labels.right"), quote=True)
    return (
        f'<section class="ec-ask ec-card" id="{question.id}" tabindex="-1" role="group"'
        f' aria-labelledby="{question.id}-title" data-right="{question.choice.right}"'
        f' data-yes="{yes}" data-no="{no}">'
        f'<p class="ec-note">{escape(place)} · {escape(kind)}</p>'
        f'<h2 id="{question.id}-title">{escape(texts(f"practice.{question.id}.title"))}</h2>'
        f'<ul class="ec-options">{options}</ul>'
        '<div role="status"><p class="ec-verdict"></p>'
        f'<div class="ec-because" hidden>{_because(question, texts)}</div></div></section>'
    )


def _because(question: Question, texts: Texts) -> str:
    where = spot(question.answered_by)
    address = link(where.page, where.anchor, **where.choices)
    label = escape(texts("practice.labels.sentence"))
    words = escape(texts(f"practice.{question.id}.because"))
    return f'<p>{words} <a class="ec-go" href="{address}">{label}</a></p>'


def _solution(question: Question, texts: Texts) -> str:
    right = escape(_lettered(question, question.choice.right, texts))
    because = escape(texts(f"practice.{question.id}.because"))
    return f"<strong>{right}</strong> {because}"


def _lettered(question: Question, option: str, texts: Texts) -> str:
    """Put a letter before an option; true and false need none."""
    words = texts(f"practice.{question.id}.options.{option}")
    if question.kind == "true_false":
        return words
    return f"{LETTERS[question.choice.options.index(option)]}) {words}"
