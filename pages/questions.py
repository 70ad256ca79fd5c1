"""Six questions, before and after."""

from explainer.view.lessons.quiz import quiz_page


def show() -> None:
    """Show the page."""
    quiz_page()
