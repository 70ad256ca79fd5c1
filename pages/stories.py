"""Short stories, each to be replayed."""

from explainer.view.reading.stories import stories_page


def show() -> None:
    """Show the page."""
    stories_page()
