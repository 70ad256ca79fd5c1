"""A lesson: the omnichannel strategy."""

from explainer.view.lesson import lesson_page

lesson_page("omnichannel")
