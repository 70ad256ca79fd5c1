"""All lessons on cards, and the sheet for whoever teaches one of them."""

from collections.abc import Sequence
from html import escape

from content import Texts
from content.lessons import load_lesson
from content.markup import blocks, listed
from explainer.reading.lessons.lesson_words import linked
from explainer.reading.ways import Ways

SHEET = ("board", "questions", "mistakes")


def cards(names: Sequence[str], texts: Texts, ways: Ways) -> str:
    """Write a card for each lesson, with its question and how long it takes."""
    written = ""
    for name in names:
        lesson = load_lesson(texts.language, name)
        minutes = texts.plural("lesson.minutes", lesson.plan.minutes)
        written += (
            f'<li class="ec-card"><p class="ec-kicker">{escape(minutes)}</p>'
            f'<h2><a class="ec-go" href="{ways.link(name)}">{escape(lesson.text("title"))}</a></h2>'
            f"<p>{escape(lesson.text('description'))}</p></li>"
        )
    return written


def sheet(name: str, texts: Texts, ways: Ways) -> str:
    """Write the sheet for whoever teaches a lesson."""
    lesson = load_lesson(texts.language, name)
    time = texts.plural("lessons.time", lesson.plan.class_minutes)
    parts = "".join(
        f"<h3>{escape(texts(f'lessons.part.{part}'))}</h3>"
        f"{listed(lesson.items(f'teacher.{part}'), escape)}"
        for part in SHEET
    )
    open_ = escape(texts("lessons.open"))
    address = f'<a class="ec-go" href="{ways.link(name)}">{open_}</a>'
    strategy = lesson.plan.strategy
    if strategy:
        defined = f"<p>{linked(f'brief.{strategy}.definition', texts, ways)}</p>"
    else:
        defined = blocks(lesson.text("answer"), escape)
    return (
        f'<article class="ec-sheet"><h2>{escape(lesson.text("title"))}</h2>'
        f"{defined}"
        f"<p><strong>{escape(texts('lessons.goal'))}</strong> "
        f"{escape(lesson.text('teacher.goal'))}</p>"
        f"<p><strong>{escape(time)}</strong></p>{parts}"
        f'<p class="ec-onward">{address} <button type="button" class="ec-print">'
        f"{escape(texts('lessons.print'))}</button></p></article>"
    )
