"""Twin lives: one person, the same luck, two retailers."""

from explainer.view.lives.lives_page import lives_page as show

__all__ = ["show"]
