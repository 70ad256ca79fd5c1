"""All lessons."""

from explainer.view.lessons import lessons_page

lessons_page()
