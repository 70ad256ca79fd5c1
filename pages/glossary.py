"""The glossary."""

from explainer.view.glossary import glossary_page

glossary_page()
