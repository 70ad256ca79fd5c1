"""A few questions, the strategy that fits the answers, and where to begin."""

from __future__ import annotations

from functools import partial
from html import escape
from urllib.parse import urlencode

import streamlit as st

from content import Texts
from explainer.business.diagnosis import OPEN, QUESTIONS, advise, cost_shares, scenario_of
from explainer.view.shell import links, sitemap, state
from explainer.view.shell.choosing import one_of
from explainer.view.shell.ways import link

TEAMS = ("product", "marketing", "sales")


def diagnosis_page() -> None:
    """Show the page."""
    texts = state.words()
    st.html(
        f"<h1>{escape(texts('business.diagnosis.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("business.diagnosis.lead"))}</p>'
    )
    answers = {}
    with st.container(key="ec_diagnosis"):
        for name in QUESTIONS:
            answers[name] = one_of(
                f"q_{name}",
                texts(f"business.question.{name}.ask"),
                partial(_answer, texts, name),
            )
    if all(value == OPEN for value in answers.values()):
        nothing = escape(texts("business.diagnosis.nothing"))
        st.html(f'<p class="ec-sentence" id="advice">{nothing}</p>')
    else:
        st.html(_advice(answers, texts))


def _answer(texts: Texts, name: str, value: str) -> str:
    if value == OPEN:
        return texts("business.diagnosis.open")
    return texts(f"business.question.{name}.{value}")


def _advice(answers: dict[str, str], texts: Texts) -> str:
    """Write what fits and why, as HTML."""
    found, formats = advise(answers), state.words()
    scenario = scenario_of(answers, state.scenario())
    strategy = texts(f"terms.strategy.{found.strategy}.name")
    pairs = (reason.partition(".") for reason in found.reasons)
    reasons = [texts(f"business.reason.{name}.{value}") for name, _, value in pairs]
    why = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    first = "".join(
        f"<li>{escape(texts(f'business.first.{found.strategy}.{team}'))}</li>" for team in TEAMS
    )
    once, yearly = cost_shares(found.strategy, scenario)
    cost = texts(
        "business.diagnosis.cost_words",
        once=formats.integer(round(1000 * once)),
        yearly=formats.integer(round(1000 * yearly)),
    )
    query = urlencode(links.query(state.language(), scenario))
    simulator = escape(f"./{sitemap.place('simulator').slug}?{query}", quote=True)
    client = f"./{sitemap.place('client').slug}?{urlencode(state.query('client', other=scenario))}"
    heads = {name: escape(texts(f"business.diagnosis.{name}")) for name in ("why", "first", "cost")}
    return (
        f'<h2 class="ec-finding" id="advice">'
        f"{escape(texts('business.diagnosis.result', strategy=strategy))}</h2>"
        + (f"<h3>{heads['why']}</h3><ul>{why}</ul>" if why else "")
        + f"<h3>{heads['first']}</h3><ul>{first}</ul>"
        f"<h3>{heads['cost']}</h3><p>{escape(cost)}</p>"
        f"<h3>{escape(texts('business.diagnosis.not_when'))}</h3>"
        f"<p>{escape(texts(f'business.not_when.{found.strategy}'))}</p>"
        f'<p class="ec-note">{escape(texts("business.diagnosis.rule"))}</p>'
        f'<p><a class="ec-go" href="{simulator}">'
        f"{escape(texts('business.diagnosis.simulate'))}</a></p>"
        f'<p><a class="ec-go ec-onto" href="{escape(client, quote=True)}">'
        f"{escape(texts('business.diagnosis.present'))}</a></p>"
        f'<p class="ec-note"><a href="{link(found.strategy)}">{escape(strategy)}</a></p>'
    )
