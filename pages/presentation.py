"""A presentation in front of a client."""

from explainer.view.business.show_page import show_page


def show() -> None:
    """Show the page."""
    show_page()
