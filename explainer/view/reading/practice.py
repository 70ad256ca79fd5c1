"""The page of the practice questions: one at a time, of all topics or of one."""

import streamlit as st

from content.html import Markup
from content.shared_parts import load_practice
from explainer.reading.practice import exam
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.page_links import PAGE_LINKS
from explainer.view.widgets.components import component, reported

KEY, ANSWERED = "practice", "answered"
_practice = component("practice", "ec-practice-place", __file__)


def practice_page() -> None:
    """Show the questions; what was answered stays in the address."""
    texts = state.words()
    st.html(
        Markup('<h1 class="ec-small">{}</h1><p class="ec-lead">{}</p>').format(
            texts("practice.title"), texts("practice.lead")
        )
    )
    data = {
        "markup": exam(tuple(load_practice().values()), texts, PAGE_LINKS),
        "answers": state.choice("answers"),
        "topic": state.choice("topic"),
    }
    _practice(data=data, key=KEY, on_answered_change=safely(_keep))


def _keep() -> None:
    """Keep what the browser reports; what is no answer is left out."""
    answered = reported(KEY, ANSWERED)
    if not isinstance(answered, dict):
        return
    for name in ("topic", "answers"):
        value = answered.get(name)
        if isinstance(value, str) and value in state.legal_values(name):
            state.choose(name, value)
