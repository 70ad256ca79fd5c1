"""A lesson: better customers, or were they already."""

from explainer.view.lessons.lesson import lesson_page


def show() -> None:
    """Show the page."""
    lesson_page("better_customers")
