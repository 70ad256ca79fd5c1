"""A lesson: the single-channel strategy."""

from explainer.view.lessons.lesson import lesson_page

lesson_page("single")
