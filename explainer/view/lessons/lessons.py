"""All lessons in order, and the session of a class for whoever teaches one of them."""

from pathlib import Path

import streamlit as st

from content import Texts
from content.html import Markup
from content.lessons import load_lesson
from content.markup import listed
from explainer.figures.drawings.qr import LONGEST, qr_svg
from explainer.reading import page_tools
from explainer.reading.lessons import lesson_run, session, teaching
from explainer.reading.lessons.lesson_words import Reading
from explainer.view.server.run_numbers import numbers
from explainer.view.shell import share, sitemap, state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.shell.html_parts import inline_script
from explainer.view.shell.page_links import PAGE_LINKS, address, link
from explainer.view.simulator.settings.country import country_line

SHEET = ("board", "questions")
PROJECT = Path(__file__).with_name("session.js")


def lessons_page() -> None:
    """Show every lesson with its question and how long it takes."""
    texts = state.words()
    teacher = Markup('<a class="ec-go" href="{}">{}</a>').format(
        link("teacher"), texts("lessons.teacher")
    )
    st.html(
        Markup(
            '<h1>{}</h1><p class="ec-lead">{}</p><ol class="ec-cards ec-lessons">{}</ol><p>{}</p>'
        ).format(
            texts("lessons.title"),
            texts("lessons.lead"),
            teaching.cards(sitemap.offered_lessons(), texts, PAGE_LINKS),
            teacher,
        )
    )


def teacher_page() -> None:
    """Show the session of a class: its lesson, length and country, then what happens in it."""
    texts, language = state.words(), state.language()
    names = sitemap.offered_lessons()
    chosen = state.choice("lesson") if state.choice("lesson") in names else names[0]
    st.session_state["teacher_lesson"] = chosen
    st.html(
        Markup('<h1>{}</h1><p class="ec-lead">{}</p>').format(
            texts("lessons.sheet"), texts("lessons.session.lead")
        )
    )
    with st.container(key="ec_controls_teacher"):
        st.radio(
            texts("lessons.choose"),
            names,
            format_func=lambda name: texts(f"site.nav.{name}"),
            horizontal=True,
            key="teacher_lesson",
            on_change=safely(state.take_choice),
            args=("lesson", "teacher_lesson"),
        )
        minutes = choice_buttons(
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
    st.html(inline_script(PROJECT), unsafe_allow_javascript=True)
    share.bar(reading.label("title"), texts)


def _reading(language: str, name: str) -> Reading:
    """Return a lesson with every run that its words may quote."""
    lesson = load_lesson(language, name)
    plan = lesson.plan
    runs = {
        run: numbers(scenario) for run, scenario in lesson_run.scenarios(plan, language).items()
    }
    runs["try"] = numbers(lesson_run.tried(plan, language, plan.control.start))
    return Reading(lesson, state.words(), runs, PAGE_LINKS)


def _head(reading: Reading, minutes: str) -> Markup:
    """Write what the session is about, for how long, and what can be done with this page."""
    texts = reading.words
    time = texts.plural("lessons.time", int(minutes))
    tools = Markup(
        '<button type="button" class="ec-tool ec-project">{project}</button>{print_button}'
        '<a class="ec-tool ec-go" href="{practice}">{questions}</a>'
        '<a class="ec-tool ec-go" href="{workshop_guide}">{workshop}</a>'
    ).format(
        project=texts("lessons.session.project"),
        print_button=page_tools.print_button(texts("lessons.print")),
        practice=link("practice"),
        questions=texts("site.nav.practice"),
        workshop_guide=link("workshop_guide"),
        workshop=texts("lessons.workshop"),
    )
    return Markup(
        '<div class="ec-session-head"><h2>{title}</h2>{defined}<p>'
        "<strong>{goal}</strong> {aim} <strong>{time}.</strong></p>"
        '<p class="ec-tools">{tools}</p><p class="ec-note ec-unprinted">{keys}</p></div>'
    ).format(
        title=reading.line("title"),
        defined=teaching.answer(reading.lesson, texts, PAGE_LINKS),
        goal=texts("lessons.goal"),
        aim=reading.line("teacher.goal"),
        time=time,
        tools=tools,
        keys=texts("lessons.session.keys"),
    )


def _join(name: str, texts: Texts) -> Markup:
    """Draw the code of the lesson for the phones of the class, and write its address."""
    target = state.absolute(address(name))
    code = ""
    if len(target) <= LONGEST:
        code = Markup('<div class="ec-qr">{}</div>').format(qr_svg(target, texts("share.qr_name")))
    shown = target.partition("://")[2].partition("?")[0] or target
    return Markup('<div class="ec-join">{}<div><h3>{}</h3><p>{}</p></div></div>').format(
        code, texts("lessons.session.join"), shown
    )


def _bar(texts: Texts) -> Markup:
    """Write the buttons of the projected session; without one they are not shown."""
    buttons = Markup("").join(
        Markup('<button type="button" class="ec-tool" data-session="{}">{}</button>').format(
            name, texts(f"lessons.session.{name}")
        )
        for name in ("previous", "next", "leave")
    )
    position = texts("lessons.session.place", number="[number]", total="[total]")
    return Markup(
        '<div class="ec-session-bar ec-tools">{}<span role="status" data-place="{}"></span></div>'
    ).format(buttons, position)


def _sheet(reading: Reading) -> Markup:
    """Write what stands on the board and what to ask beside the parts."""
    texts = reading.words
    inner = Markup("").join(
        Markup("<section><h2>{}</h2>{}</section>").format(
            texts(f"lessons.part.{part}"), listed(reading.lesson.items(f"teacher.{part}"), str)
        )
        for part in SHEET
    )
    return Markup('<article class="ec-sheet ec-two">{}</article>').format(inner)
