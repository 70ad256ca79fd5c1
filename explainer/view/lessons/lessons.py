"""All lessons in order, and the sheet for whoever teaches one of them."""

from html import escape

import streamlit as st

from content.lessons import load_lesson
from content.markup import listed
from explainer.view.lessons.lesson_words import link, linked
from explainer.view.shell import sitemap, state
from explainer.view.shell.callbacks import safely

SHEET = ("board", "questions", "mistakes")
PRINT = """<script>
document.querySelectorAll(".ec-print").forEach((button) => {
  button.onclick = () => window.print();
});
</script>"""


def lessons_page() -> None:
    """Show every lesson with its question and how long it takes."""
    texts, language = state.texts(), state.language()
    cards = ""
    for name in sitemap.offered_lessons():
        lesson = load_lesson(language, name)
        minutes = texts.plural("lesson.minutes", lesson.plan.minutes)
        cards += (
            f'<li class="ec-card"><p class="ec-kicker">{escape(minutes)}</p>'
            f'<h2><a class="ec-go" href="{link(name)}">{escape(lesson.text("title"))}</a></h2>'
            f"<p>{escape(lesson.text('description'))}</p></li>"
        )
    teacher = f'<a class="ec-go" href="{link("teacher")}">{escape(texts("lessons.teacher"))}</a>'
    st.html(
        f"<h1>{escape(texts('lessons.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("lessons.lead"))}</p>'
        f'<ol class="ec-cards ec-lessons">{cards}</ol><p>{teacher}</p>'
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
        st.html(_sheet(language, chosen) + PRINT, unsafe_allow_javascript=True)


def _sheet(language: str, name: str) -> str:
    texts, lesson = state.texts(), load_lesson(language, name)
    time = texts.plural("lessons.time", lesson.plan.class_minutes)
    parts = "".join(
        f"<h3>{escape(texts(f'lessons.part.{part}'))}</h3>"
        f"{listed(lesson.items(f'teacher.{part}'), escape)}"
        for part in SHEET
    )
    open_ = escape(texts("lessons.open"))
    address = f'<a class="ec-go" href="{link(sitemap.place(name).name)}">{open_}</a>'
    strategy = lesson.plan.strategy
    defined = linked(f"brief.{strategy}.definition", texts) if strategy else ""
    return (
        f'<article class="ec-sheet"><h2>{escape(lesson.text("title"))}</h2>'
        f"{f'<p>{defined}</p>' if defined else ''}"
        f"<p><strong>{escape(texts('lessons.goal'))}</strong> "
        f"{escape(lesson.text('teacher.goal'))}</p>"
        f"<p><strong>{escape(time)}</strong></p>{parts}"
        f'<p class="ec-onward">{address} <button type="button" class="ec-print">'
        f"{escape(texts('lessons.print'))}</button></p></article>"
    )
