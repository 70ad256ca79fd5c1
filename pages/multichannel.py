"""A lesson: the multichannel strategy."""

from explainer.view.lesson import lesson_page

lesson_page("multichannel")
