"""Six questions before and after; answers and confidence never leave the visitor's browser."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from explainer.reading.questions import questions
from explainer.view.shell import state

_SCRIPT = Path(__file__).with_name("quiz.js")


def quiz_page() -> None:
    """Show the questions; what is answered stays in the browser and is shown to the visitor."""
    texts = state.words()
    with st.container(key="ec_narrow_quiz"):
        st.html(
            f"<h1>{escape(texts('quiz.title'))}</h1>"
            f'<p class="ec-lead">{escape(texts("quiz.lead"))}</p>'
        )
        _component()(key="questions", data=questions(texts))


@cache
def _component() -> Any:
    """Register the component once for the process."""
    return st.components.v2.component(
        "entre_canales_questions",
        html='<div class="ec-questions"></div>',
        js=_SCRIPT.read_text(encoding="utf-8"),
        isolate_styles=False,
    )
