"""A lesson: the report of one channel falls while the company gains."""

from explainer.view.lessons.lesson import lesson_page

lesson_page("dashboard_trap")
