"""All lessons."""

from explainer.view.lessons.lessons import lessons_page


def show() -> None:
    """Show the page."""
    lessons_page()
