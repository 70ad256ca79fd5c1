"""Six questions before and after; answers and confidence never leave the visitor's browser."""

import streamlit as st

from content.lessons import load_lesson
from explainer.reading.questions import questions
from explainer.view.shell import sitemap, state
from explainer.view.shell.html_parts import page_heading
from explainer.view.shell.page_links import address
from explainer.view.widgets.components import component

_questions = component("entre_canales_questions", "ec-questions", __file__)


def quiz_page() -> None:
    """Show the questions; what is answered stays in the browser and is shown to the visitor."""
    texts = state.words()
    with st.container(key="ec_narrow_quiz"):
        st.html(page_heading(texts("quiz.title"), texts("quiz.lead")))
        first = sitemap.offered_lessons()[0]
        label = texts(
            "lesson.following", question=load_lesson(state.language(), first).text("question")
        )
        start = {"href": address(first), "label": label}
        _questions(key="questions", data=questions(texts) | {"start": start})
