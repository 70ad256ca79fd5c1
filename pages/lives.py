"""Twin lives: one person, the same luck, two retailers."""

from explainer.view.lives.lives_page import lives_page


def show() -> None:
    """Show the page."""
    lives_page()
