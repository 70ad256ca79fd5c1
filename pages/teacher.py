"""The sheet for whoever teaches a lesson."""

from explainer.view.lessons.lessons import teacher_page


def show() -> None:
    """Show the page."""
    teacher_page()
