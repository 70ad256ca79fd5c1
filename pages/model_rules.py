"""How the model works: rules, fit, parameters, limits."""

from explainer.view.reading.model_page import model_page


def show() -> None:
    """Show the page."""
    model_page()
