"""The sheet for whoever teaches a lesson."""

from explainer.view.lessons.lessons import teacher_page as show

__all__ = ["show"]
