"""A lesson: the omnichannel strategy."""

from explainer.view.lessons.lesson import lesson_page

lesson_page("omnichannel")
