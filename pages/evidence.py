"""The evidence cards."""

from explainer.view.reading.evidence import evidence_page

evidence_page()
