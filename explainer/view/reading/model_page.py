"""The page of the model: its rules, its fit to what was measured, its parameters, its limits."""

import pandas as pd
import streamlit as st

from content import Texts
from content.formats import Formats
from explainer.figures.tables import country_csv
from explainer.reading.model_fit import fit_report
from explainer.reading.model_guide import model_guide
from explainer.view.reading.model_parameters import parameters
from explainer.view.shell import state
from simulations.calibration.report import load_reached


def model_page() -> None:
    """Show the page in the visitor's language; the limits stand last."""
    texts, formats = state.texts(), state.formats()
    rules, limits = model_guide(texts, formats)
    st.html(rules)
    st.html(fit_report(texts, formats))
    _fit_file(texts, formats)
    parameters(texts, formats)
    st.html(limits)


def _fit_file(texts: Texts, formats: Formats) -> None:
    frame = pd.json_normalize(load_reached()["rows"])
    st.download_button(
        texts("model.fit.csv"),
        data=lambda: country_csv(frame, formats),
        file_name="fit.csv",
        mime="text/csv",
        key="csv_fit",
        on_click="ignore",
    )
