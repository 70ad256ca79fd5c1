"""A lesson: nine seams between channels, one at a time."""

from explainer.view.lessons.lesson import lesson_page


def show() -> None:
    """Show the page."""
    lesson_page("seams")
