"""How the model works: rules, fit, parameters, limits."""

from explainer.view.reading.model_page import model_page as show

__all__ = ["show"]
