"""Six questions before and after; answers and confidence never leave the visitor's browser."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from content.lessons import load_lesson
from explainer.reading.questions import questions
from explainer.view.shell import sitemap, state
from explainer.view.shell.ways import address

_SCRIPT = Path(__file__).with_name("quiz.js")


def quiz_page() -> None:
    """Show the questions; what is answered stays in the browser and is shown to the visitor."""
    texts = state.words()
    with st.container(key="ec_narrow_quiz"):
        st.html(
            Markup('<h1>{}</h1><p class="ec-lead">{}</p>').format(
                texts("quiz.title"), texts("quiz.lead")
            )
        )
        first = sitemap.offered_lessons()[0]
        label = texts(
            "lesson.following", question=load_lesson(state.language(), first).text("question")
        )
        start = {"href": address(first), "label": label}
        _component()(key="questions", data=questions(texts) | {"start": start})


@cache
def _component() -> Any:
    """Register the component once for the process."""
    return st.components.v2.component(
        "entre_canales_questions",
        html=Markup('<div class="ec-questions"></div>'),
        js=_SCRIPT.read_text(encoding="utf-8"),
        isolate_styles=False,
    )
