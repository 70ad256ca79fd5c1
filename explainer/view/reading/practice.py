"""The page of the practice questions: all of them, or those of one topic."""

from html import escape

import streamlit as st

from content import Texts
from content.shared_parts import load_practice
from explainer.reading.practice import exam
from explainer.view.shell import state
from explainer.view.shell.choosing import one_of
from explainer.view.shell.sitemap import ALL_TOPICS
from explainer.view.shell.ways import WAYS

KEY = "practice_topic"


def practice_page() -> None:
    """Show the questions of the chosen topic, then the key that is printed for a teacher."""
    texts = state.words()
    st.html(
        f"<h1>{escape(texts('practice.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("practice.lead"))}</p>'
    )
    topic = _topic(texts)
    every = load_practice().values()
    st.html(exam([one for one in every if topic in (ALL_TOPICS, one.topic)], texts, WAYS))


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
