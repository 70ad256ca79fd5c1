"""A few questions, the strategy that fits the answers, and where to begin."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.business.answers import (
    FORMER,
    NOTHING,
    ONE,
    OPEN,
    QUESTIONS,
    SEVERAL,
    Answers,
    read_answers,
)
from explainer.business.diagnosis import advise, scenario_of
from explainer.business.diagnosis_words import check, tell
from explainer.exports.pitch.web_page import table_html
from explainer.view.business.business_places import asked_as
from explainer.view.server import runs
from explainer.view.shell import sitemap, state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choosing import one_of
from explainer.view.shell.ways import link
from explainer.view.shell.ways import run as run_of
from simulations import Scenario


def diagnosis_page() -> None:
    """Show the page."""
    words = state.words()
    st.html(
        Markup('<h1>{}</h1><p class="ec-lead">{}</p>').format(
            words("business.diagnosis.title"), words("business.diagnosis.lead")
        )
    )
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
    scenario = scenario_of(answers, state.scenario())
    st.html(_finding(answers, scenario, words))
    _whether_it_pays(answers, scenario, words)
    st.html(_advice(answers, scenario, words))


def _answers() -> Answers:
    one = {name: state.choice(asked_as(name)) for name in (*ONE, *FORMER)}
    several = {name: state.picked(asked_as(name)) for name in SEVERAL}
    return read_answers(one, several["channels"], several["pieces"])


def _ask(name: str, words: Words) -> None:
    """Ask one question."""
    ask = words(f"business.question.{name}.ask")
    if name == "channels":
        _ask_channels(ask, words)
    elif name == "pieces":
        _ask_pieces(ask, words)
    else:
        one_of(asked_as(name), ask, partial(_answer, words, name))


def _answer(words: Words, name: str, value: str) -> str:
    if value == OPEN:
        return words("business.diagnosis.open")
    return words(f"business.question.{name}.{value}")


def _ask_channels(ask: str, words: Words) -> None:
    key, now = asked_as("channels"), _answers().channels
    st.session_state[key] = [one for one in SEVERAL["channels"] if one in now]
    st.pills(
        ask,
        SEVERAL["channels"],
        selection_mode="multi",
        format_func=lambda one: words(f"terms.channel.{one}"),
        key=key,
        on_change=safely(_take_channels),
        args=(key,),
    )


def _take_channels(key: str) -> None:
    _keep("channels", st.session_state.get(key) or ())


def _ask_pieces(ask: str, words: Words) -> None:
    """Ask for the nine pieces, each in the words of the glossary, and for none of them."""
    now = _answers().pieces
    with st.container(key="ec_pieces", gap="small"):
        st.html(Markup("<p>{}</p>").format(ask))
        for piece in SEVERAL["pieces"]:
            if piece == NOTHING:
                label, on = words("business.question.pieces.nothing"), now == frozenset()
            else:
                name, meaning = (
                    words(f"terms.capability.{piece}.{n}") for n in ("name", "meaning")
                )
                label = words("business.question.pieces.one", name=name, meaning=meaning)
                on = piece in (now or ())
            key = f"q_piece_{piece}"
            st.session_state[key] = on
            st.checkbox(label, key=key, on_change=safely(_take_piece), args=(piece, key))


def _take_piece(piece: str, key: str) -> None:
    """Keep a piece that is ticked or not; none of them and some of them shut each other out."""
    on, now = bool(st.session_state.get(key)), set(_answers().pieces or ())
    if piece == NOTHING:
        now = {NOTHING} if on else set()
    else:
        now = now | {piece} if on else now - {piece}
    _keep("pieces", now)


def _keep(name: str, chosen: Iterable[str]) -> None:
    """Keep what was picked; from now on it stands for what older links asked in its place."""
    kind = state.some(asked_as(name))
    before = {"channels": ("online",), "pieces": ("prices", "goals")}[name]
    state.choose(asked_as(name), kind.write(frozenset(chosen)))
    for former in before:
        state.choose(asked_as(former), OPEN)


def _finding(answers: Answers, scenario: Scenario, words: Words) -> Markup:
    title = tell(answers, scenario, words).title
    return Markup('<h2 class="ec-finding" id="advice">{}</h2>').format(title)


def _whether_it_pays(answers: Answers, scenario: Scenario, words: Words) -> None:
    with runs.first(scenario, words) as found:
        told = check(advise(answers).kind, found, words)
        if told:
            st.html(Markup('<p class="ec-sentence">{}</p>').format(told))


def _advice(answers: Answers, scenario: Scenario, words: Words) -> Markup:
    """Write why, what is missing, what to do first and what it costs, as HTML."""
    told, advice = tell(answers, scenario, words), advise(answers)
    columns = [words(f"business_pitch.client.column_{n}") for n in ("what", "value", "origin")]
    said = {
        "why": _list(told.reasons) if told.reasons else Markup(),
        "pieces": _list(told.pieces),
        "first": _list(told.first),
        "cost": Markup("<p>{}</p>").format(told.cost),
        "not_when": Markup("<p>{}</p>").format(told.not_when),
        "grounds": table_html(columns, told.grounds),
    }
    parts = Markup().join(
        Markup("<h3>{}</h3>{}").format(words(f"business.diagnosis.{name}"), part)
        for name, part in said.items()
        if part
    )
    return parts + Markup(
        '<p class="ec-note">{rule}</p><p><a class="ec-go" href="{run}">{simulate}</a></p>'
        '{onto}<p class="ec-note"><a href="{strategy}">{name}</a></p>'
    ).format(
        rule=words("business.diagnosis.rule"),
        run=run_of(scenario),
        simulate=told.simulate,
        onto=_onto(scenario, words) if advice.kind != "complete" else "",
        strategy=link(advice.strategy),
        name=words(f"terms.strategy.{advice.strategy}.name"),
    )


def _onto(scenario: Scenario, words: Words) -> Markup:
    """Write the way to a case that is made of the answers: it proposes what side b has."""
    client = f"./{sitemap.place('client').slug}?{urlencode(state.query('client', other=scenario))}"
    return Markup('<p><a class="ec-go ec-onto" href="{}">{}</a></p>').format(
        client, words("business.diagnosis.present")
    )


def _list(lines: tuple[str, ...]) -> Markup:
    return (
        Markup("<ul>")
        + Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
        + Markup("</ul>")
    )
