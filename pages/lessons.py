"""All lessons."""

from explainer.view.lessons.lessons import lessons_page as show

__all__ = ["show"]
