"""How to reproduce every figure, cite it, and use it in class."""

from explainer.view.reading.guide import guide_page as show

__all__ = ["show"]
