"""A lesson: the omnichannel strategy."""

from explainer.view.lessons.lesson import lesson_page


def show() -> None:
    """Show the page."""
    lesson_page("omnichannel")
