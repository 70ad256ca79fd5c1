"""The evidence cards."""

from explainer.view.evidence import evidence_page

evidence_page()
