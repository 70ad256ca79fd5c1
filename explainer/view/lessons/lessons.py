"""All lessons in order, and the session of a class for whoever teaches one of them."""

from html import escape
from pathlib import Path

import streamlit as st

from content import Texts
from content.lessons import load_lesson
from content.markup import listed
from explainer.figures.drawings.qr import LONGEST, qr_svg
from explainer.reading import page_tools
from explainer.reading.lessons import lesson_run, session
from explainer.reading.lessons.lesson_words import Reading
from explainer.reading.lessons.teaching import cards
from explainer.view.server.answered import numbers
from explainer.view.shell import share, sitemap, state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choosing import one_of
from explainer.view.shell.ways import WAYS, address, link, linked
from explainer.view.simulator.country import country_line

SHEET = ("board", "questions")
PROJECT = Path(__file__).with_name("session.js")


def lessons_page() -> None:
    """Show every lesson with its question and how long it takes."""
    texts = state.words()
    teacher = f'<a class="ec-go" href="{link("teacher")}">{escape(texts("lessons.teacher"))}</a>'
    st.html(
        f"<h1>{escape(texts('lessons.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("lessons.lead"))}</p>'
        f'<ol class="ec-cards ec-lessons">{cards(sitemap.offered_lessons(), texts, WAYS)}</ol>'
        f"<p>{teacher}</p>"
    )


def teacher_page() -> None:
    """Show the session of a class: its lesson, length and country, then what happens in it."""
    texts, language = state.words(), state.language()
    names = sitemap.offered_lessons()
    chosen = state.choice("lesson") if state.choice("lesson") in names else names[0]
    st.session_state["teacher_lesson"] = chosen
    st.html(
        f"<h1>{escape(texts('lessons.sheet'))}</h1>"
        f'<p class="ec-lead">{escape(texts("lessons.session.lead"))}</p>'
    )
    with st.container(key="ec_controls_teacher"):
        st.radio(
            texts("lessons.choose"),
            names,
            format_func=lambda name: texts(f"site.nav.{name}"),
            horizontal=True,
            key="teacher_lesson",
            on_change=safely(state.take),
            args=("lesson", "teacher_lesson"),
        )
        minutes = one_of(
            "minutes",
            texts("lessons.session.length"),
            lambda length: texts.plural("lessons.session.minutes", int(length)),
            key="teacher_minutes",
        )
        country_line(texts)
    reading = _reading(language, chosen)
    with st.container(key="ec_session"):
        st.html(_head(reading, minutes))
        with st.container(key="ec_join"):
            style.show(_join(chosen, texts))
        st.html(session.parts(reading, minutes, state.scenario()) + _bar(texts))
    st.html(_sheet(reading))
    st.html(f"<script>{PROJECT.read_text()}</script>", unsafe_allow_javascript=True)
    share.bar(reading.label("title"), texts)


def _reading(language: str, name: str) -> Reading:
    """Return a lesson with every run that its words may quote."""
    lesson = load_lesson(language, name)
    plan = lesson.plan
    runs = {run: numbers(one) for run, one in lesson_run.scenarios(plan, language).items()}
    runs["try"] = numbers(lesson_run.tried(plan, language, plan.control.start))
    return Reading(lesson, state.words(), runs, WAYS)


def _head(reading: Reading, minutes: str) -> str:
    """Write what the session is about, for how long, and what can be done with this page."""
    texts, strategy = reading.words, reading.lesson.plan.strategy
    defined = f"<p>{linked(f'brief.{strategy}.definition', texts)}</p>" if strategy else ""
    time = texts.plural("lessons.time", int(minutes))
    tools = (
        f'<button type="button" class="ec-tool ec-project">'
        f"{escape(texts('lessons.session.project'))}</button>"
        f"{page_tools.print_button(texts('lessons.print'))}"
        f'<a class="ec-tool ec-go" href="{link("practice")}">{escape(texts("site.nav.practice"))}'
        f'</a><a class="ec-tool ec-go" href="{link("workshop_guide")}">'
        f"{escape(texts('lessons.workshop'))}</a>"
    )
    return (
        f'<div class="ec-session-head"><h2>{reading.line("title")}</h2>{defined}'
        f"<p><strong>{escape(texts('lessons.goal'))}</strong> "
        f"{reading.line('teacher.goal')} <strong>{escape(time)}.</strong></p>"
        f'<p class="ec-tools">{tools}</p>'
        f'<p class="ec-note ec-unprinted">{escape(texts("lessons.session.keys"))}</p></div>'
    )


def _join(name: str, texts: Texts) -> str:
    """Draw the code of the lesson for the phones of the class, and write its address."""
    there = state.absolute(address(name))
    code = ""
    if len(there) <= LONGEST:
        code = f'<div class="ec-qr">{qr_svg(there, texts("share.qr_name"))}</div>'
    words = escape(texts("lessons.session.join"))
    shown = escape(there.partition("://")[2].partition("?")[0] or there)
    return f'<div class="ec-join">{code}<div><h3>{words}</h3><p>{shown}</p></div></div>'


def _bar(texts: Texts) -> str:
    """Write the buttons of the projected session; without one they are not shown."""
    buttons = "".join(
        f'<button type="button" class="ec-tool" data-session="{name}">'
        f"{escape(texts(f'lessons.session.{name}'))}</button>"
        for name in ("previous", "next", "leave")
    )
    place = escape(texts("lessons.session.place", number="[number]", total="[total]"), quote=True)
    return (
        f'<div class="ec-session-bar ec-tools">{buttons}'
        f'<span role="status" data-place="{place}"></span></div>'
    )


def _sheet(reading: Reading) -> str:
    """Write what stands on the board and what to ask beside the parts."""
    texts = reading.words
    inner = "".join(
        f"<section><h2>{escape(texts(f'lessons.part.{part}'))}</h2>"
        f"{listed(reading.lesson.items(f'teacher.{part}'), str)}</section>"
        for part in SHEET
    )
    return f'<article class="ec-sheet ec-two">{inner}</article>'
