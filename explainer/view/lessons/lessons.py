"""All lessons in order, and the sheet for whoever teaches one of them."""

from html import escape

import streamlit as st

from content.lessons import load_lesson
from explainer.reading.lessons.teaching import cards, sheet
from explainer.view.shell import sitemap, state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.ways import WAYS, link

PRINT = """<script>
document.querySelectorAll(".ec-print").forEach((button) => {
  button.onclick = () => window.print();
});
</script>"""


def lessons_page() -> None:
    """Show every lesson with its question and how long it takes."""
    texts = state.texts()
    teacher = f'<a class="ec-go" href="{link("teacher")}">{escape(texts("lessons.teacher"))}</a>'
    st.html(
        f"<h1>{escape(texts('lessons.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("lessons.lead"))}</p>'
        f'<ol class="ec-cards ec-lessons">{cards(sitemap.offered_lessons(), texts, WAYS)}</ol>'
        f"<p>{teacher}</p>"
    )


def teacher_page() -> None:
    """Show the sheet of one lesson: goal, time, board, questions, common mistakes."""
    texts, language = state.texts(), state.language()
    names = sitemap.offered_lessons()
    chosen = state.choice("lesson") if state.choice("lesson") in names else names[0]
    st.session_state["teacher_lesson"] = chosen
    with st.container(key="ec_narrow_teacher"):
        st.html(f"<h1>{escape(texts('lessons.sheet'))}</h1>")
        with st.container(key="ec_controls_teacher"):
            st.radio(
                texts("lessons.choose"),
                names,
                format_func=lambda name: load_lesson(language, name).text("title"),
                key="teacher_lesson",
                on_change=safely(state.take),
                args=("lesson", "teacher_lesson"),
            )
        there = f"./{sitemap.place('workshop_guide').slug}?{state.link_query('workshop_guide')}"
        st.html(
            f'<p><a class="ec-go" href="{escape(there, quote=True)}">'
            f"{escape(texts('lessons.workshop'))}</a></p>"
        )
        st.html(sheet(chosen, texts, WAYS) + PRINT, unsafe_allow_javascript=True)
