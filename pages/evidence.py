"""The evidence cards."""

from explainer.view.reading.evidence import evidence_page


def show() -> None:
    """Show the page."""
    evidence_page()
