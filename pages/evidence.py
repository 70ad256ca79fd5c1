"""The evidence cards."""

from explainer.view.reading.evidence import evidence_page as show

__all__ = ["show"]
