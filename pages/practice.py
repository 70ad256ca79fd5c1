"""Practice questions in the style of an exam."""

from explainer.view.reading.practice import practice_page as show

__all__ = ["show"]
