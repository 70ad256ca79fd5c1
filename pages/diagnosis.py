"""Which strategy fits a company."""

from explainer.view.business.diagnosis_page import diagnosis_page


def show() -> None:
    """Show the page."""
    diagnosis_page()
