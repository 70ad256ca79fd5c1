"""Short stories, each to be replayed."""

from explainer.view.stories import stories_page

stories_page()
