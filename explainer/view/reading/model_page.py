"""How the model works: its rules, its fit to what was measured, its parameters, its limits."""

from html import escape

import streamlit as st

from content.guides import load_guide
from explainer.view.reading import guide_text
from explainer.view.reading.model_fit import fit_report
from explainer.view.reading.model_parameters import parameter_table
from explainer.view.shell import state
from explainer.view.shell.problems import plain

NAME = "model"
FORMULA = "formula"


def model_page() -> None:
    """Show the page in the visitor's language; the limits stand last."""
    texts, formats = state.texts(), state.formats()
    guide = load_guide(state.language(), NAME)
    labels = {FORMULA: texts("model.formula")}

    def write(number: str) -> str:
        """Write a number of a formula as the country does."""
        return plain(float(number), formats)

    written = [
        guide_text.section(number, heading, body, write, labels)
        for number, (heading, body) in enumerate(guide.sections)
    ]
    more = {
        "fit": texts("model.fit.heading"),
        "parameters": texts("model.parameters.heading"),
    }
    st.html(
        f'<div class="ec-guide"><p class="ec-kicker">{escape(texts("model.kicker"))}</p>'
        f"<h1>{escape(guide.meta['title'])}</h1>"
        f'<p class="ec-lead">{escape(guide.meta["description"])}</p>'
        f"{guide_text.contents(guide, texts('model.contents'), more)}"
        f"{''.join(written[:-1])}</div>"
    )
    fit_report(texts, formats)
    parameter_table(texts, formats)
    st.html(f'<div class="ec-guide">{written[-1]}</div>')
