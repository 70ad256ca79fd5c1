"""All lessons on cards, and the sheet for whoever teaches one of them."""

from collections.abc import Sequence

from content import Texts
from content.html import Markup, escape, link_to
from content.lessons import Lesson, load_lesson
from content.markup import blocks, listed
from explainer.reading.lessons.lesson_words import linked
from explainer.reading.page_links import PageLinks

SHEET = ("board", "questions", "mistakes")


def cards(names: Sequence[str], texts: Texts, links: PageLinks) -> Markup:
    """Write a card for each lesson, with its question and how long it takes."""
    return Markup("").join(_card(name, texts, links) for name in names)


def _card(name: str, texts: Texts, links: PageLinks) -> Markup:
    lesson = load_lesson(texts.language, name)
    minutes = texts.plural("lesson.minutes", lesson.plan.minutes)
    return Markup(
        '<li class="ec-card"><p class="ec-kicker">{}</p><h2>'
        '<a class="ec-go" href="{}">{}</a></h2><p>{}</p></li>'
    ).format(minutes, links.link(name), lesson.text("title"), lesson.text("description"))


def answer(lesson: Lesson, texts: Texts, links: PageLinks) -> Markup:
    """Write what a lesson answers first: the definition of its strategy, or its own answer."""
    strategy = lesson.plan.strategy
    if strategy:
        return Markup("<p>{}</p>").format(linked(f"brief.{strategy}.definition", texts, links))
    return blocks(lesson.text("answer"), escape)


def sheet(name: str, texts: Texts, links: PageLinks) -> Markup:
    """Write the sheet for whoever teaches a lesson."""
    lesson = load_lesson(texts.language, name)
    time = texts.plural("lessons.time", lesson.plan.class_minutes)
    parts = Markup("").join(
        Markup("<h3>{}</h3>{}").format(
            texts(f"lessons.part.{part}"), listed(lesson.items(f"teacher.{part}"), str)
        )
        for part in SHEET
    )
    to_lesson = link_to(links.link(name), texts("lessons.open"), "ec-go")
    return Markup(
        '<article class="ec-sheet"><h2>{title}</h2>{defined}<p>'
        "<strong>{goal}</strong> {aim}</p><p><strong>{time}</strong></p>{parts}"
        '<p class="ec-onward">{to_lesson} '
        '<button type="button" class="ec-print">{print}</button></p></article>'
    ).format(
        title=lesson.text("title"),
        defined=answer(lesson, texts, links),
        goal=texts("lessons.goal"),
        aim=lesson.text("teacher.goal"),
        time=time,
        parts=parts,
        to_lesson=to_lesson,
        print=texts("lessons.print"),
    )
