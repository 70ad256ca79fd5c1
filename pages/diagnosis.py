"""Which strategy fits a company."""

from explainer.view.business.diagnosis_page import diagnosis_page as show

__all__ = ["show"]
