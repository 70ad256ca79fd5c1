"""How to lead a workshop, minute by minute."""

from explainer.view.workshop.facilitating import guide_page


def show() -> None:
    """Show the page."""
    guide_page()
