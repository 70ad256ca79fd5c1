"""The presentation: five screens for whoever stands in front of a client, and their keys."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from content import Texts
from explainer.exports.pitch.document import Document
from explainer.figures.drawings.qr import LONGEST, qr_svg
from explainer.view.business import case
from explainer.view.business.business_places import STEP, STEPS
from explainer.view.business.logo_part import logo_html
from explainer.view.business.shown import (
    cases_html,
    course_html,
    facts_html,
    hundred_html,
    tale_html,
)
from explainer.view.shell import links, sitemap, state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choosing import one_of
from explainer.view.shell.ways import address, link
from simulations import Scenario

_SCRIPT = Path(__file__).with_name("show.js")
WRONG = 0.3
"""Share of wrong records in the state that answers doubts about data."""


def show_page() -> None:
    """Show the page."""
    words = state.words()
    own = case.scenario()
    step = state.choice(STEP)
    with st.container(key="ec_pitch"):
        title = st.empty()  # stands before what `found` shows while there is nothing yet
        money = case.found(own, words)
        if money is None:
            title.html(
                f"<h1>{escape(words('business.show.title'))}</h1>"
                f'<p class="ec-lead">{escape(words("business.client.before"))}</p>'
            )
        else:
            told = case.document(own, money, words)
            st.html(f'<div class="ec-screen">{_screen(step, told, words)}</div>')
            picture, below = _picture(step, told, words), _below(step, told)
            if picture:
                style.show(picture)
            if below:
                st.html(below)
            if step == STEPS[-1]:
                st.html(_objections(own, words))
    _steps(step, words)
    _notes(step, words)


def _screen(step: str, told: Document, texts: Texts) -> str:
    """Write one screen as HTML."""
    if step == "client":
        name = told.name or texts("business_pitch.nameless")
        return (
            f'{logo_html(name)}<p class="ec-kicker">{escape(name)}</p>'
            f"<h1>{escape(told.client_title)}</h1>"
            f"<p>{escape(told.client_lead)}</p>{facts_html(told, texts)}"
        )
    if step == "person":
        title = told.tale.title if told.tale else texts("business_pitch.step.person")
        return f"<h1>{escape(title)}</h1>{tale_html(told, texts)}"
    if step == "hundred":
        return f"<h1>{escape(told.hundred_title)}</h1>"
    if step == "money":
        return f"<h1>{escape(told.claim)}</h1><p>{escape(told.lead)}</p>{cases_html(told, texts)}"
    return _take(told, texts)


def _picture(step: str, told: Document, texts: Texts) -> str:
    """Return the drawing of a screen, if it has one."""
    if step == "hundred":
        return hundred_html(told)
    if step == "money":
        return course_html(told, texts)
    if step == "take" and len(told.link) <= LONGEST:
        return f'<div class="ec-pitch-code">{qr_svg(told.link, texts("business_pitch.link"))}</div>'
    return ""


def _below(step: str, told: Document) -> str:
    """Write what stands under the drawing."""
    if step == "hundred":
        return f"<p>{escape(told.hundred_words)}</p>"
    if step == "money":
        return (
            f"<p><strong>{escape(told.half)}</strong></p>"
            f'<div class="ec-also"><p>{escape(told.cost)}</p><p>{escape(told.better)}</p>'
            f"<p>{escape(told.not_for_you)}</p></div>"
        )
    return ""


def _take(told: Document, texts: Texts) -> str:
    back = link("client", **case.choices())
    return (
        f"<h1>{escape(texts('business_pitch.take.first'))}</h1><p>{escape(told.first_steps)}</p>"
        f"<p>{escape(told.limits)} {escape(told.honest)}</p>"
        f"<p>{escape(texts('business_pitch.take.words'))}"
        f' <a href="{back}">{escape(texts("business.client.files"))}</a></p>'
    )


def _objections(own: Scenario, texts: Texts) -> str:
    """Write the cards: what a client says, what to answer, and the state that shows it."""
    few = {**case.choices(), "shops": "1", "visits": "500"}
    targets = {
        "app": _simulator(own),
        "small": address("client", **few),
        "compete": address("dashboard_trap"),
        "data": _simulator(own.with_values({"b.data_error": WRONG})),
        "not_for_you": address("when_it_does_not_pay"),
    }
    cards = "".join(
        f'<details name="objection">'
        f"<summary>{escape(texts(f'business.objection.{name}.says'))}</summary>"
        f"<div><p>{escape(texts(f'business.objection.{name}.answer'))}</p>"
        f'<p><a href="{escape(target, quote=True)}">'
        f"{escape(texts(f'business.objection.{name}.go'))}</a></p></div></details>"
        for name, target in targets.items()
    )
    heading = escape(texts("business.show.objections"))
    return f'<div class="ec-objections"><h2>{heading}</h2><div>{cards}</div></div>'


def _simulator(scenario: Scenario) -> str:
    query = links.query(state.language(), scenario)
    return f"./{sitemap.place('simulator').slug}?{urlencode(query)}"


def _steps(step: str, texts: Texts) -> None:
    """Show the way through the screens, and what the keys do."""
    place = STEPS.index(step)
    with st.container(key="ec_pitch_ways"):
        ways = st.container(key="ec_pitch_buttons", horizontal=True)
        for name, target in (("previous", place - 1), ("next", place + 1)):
            ways.button(
                texts(f"business.show.{name}"),
                key=f"pitch_{name}",
                disabled=not 0 <= target < len(STEPS),
                on_click=safely(state.choose),
                args=(STEP, STEPS[min(max(target, 0), len(STEPS) - 1)]),
            )
        full = escape(texts("business.show.full"))
        ways.html(f'<button type="button" class="ec-button ec-pitch-full">{full}</button>')
        one_of(
            STEP,
            texts("business.show.steps"),
            lambda name: texts(f"business.step.{name}"),
            key="pitch_step",
        )
        back = link("client", **case.choices())
        st.html(
            f'<p class="ec-note">{escape(texts("business.show.keys"))}</p>'
            f'<p><a href="{back}">{escape(texts("business.show.back"))}</a></p>'
        )


def _notes(step: str, texts: Texts) -> None:
    """Show what whoever presents may say, and bring the keys."""
    notes = texts(f"business_pitch.notes.{step}")
    with st.container(key="ec_pitch_notes"):
        st.html(
            f'<details class="ec-pitch-notes"><summary>{escape(texts("business.show.notes"))}'
            f"</summary><p>{escape(notes)}</p></details>"
            f"<script>{_script()}</script>",
            unsafe_allow_javascript=True,
        )


@cache
def _script() -> str:
    return _SCRIPT.read_text(encoding="utf-8")
