"""Practice questions in the style of an exam."""

from explainer.view.reading.practice import practice_page


def show() -> None:
    """Show the page."""
    practice_page()
