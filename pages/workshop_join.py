"""Enter a room with a code, and answer."""

from explainer.view.workshop.phone import join_page


def show() -> None:
    """Show the page."""
    join_page()
