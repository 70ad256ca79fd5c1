"""Two strategies side by side."""

from explainer.view.compare import compare_page

compare_page()
