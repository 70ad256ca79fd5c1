"""The glossary."""

from explainer.view.reading.glossary import glossary_page


def show() -> None:
    """Show the page."""
    glossary_page()
