"""Two strategies side by side."""

from explainer.view.reading.compare import compare_page

compare_page()
