"""The glossary: one decision for each term, and what not to confuse it with."""

from html import escape

import streamlit as st

from content.glossary import find_terms
from explainer.view.shell import state


def glossary_page() -> None:
    """Show every term of the visitor's language."""
    texts = state.texts()
    entries = "".join(
        f'<section class="ec-entry" id="{term}" tabindex="-1">'
        f"<h2>{escape(texts(f'glossary.{term}.name'))}</h2>"
        f"<p>{escape(texts(f'glossary.{term}.meaning'))}</p>"
        f'<p class="ec-note">{escape(texts(f"glossary.{term}.decision"))}</p>'
        f'<p class="ec-note">{escape(texts(f"glossary.{term}.beware"))}</p></section>'
        for term in find_terms(texts)
    )
    st.html(
        f"<h1>{escape(texts('evidence.glossary.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("evidence.glossary.lead"))}</p>{entries}'
    )
