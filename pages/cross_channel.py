"""A lesson: the cross-channel strategy."""

from explainer.view.lesson import lesson_page

lesson_page("cross_channel")
