"""A lesson: one count of what there is, seen by every channel."""

from explainer.view.lessons.lesson import lesson_page

lesson_page("shared_stock")
