"""Two strategies side by side."""

from explainer.view.reading.compare import compare_page


def show() -> None:
    """Show the page."""
    compare_page()
