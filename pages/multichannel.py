"""A lesson: the multichannel strategy."""

from explainer.view.lessons.lesson import lesson_page

lesson_page("multichannel")
