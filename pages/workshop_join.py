"""Enter a room with a code, and answer."""

from explainer.view.workshop.phone import join_page as show

__all__ = ["show"]
