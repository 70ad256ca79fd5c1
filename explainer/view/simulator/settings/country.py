"""The country and currency of the amounts: shown beside the first amount, and changed there."""

from collections.abc import Sequence

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
    with st.container(key="ec_country"):
        label = texts("settings.country", name=named(country, texts))
        with st.expander(label, key=f"country_{country}"):
            market_buttons("country", tuple(COUNTRIES), key, texts)


def market_buttons(name: str, choices: Sequence[str], key: str, texts: Texts) -> None:
    """Show the choice of the country, or of the category, as a row of buttons."""
    st.session_state[key] = state.scenario().get(name)
    st.segmented_control(
        texts(f"fields.{name}"),
        choices,
        format_func=lambda code: (
            named(code, texts) if name == "country" else texts(f"terms.{name}.{code}")
        ),
        key=key,
        on_change=safely(choose_market),
        args=(name, key),
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
