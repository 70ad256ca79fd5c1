"""The presentation: five screens for whoever stands in front of a client, and their keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from content import Texts
from content.html import Markup
from explainer.exports.pitch.document import Document
from explainer.figures.drawings.qr import LONGEST, qr_svg
from explainer.view.business import case
from explainer.view.business.business_choices import STEP, STEPS
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
from explainer.view.shell.page_links import address, link
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
                Markup('<h1>{}</h1><p class="ec-lead">{}</p>').format(
                    words("business.show.title"), words("business.client.before")
                )
            )
        else:
            told = case.document(own, money, words)
            st.html(Markup('<div class="ec-screen">{}</div>').format(_screen(step, told, words)))
            picture, below = _picture(step, told, words), _below(step, told)
            if picture:
                style.show(picture)
            if below:
                st.html(below)
            if step == STEPS[-1]:
                st.html(_objections(own, words))
    _steps(step, words)
    _notes(step, words)


def _screen(step: str, told: Document, texts: Texts) -> Markup:
    """Write one screen as HTML."""
    if step == "client":
        nameless = texts("business_pitch.nameless")
        kicker = "" if told.name else Markup('<p class="ec-kicker">{}</p>').format(nameless)
        return Markup("{}{}<h1>{}</h1><p>{}</p>{}").format(
            logo_html(told.name or nameless),
            kicker,
            told.client_title,
            told.client_lead,
            facts_html(told, texts),
        )
    if step == "person":
        title = told.person.title if told.person else texts("business_pitch.step.person")
        return Markup("<h1>{}</h1>{}").format(title, tale_html(told, texts))
    if step == "hundred":
        return Markup("<h1>{}</h1>").format(told.per_hundred_title)
    if step == "money":
        return Markup("<h1>{}</h1><p>{}</p>{}").format(
            told.claim, told.lead, cases_html(told, texts)
        )
    return _take(told, texts)


def _picture(step: str, told: Document, texts: Texts) -> Markup:
    """Return the drawing of a screen, if it has one."""
    if step == "hundred":
        return hundred_html(told)
    if step == "money":
        return course_html(told, texts)
    if step == "take" and len(told.link) <= LONGEST:
        return Markup('<div class="ec-pitch-code">{}</div>').format(
            qr_svg(told.link, texts("business_pitch.link"))
        )
    return Markup()


def _below(step: str, told: Document) -> Markup:
    """Write what stands under the drawing."""
    if step == "hundred":
        return Markup("<p>{}</p>").format(told.per_hundred_text)
    if step == "money":
        return Markup(
            '<p><strong>{}</strong></p><div class="ec-also"><p>{}</p><p>{}</p><p>{}</p></div>'
        ).format(told.half, told.cost, told.better, told.not_for_you)
    return Markup()


def _take(told: Document, texts: Texts) -> Markup:
    back = link("client", **case.choices())
    return Markup(
        "<h1>{first}</h1><p>{first_steps}</p><p>{limits} {honest}</p><p>{words} "
        '<a href="{back}">{files}</a></p>'
    ).format(
        first=texts("business_pitch.take.first"),
        first_steps=told.first_steps,
        limits=told.limits,
        honest=told.disclaimer,
        words=texts("business_pitch.take.words"),
        back=back,
        files=texts("business.client.files"),
    )


def _objections(own: Scenario, texts: Texts) -> Markup:
    """Write the cards: what a client says, what to answer, and the state that shows it."""
    few = {**case.choices(), "shops": "1", "visits": "500"}
    targets = {
        "app": _simulator(own),
        "small": address("client", **few),
        "compete": address("dashboard_trap"),
        "data": _simulator(own.with_values({"b.data_error": WRONG})),
        "not_for_you": address("when_it_does_not_pay"),
    }
    cards = Markup("").join(
        Markup(
            '<details name="objection"><summary>{}</summary><div><p>{}</p><p>'
            '<a href="{}">{}</a></p></div></details>'
        ).format(
            texts(f"business.objection.{name}.says"),
            texts(f"business.objection.{name}.answer"),
            target,
            texts(f"business.objection.{name}.go"),
        )
        for name, target in targets.items()
    )
    return Markup('<div class="ec-objections"><h2>{}</h2><div>{}</div></div>').format(
        texts("business.show.objections"), cards
    )


def _simulator(scenario: Scenario) -> str:
    query = links.query(state.language(), scenario)
    return f"./{sitemap.page_named('simulator').slug}?{urlencode(query)}"


def _steps(step: str, texts: Texts) -> None:
    """Show the way through the screens, and what the keys do."""
    index = STEPS.index(step)
    with st.container(key="ec_pitch_ways"):
        links = st.container(key="ec_pitch_buttons", horizontal=True)
        for name, target in (("previous", index - 1), ("next", index + 1)):
            links.button(
                texts(f"business.show.{name}"),
                key=f"pitch_{name}",
                disabled=not 0 <= target < len(STEPS),
                on_click=safely(state.choose),
                args=(STEP, STEPS[min(max(target, 0), len(STEPS) - 1)]),
            )
        links.html(
            Markup('<button type="button" class="ec-button ec-pitch-full">{}</button>').format(
                texts("business.show.full")
            )
        )
        one_of(
            STEP,
            texts("business.show.steps"),
            lambda name: texts(f"business.step.{name}"),
            key="pitch_step",
        )
        back = link("client", **case.choices())
        st.html(
            Markup('<p class="ec-note">{}</p><p><a href="{}">{}</a></p>').format(
                texts("business.show.keys"), back, texts("business.show.back")
            )
        )


def _notes(step: str, texts: Texts) -> None:
    """Show what whoever presents may say, and bring the keys."""
    notes = texts(f"business_pitch.notes.{step}")
    with st.container(key="ec_pitch_notes"):
        st.html(
            Markup(
                '<details class="ec-pitch-notes"><summary>{}</summary><p>{}</p></details>'
                "<script>{}</script>"
            ).format(texts("business.show.notes"), notes, Markup(_script())),
            unsafe_allow_javascript=True,
        )


@cache
def _script() -> str:
    return _SCRIPT.read_text(encoding="utf-8")
