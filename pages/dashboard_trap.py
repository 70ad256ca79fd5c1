"""A lesson: the report of one channel falls while the company gains."""

from explainer.view.lessons.lesson import lesson_page


def show() -> None:
    """Show the page."""
    lesson_page("dashboard_trap")
