"""Six questions, before and after."""

from explainer.view.quiz import quiz_page

quiz_page()
