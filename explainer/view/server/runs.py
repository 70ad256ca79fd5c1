"""Runs of the model: each scenario is simulated once and cached for all visitors.

An ordinary run is made at once. One that costs more goes to the workers for what takes long, and
shows its progress; no visitor waits for somebody else's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st

from content.words import Words
from explainer.view.server.shared import SHARED
from explainer.view.server.worker_pool import LONG, QUICK, Job, Progress
from simulations import Comparison, Scenario, compare
from simulations.engine.cost import cost

MOST_AT_ONCE = 4.0
"""Cost, in comparisons of the first scenario, up to which a run is ordinary."""
SECONDS = 0.1
"""That one of those takes, roughly."""
LAST = "large_run"


def ordinary(scenario: Scenario) -> bool:
    """Whether a run costs so little that it is made whenever a page wants it."""
    return cost(scenario) <= MOST_AT_ONCE


@contextmanager
def first_result(scenario: Scenario, words: Words) -> Iterator[Comparison]:
    """Give the comparison of a scenario, to be shown within: ``with first_result(…)``.

    What follows on the page comes after the results of others. Each step of a drag begins a run of
    its own. One that a newer step has replaced while it was queued ends there, before it
    simulates anything: Streamlit ends a run that looks at its session.
    """
    yield comparison_of(scenario) if ordinary(scenario) else _large(scenario, words)
    SHARED.scheduler.result_shown()


def yield_turn() -> None:
    """Let runs go first that wait for a result; to be called between the parts of a page."""
    SHARED.scheduler.yield_turn()


def check_stopped() -> None:
    """Let Streamlit end this run if a newer one has replaced it, or the visitor has left."""
    st.session_state.get("anything")


def comparison_of(scenario: Scenario) -> Comparison:
    """Return the comparison of a scenario, simulated now or cached."""
    return SHARED.answer(_job(scenario), lambda _done, _total: check_stopped())


def result(scenario: Scenario, words: Words, name: str = "") -> Comparison:
    """Return the comparison of a scenario; one that takes long shows its progress, and its name."""
    comparison = cached(scenario)
    if comparison is not None:
        return comparison
    return comparison_of(scenario) if ordinary(scenario) else _with_progress(scenario, words, name)


def long_answer(key: str, seconds: float, work: Callable[..., Any], *args: Any) -> Any:
    """Return what work comes to that takes long, done now or remembered.

    Parameters
    ----------
    key : str
        What identifies the answer, whoever asks.
    seconds : float
        What it takes, roughly.
    work : callable
        A function of a module, called as ``work(*args, progress=…)``.
    *args : object
        Its arguments.
    """
    return SHARED.answer(Job(key, LONG, seconds, work, args), lambda _done, _total: between_steps())


def between_steps() -> None:
    """Let others go first, where heavy work is done in this process, and let Streamlit end it."""
    if not SHARED.workers.has(LONG):
        SHARED.scheduler.step()
    check_stopped()


def report_shares(show: Callable[[float], None]) -> Progress:
    """Return a callback for heavy work that shows each new share of it, from 0 to 1; 0 is shown."""
    shown = -1.0

    def progress(done: int, total: int) -> None:
        nonlocal shown
        between_steps()
        share = min(1.0, done / total) if total else 1.0
        if share != shown:
            shown = share
            show(share)

    progress(0, 1)
    return progress


def cached(scenario: Scenario) -> Comparison | None:
    """Return the comparison of a scenario if it is cached."""
    last: Comparison | None = st.session_state.get(LAST)
    if last is not None and last.scenario == scenario:
        return last
    return SHARED.cached(_job(scenario).key)


def reproduces(scenario: Scenario, before: Comparison) -> bool:
    """Simulate once more and return whether every number came out the same."""
    job = _job(scenario)
    comparison: Comparison = SHARED.compute(job, lambda _done, _total: check_stopped())
    return bool(comparison.to_dict() == before.to_dict())


def _job(scenario: Scenario) -> Job:
    lane = QUICK if ordinary(scenario) else LONG
    key = f"compare {scenario.to_json()}"
    return Job(key, lane, SECONDS * cost(scenario), compare, (scenario,))


def _large(scenario: Scenario, words: Words) -> Comparison:
    """Return the comparison of a run that takes long, with its progress.

    The last one of each visitor is remembered, whatever the others do.
    """
    comparison = result(scenario, words)
    st.session_state[LAST] = comparison
    return comparison


def _with_progress(scenario: Scenario, words: Words, name: str = "") -> Comparison:
    slot = st.empty()

    def show(share: float) -> None:
        wording = words("simulator.progress", share=words.percent(share))
        if name:
            wording = f"{words('pins.running', name=name)} {words.percent(share)}"
        slot.progress(share, text=wording)

    comparison: Comparison = SHARED.answer(_job(scenario), report_shares(show))
    slot.empty()
    return comparison
