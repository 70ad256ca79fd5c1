"""Two strategies side by side."""

from explainer.view.reading.compare import compare_page as show

__all__ = ["show"]
