"""A lesson: nine seams between channels, one at a time."""

from explainer.view.lessons.lesson import lesson_page

lesson_page("seams")
