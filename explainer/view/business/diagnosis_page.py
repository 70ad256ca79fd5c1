"""A few questions, the strategy that fits the answers, and where to begin."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from content.html import Markup, fill_each, html_list
from content.words import Words
from explainer.business.answers import (
    FORMER,
    MULTIPLE_CHOICE,
    NOTHING,
    OPEN,
    QUESTIONS,
    SINGLE_CHOICE,
    Answers,
    read_answers,
)
from explainer.business.diagnosis import scenario_of
from explainer.business.diagnosis_words import Diagnosis, write_diagnosis
from explainer.business.payoff import Payoff, find_payoff
from explainer.exports.pitch.tables import column_heads
from explainer.exports.pitch.web_page import table_html
from explainer.view.business.business_choices import asked_as
from explainer.view.server import runs
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.shell.html_parts import note, page_heading
from explainer.view.shell.page_links import carrying, link
from explainer.view.shell.page_links import run as run_of
from simulations import Scenario


def diagnosis_page() -> None:
    """Show the page."""
    words = state.words()
    st.html(page_heading(words("business.diagnosis.title"), words("business.diagnosis.lead")))
    with st.container(key="ec_diagnosis"):
        for name in QUESTIONS:
            _ask(name, words)
    answers = _answers()
    if not answers.given:
        st.html(
            Markup('<p class="ec-sentence" id="advice">{}</p>').format(
                words("business.diagnosis.nothing")
            )
        )
        return
    base = state.scenario()
    with runs.first_result(scenario_of(answers, base), words):
        payoff = find_payoff(answers, base, lambda scenario: runs.result(scenario, words))
        diagnosis = write_diagnosis(payoff, words)
        st.html(_finding(diagnosis))
    st.html(_advice(payoff, diagnosis, words))


def _answers() -> Answers:
    single = {name: state.choice(asked_as(name)) for name in (*SINGLE_CHOICE, *FORMER)}
    several = {name: state.selected(asked_as(name)) for name in MULTIPLE_CHOICE}
    return read_answers(single, several["channels"], several["pieces"])


def _ask(name: str, words: Words) -> None:
    """Ask one question."""
    ask = words(f"business.question.{name}.ask")
    if name == "channels":
        _ask_channels(ask, words)
    elif name == "pieces":
        _ask_capabilities(ask, words)
    else:
        choice_buttons(asked_as(name), ask, partial(_answer, words, name))


def _answer(words: Words, name: str, value: str) -> str:
    if value == OPEN:
        return words("business.diagnosis.open")
    return words(f"business.question.{name}.{value}")


def _ask_channels(ask: str, words: Words) -> None:
    key, chosen = asked_as("channels"), _answers().channels
    st.session_state[key] = [
        channel for channel in MULTIPLE_CHOICE["channels"] if channel in chosen
    ]
    st.pills(
        ask,
        MULTIPLE_CHOICE["channels"],
        selection_mode="multi",
        format_func=lambda channel: words(f"terms.channel.{channel}"),
        key=key,
        on_change=safely(_take_channels),
        args=(key,),
    )
    if chosen and not _answers().selling:
        st.html(note(words("business.question.channels.no_sale")))


def _take_channels(key: str) -> None:
    _keep("channels", st.session_state.get(key) or ())


def _ask_capabilities(ask: str, words: Words) -> None:
    """Ask for the nine pieces, each in the words of the glossary, and for none of them."""
    chosen = _answers().capabilities
    with st.container(key="ec_pieces", gap="small"):
        st.html(Markup("<p>{}</p>").format(ask))
        for capability in MULTIPLE_CHOICE["pieces"]:
            if capability == NOTHING:
                label, on = words("business.question.pieces.nothing"), chosen == frozenset()
            else:
                name, meaning = (
                    words(f"terms.capability.{capability}.{n}") for n in ("name", "meaning")
                )
                label = words("business.question.pieces.one", name=name, meaning=meaning)
                on = capability in (chosen or ())
            key = f"q_piece_{capability}"
            st.session_state[key] = on
            st.checkbox(label, key=key, on_change=safely(_take_capability), args=(capability, key))


def _take_capability(capability: str, key: str) -> None:
    """Keep a piece that is ticked or not; none of them and some of them shut each other out."""
    on, chosen = bool(st.session_state.get(key)), set(_answers().capabilities or ())
    if capability == NOTHING:
        chosen = {NOTHING} if on else set()
    else:
        chosen = chosen | {capability} if on else chosen - {capability}
    _keep("pieces", chosen)


def _keep(name: str, chosen: Iterable[str]) -> None:
    """Keep what was chosen; it replaces the answers of older links to the same question."""
    kind = state.subset(asked_as(name))
    before = {"channels": ("online",), "pieces": ("prices", "goals")}[name]
    state.choose(asked_as(name), kind.write(frozenset(chosen)))
    for former in before:
        state.choose(asked_as(former), OPEN)


def _finding(diagnosis: Diagnosis) -> Markup:
    """Write what fits and whether it pays, and what the simulation says of each step."""
    checks = fill_each('<p class="ec-sentence">{}</p>', diagnosis.checks)
    return Markup('<h2 class="ec-finding" id="advice">{}</h2>{}').format(diagnosis.title, checks)


def _advice(payoff: Payoff, diagnosis: Diagnosis, words: Words) -> Markup:
    """Write why, what is missing, what to do first and what it costs, as HTML."""
    columns = column_heads("facts", words)
    sections = {
        "why": html_list(diagnosis.reasons) if diagnosis.reasons else Markup(),
        "pieces": html_list(diagnosis.capabilities),
        "first": html_list(diagnosis.first),
        "cost": Markup("<p>{}</p>").format(diagnosis.cost),
        "not_when": Markup("<p>{}</p>").format(diagnosis.not_when),
        "grounds": table_html(columns, diagnosis.grounds),
    }
    parts = fill_each(
        "<h3>{}</h3>{}",
        ((words(f"business.diagnosis.{name}"), part) for name, part in sections.items() if part),
    )
    return parts + Markup('<p class="ec-note">{}</p>{}').format(
        words("business.diagnosis.rule"), _links(payoff, diagnosis, words)
    )


def _links(payoff: Payoff, diagnosis: Diagnosis, words: Words) -> Markup:
    """Write the links: the run of what is advised, what would have to change, the case."""
    shown, fits = payoff.step or payoff.trials[0], payoff.trials[0]
    links = [(run_of(shown.scenario), diagnosis.simulate)]
    if shown is not fits:
        links.append((run_of(fits.scenario), words("business.diagnosis.simulate.fits")))
    if payoff.start is None and not payoff.keeps:
        target = run_of(fits.scenario, "chapter", chapter="money", asked="map")
        links.append((target, words("business.diagnosis.break_even")))
    entries = fill_each('<p><a class="ec-go" href="{}">{}</a></p>', links)
    onto = _client_link(shown.scenario, words) if payoff.advice.kind != "complete" else Markup()
    return entries + Markup('{}<p class="ec-note"><a href="{}">{}</a></p>').format(
        onto, link(payoff.strategy), words(f"site.title.{payoff.strategy}")
    )


def _client_link(scenario: Scenario, words: Words) -> Markup:
    """Write the way to a case that is made of the answers: it proposes what side b has."""
    return Markup(
        '<p><a class="ec-go ec-onto" href="{}">{}</a></p><p class="ec-note">{}</p>'
    ).format(
        carrying("client", scenario),
        words("business.diagnosis.present"),
        words("business.diagnosis.worlds"),
    )
