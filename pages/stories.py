"""Short stories, each to be replayed."""

from explainer.view.reading.stories import stories_page as show

__all__ = ["show"]
