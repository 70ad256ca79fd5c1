"""A lesson: nine seams between channels, one at a time."""

from explainer.view.lesson import lesson_page

lesson_page("seams")
