"""A lesson: one count of what there is, seen by every channel."""

from explainer.view.lessons.lesson import lesson_page


def show() -> None:
    """Show the page."""
    lesson_page("shared_stock")
