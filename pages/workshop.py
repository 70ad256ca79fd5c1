"""Open a room, lead it, and project it."""

from explainer.view.workshop.opening import workshop_page


def show() -> None:
    """Show the page."""
    workshop_page()
