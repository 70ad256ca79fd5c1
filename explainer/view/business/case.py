"""A visitor's client: its data from address and session, its range of money, its document."""

from __future__ import annotations

import datetime
from functools import partial

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.business.client import client_scenario
from explainer.exports.pitch.document import Document, make_document
from explainer.exports.pitch.firm import ACCENT, SHOPS, VISITS, Firm
from explainer.results.pitch.money_range import DRAWS, MOST_SHOPPERS, MoneyRange, money_range
from explainer.view.business.business_choices import ASKED, MONEY, NUMBERS, SECTOR
from explainer.view.server import on_demand, runs
from explainer.view.server.shared import SHARED
from explainer.view.server.worker_pool import LONG, Job
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from simulations import Scenario

NAME, COLOUR, RANGE, LOGO = "client_name", "client_colour", "client_range", "client_logo"
PAINTED = "client_logo_painted"
"""Of the session alone: a client's name and logo are in no link."""
SECONDS = 20.0


def firm() -> Firm:
    """Return the client; a number that is not given is our assumption."""
    given = {name: int(state.choice(name)) for name in NUMBERS}
    return Firm(
        name=str(st.session_state.get(NAME, "")),
        shops=given["shops"] or SHOPS,
        visits=given["visits"] or VISITS,
        colour=str(st.session_state.get(COLOUR, ACCENT)),
        known=frozenset(name for name, value in given.items() if value),
        logo=logo(),
        painted=painted(),
    )


def logo() -> bytes:
    """Return the client's logo as a picture made here; empty if there is none."""
    return st.session_state.get(LOGO, b"")


def painted() -> bytes:
    """Return a logo that is an SVG as a PNG, for slides; empty if there is none."""
    return st.session_state.get(PAINTED, b"")


def scenario() -> Scenario:
    """Return the scenario of the client, from the visitor's own one."""
    ticket, buyers = (int(state.choice(name)) for name in ("ticket", "buyers"))
    return client_scenario(state.scenario(), state.choice(SECTOR), ticket, buyers)


def choices() -> dict[str, str]:
    """Return the choices about the client that a link to another page carries."""
    return {name: state.choice(name) for name in (*NUMBERS, SECTOR, ASKED)}


def client_range(scenario: Scenario, words: Words) -> MoneyRange | None:
    """Return the range of a scenario if it is known; else show how to get it, or its progress."""
    job = _job(scenario)
    key, last = st.session_state.get(RANGE, ("", None))
    known: MoneyRange | None = last if key == job.key else SHARED.cached(job.key)
    if known is not None:
        return known
    slot = st.empty()
    if MONEY in state.selected(ASKED):
        on_demand.at_end_of_run(partial(_work, job, slot, words))
        return None
    with slot.container():
        wording = words(
            "business.client.words",
            draws=words.integer(DRAWS),
            people=words.integer(min(scenario.shoppers, MOST_SHOPPERS)),
        )
        st.html(
            Markup('<p class="ec-note">{} {}</p>').format(wording, words("experiments.takes.long"))
        )
        st.button(
            words("experiments.ask"),
            key="ask_money_range",
            type="primary",
            on_click=safely(state.switch),
            args=(ASKED, MONEY),
            kwargs={"on": True},
        )
    return None


def document(scenario: Scenario, money: MoneyRange, words: Words) -> Document:
    """Return the presentation of the client."""
    return make_document(
        firm(),
        money,
        runs.comparison_of(scenario),
        words,
        link=state.address(),
        today=datetime.datetime.now(datetime.UTC).date(),
    )


def _job(scenario: Scenario) -> Job:
    return Job(
        f"money range {DRAWS} {scenario.to_json()}", LONG, SECONDS, money_range, (scenario, DRAWS)
    )


def _work(job: Job, slot: st.delta_generator.DeltaGenerator, words: Words) -> None:
    """Find the range with its progress, then show the page anew with it."""
    stop = partial(state.switch, ASKED, MONEY, on=False)
    progress = on_demand.show_progress(slot, "money_range", stop, words)
    st.session_state[RANGE] = (job.key, SHARED.answer(job, progress))
    st.rerun()
