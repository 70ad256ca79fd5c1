"""How to lead a workshop, minute by minute."""

from explainer.view.workshop.facilitating import guide_page as show

__all__ = ["show"]
