"""A presentation in front of a client."""

from explainer.view.business.show_page import show_page as show

__all__ = ["show"]
