"""Open a room, lead it, and project it."""

from explainer.view.workshop.opening import workshop_page as show

__all__ = ["show"]
