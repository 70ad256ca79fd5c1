"""The country and currency of the amounts: shown beside the first amount, and changed there."""

import streamlit as st

from content import Texts
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from simulations import COUNTRIES

KEPT_KNOBS = ("population.crossing_share", "population.patience")
"""What the visitor set with a main dial and keeps when the market changes."""


def country_line(texts: Texts) -> None:
    """Say the country and the code of its money; open, it lets the visitor choose another."""
    country, key = state.scenario().country, "country_of_money"
    st.session_state[key] = country
    with st.container(key="ec_country"):
        label = texts("settings.country", name=named(country, texts))
        with st.expander(label, key=f"country_{country}"):
            st.segmented_control(
                texts("fields.country"),
                tuple(COUNTRIES),
                format_func=lambda code: named(code, texts),
                key=key,
                on_change=safely(choose_market),
                args=("country", key),
                required=True,
            )


def named(code: str, texts: Texts) -> str:
    """Name a country with the code of its money: a "$" alone is that of many."""
    return f"{texts(f'terms.country.{code}')} · {COUNTRIES[code].currency}"


def choose_market(name: str, key: str) -> None:
    """Move to another market; it brings its prices and habits, not the visitor's settings."""
    if state.is_stale(lambda shown: shown.get(name), st.session_state[key]):
        return
    kept = {knob: state.scenario().get(knob) for knob in KEPT_KNOBS}
    state.change_knobs({name: st.session_state[key], **kept}, name)
