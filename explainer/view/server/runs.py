"""Runs of the model: each scenario is simulated once and kept for whoever asks next."""

import math

import streamlit as st

from content import Texts
from content.formats import Formats
from explainer.view.server import turns
from simulations import Comparison, Scenario, compare
from simulations.experiments.premium import premium

KEPT = 48
LARGE = 10_000
"""Shoppers from which a run takes long enough for a progress bar."""
LAST = "large_run"


def result(scenario: Scenario, texts: Texts, formats: Formats) -> Comparison:
    """Return the comparison of a scenario, simulated now or remembered.

    A large run shows its progress, which a cached function cannot; the last one of each
    visitor is remembered.
    """
    if scenario.shoppers < LARGE:
        return remembered(scenario)
    last = st.session_state.get(LAST)
    if last is None or last.scenario != scenario:
        last = _with_progress(scenario, texts, formats)
        st.session_state[LAST] = last
    found: Comparison = last
    return found


def same_again(scenario: Scenario, before: Comparison) -> bool:
    """Simulate once more and say whether every number came out the same."""
    return bool(compare(scenario).to_dict() == before.to_dict())


@st.cache_data(max_entries=KEPT, show_spinner=False, hash_funcs={Scenario: Scenario.to_json})
def remembered(scenario: Scenario) -> Comparison:
    """Return the comparison of a scenario."""
    return compare(scenario)


@st.cache_data(max_entries=16, show_spinner=False)
def premium_gaps(canonical: str) -> dict[str, float]:
    """Return by how many percent more customers of several channels buy again, told four ways.

    Parameters
    ----------
    canonical : str
        A scenario as its JSON; the customers are those of its set-up a.

    Returns
    -------
    dict of str to float
        ``naive`` as a report shows it, ``matched`` among people alike, ``placebo`` with channels
        thrown at random, ``causal`` what combining channels does; NaN where nothing can be said.
    """
    found = premium(Scenario.from_json(canonical))
    several = {
        "naive": found.naive,
        "matched": found.equal_traits,
        "placebo": found.placebo["even"].naive,
        "causal": found.causal,
    }
    relative = {name: gaps["repeat_share"].relative for name, gaps in several.items()}
    return {name: 100 * one.mean if one else math.nan for name, one in relative.items()}


def _with_progress(scenario: Scenario, texts: Texts, formats: Formats) -> Comparison:
    place = st.empty()

    def tell(done: int, total: int) -> None:
        turns.give_way(turns.STEP)
        share = min(1.0, done / total) if total else 1.0
        words = texts("simulator.progress", share=formats.percent(share))
        place.progress(share, text=words)

    tell(0, 1)
    comparison = compare(scenario, progress=tell)
    place.empty()
    return comparison
