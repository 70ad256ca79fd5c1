"""How to reproduce every figure, cite it, and use it in class."""

from explainer.view.reading.guide import guide_page


def show() -> None:
    """Show the page."""
    guide_page()
