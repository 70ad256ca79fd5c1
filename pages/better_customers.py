"""A lesson: better customers, or were they already."""

from explainer.view.lessons.lesson import lesson_page

lesson_page("better_customers")
