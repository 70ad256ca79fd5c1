"""A lesson: when integrating does not pay for itself."""

from explainer.view.lessons.lesson import lesson_page


def show() -> None:
    """Show the page."""
    lesson_page("when_it_does_not_pay")
