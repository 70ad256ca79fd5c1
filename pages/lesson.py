"""A lesson: the one that the address names."""

from explainer.view.lessons.lesson import lesson_page
from explainer.view.shell import state


def show() -> None:
    """Show the page."""
    lesson_page(state.current_page().name)
