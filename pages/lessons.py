"""All lessons."""

from explainer.view.lessons.lessons import lessons_page

lessons_page()
