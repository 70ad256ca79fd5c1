"""Six questions, before and after."""

from explainer.view.lessons.quiz import quiz_page as show

__all__ = ["show"]
