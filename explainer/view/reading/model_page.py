"""The page of the model: its rules, its fit to what was measured, its parameters, its limits."""

import pandas as pd
import streamlit as st

from content.words import Words
from explainer.figures.tables import country_csv
from explainer.reading.model_fit import fit_report
from explainer.reading.model_guide import model_guide
from explainer.view.reading.model_parameters import parameters
from explainer.view.shell import state
from simulations.calibration.report import load_reached


def model_page() -> None:
    """Show the page in the visitor's language; the limits stand last."""
    words = state.words()
    rules, limits = model_guide(words)
    st.html(rules)
    st.html(fit_report(words))
    _fit_file(words)
    parameters(words)
    st.html(limits)


def _fit_file(words: Words) -> None:
    table = pd.json_normalize(load_reached()["rows"])
    st.download_button(
        words("model.fit.csv"),
        data=lambda: country_csv(table, words),
        file_name="fit.csv",
        mime="text/csv",
        key="csv_fit",
        on_click="ignore",
    )
