"""The strip 'your business': what the difference comes to for a whole company."""

from __future__ import annotations

from functools import partial

import streamlit as st

from content.html import Markup
from explainer.results.company.arithmetic import (
    CUSTOMERS,
    PURCHASE,
    SHOPS,
    USUAL_CUSTOMERS,
    USUAL_SHOPS,
    Company,
    company_question,
    over,
    usual_purchase,
)
from explainer.results.company.block import company_block, total_sentence
from explainer.results.measures import Reading
from explainer.view.server import runs
from explainer.view.server.on_demand import ask
from explainer.view.shell import state
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.widgets.fields.number_field import number_field
from simulations import Scenario

UNSAID = "0"
"""In the address: as it is usual."""
ENDS = {"shops": SHOPS, "customers": CUSTOMERS, "purchase": PURCHASE}


def company_strip(reading: Reading, scenario: Scenario) -> None:
    """Show four numbers that a client knows, the company's total, and what would make it pay."""
    words = reading.words
    with st.container(key="ec_company"):
        st.html(
            Markup('<h2 class="ec-finding">{}</h2><p class="ec-note">{}</p>').format(
                words("company.heading"), words("company.lead")
            )
        )
        with st.container(key="ec_company_fields"):
            company = _company(reading, scenario)
        if company is None:
            return
        whole = over(scenario, company.years)
        same = whole == reading.comparison.scenario
        comparison = reading.comparison if same else runs.result(whole, words)
        total = total_sentence(comparison, company, reading)
        st.html(
            Markup('<p class="ec-sentence" role="status"><strong>{}.</strong></p>').format(total)
        )
        wording = words("company.words", people=words.integer(company.people))
        question = company_question(scenario, wording, words("experiments.takes.some"))
        ask(
            question,
            lambda answer: [company_block(answer, comparison, company, reading)],
            words,
        )


def _company(reading: Reading, scenario: Scenario) -> Company | None:
    """Ask for the four numbers; None while one of them is not legal."""
    usual = {
        "shops": USUAL_SHOPS,
        "customers": USUAL_CUSTOMERS,
        "purchase": usual_purchase(scenario),
    }
    given = [_field(name, usual[name], reading) for name in ENDS]
    texts = reading.words
    years = int(
        choice_buttons(
            "years", texts("company.years"), lambda n: texts.plural("lesson.years", int(n))
        )
    )
    shops, customers, purchase = given
    if shops is None or customers is None or purchase is None:
        return None
    return Company(int(shops), int(customers), purchase, years)


def _field(name: str, usual: int, reading: Reading) -> float | None:
    chosen = state.choice(name)
    return number_field(
        reading.words(f"company.{name}", currency=reading.words.currency_sign)
        if name == "purchase"
        else reading.words(f"company.{name}"),
        usual,
        ENDS[name],
        name=f"company_{name}",
        words=reading.words,
        whole=True,
        given=None if chosen == UNSAID else float(chosen),
        take=partial(_take, name),
    )


def _take(name: str, number: float) -> None:
    state.choose(name, str(int(number)))
