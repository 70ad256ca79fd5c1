"""A lesson: from a single channel to omnichannel."""

from explainer.view.lessons.lesson import lesson_page


def show() -> None:
    """Show the page."""
    lesson_page("the_road")
