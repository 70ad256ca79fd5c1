"""The glossary."""

from explainer.view.reading.glossary import glossary_page

glossary_page()
