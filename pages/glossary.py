"""The glossary."""

from explainer.view.reading.glossary import glossary_page as show

__all__ = ["show"]
