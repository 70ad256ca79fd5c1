"""Six questions before and after; answers and confidence never leave the visitor's browser."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from content import Texts
from content.shared_parts import load_questions
from explainer.view.lessons.lesson_places import SURE
from explainer.view.shell import state

_SCRIPT = Path(__file__).with_name("quiz.js")
STORE = "entre-canales-questions"
WORDS = (
    *("before", "after", "sure", "see", "again", "reset", "right", "other", "kept", "missing"),
    *("result_before", "result_after", "result_sure", "later", "unkept"),
)


def quiz_page() -> None:
    """Show the questions; what is answered stays in the browser and is shown to the visitor."""
    texts = state.texts()
    with st.container(key="ec_narrow_quiz"):
        st.html(
            f"<h1>{escape(texts('quiz.title'))}</h1>"
            f'<p class="ec-lead">{escape(texts("quiz.lead"))}</p>'
        )
        _component()(key="questions", data=_data(texts))


@cache
def _component() -> Any:
    """Register the component once for the process."""
    return st.components.v2.component(
        "entre_canales_questions",
        html='<div class="ec-questions"></div>',
        js=_SCRIPT.read_text(encoding="utf-8"),
        isolate_styles=False,
    )


def _data(texts: Texts) -> dict[str, Any]:
    """Return questions and words; nothing of it is a visitor's."""
    questions = [
        {
            "id": name,
            "title": texts(f"quiz.{name}.title"),
            "options": [[one, texts(f"quiz.{name}.options.{one}")] for one in choice.options],
            "right": choice.right,
            "because": texts(f"quiz.{name}.because"),
        }
        for name, choice in load_questions().items()
    ]
    return {
        "store": STORE,
        "questions": questions,
        "sure": [[level, texts(f"lesson.sure.{level}")] for level in SURE],
        "words": {word: texts(f"quiz.words.{word}") for word in WORDS},
    }
