"""The presentation to a client: five screens, and the keys that move between them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from content import Texts
from content.html import Markup
from explainer.exports.pitch.document import Document
from explainer.figures.drawings.qr import LONGEST, qr_svg
from explainer.view.business import case
from explainer.view.business.business_choices import STEP, STEPS
from explainer.view.business.logo_part import logo_html
from explainer.view.business.presentation_html import (
    cases_html,
    course_html,
    facts_html,
    people_html,
    tale_html,
)
from explainer.view.shell import state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.shell.html_parts import inline_script, page_heading
from explainer.view.shell.page_links import address, link, scenario_address
from simulations import Scenario

_SCRIPT = Path(__file__).with_name("show.js")
WRONG = 0.3
"""Share of wrong records in the state that answers doubts about data."""


def show_page() -> None:
    """Show the page."""
    words = state.words()
    scenario = case.scenario()
    step = state.choice(STEP)
    with st.container(key="ec_pitch"):
        title = st.empty()  # above what `client_range` shows while there is no range yet
        money = case.client_range(scenario, words)
        if money is None:
            title.html(page_heading(words("business.show.title"), words("business.client.before")))
        else:
            document = case.document(scenario, money, words)
            st.html(
                Markup('<div class="ec-screen">{}</div>').format(_screen(step, document, words))
            )
            picture, below = _picture(step, document, words), _below(step, document)
            if picture:
                style.show(picture)
            if below:
                st.html(below)
            if step == STEPS[-1]:
                st.html(_objections(scenario, words))
    _steps(step, words)
    _notes(step, words)


def _screen(step: str, document: Document, texts: Texts) -> Markup:
    """Write one screen as HTML."""
    if step == "client":
        nameless = texts("business_pitch.nameless")
        kicker = "" if document.name else Markup('<p class="ec-kicker">{}</p>').format(nameless)
        return Markup("{}{}<h1>{}</h1><p>{}</p>{}").format(
            logo_html(document.name or nameless),
            kicker,
            document.client_title,
            document.client_lead,
            facts_html(document, texts),
        )
    if step == "person":
        title = document.person.title if document.person else texts("business_pitch.step.person")
        return Markup("<h1>{}</h1>{}").format(title, tale_html(document, texts))
    if step == "hundred":
        return Markup("<h1>{}</h1>").format(document.per_hundred_title)
    if step == "money":
        return Markup("<h1>{}</h1><p>{}</p>{}").format(
            document.claim, document.lead, cases_html(document, texts)
        )
    return _take(document, texts)


def _picture(step: str, document: Document, texts: Texts) -> Markup:
    """Return the drawing of a screen, if it has one."""
    if step == "hundred":
        return people_html(document)
    if step == "money":
        return course_html(document, texts)
    if step == "take" and len(document.link) <= LONGEST:
        return Markup('<div class="ec-pitch-code">{}</div>').format(
            qr_svg(document.link, texts("business_pitch.link"))
        )
    return Markup()


def _below(step: str, document: Document) -> Markup:
    """Write the text below the drawing."""
    if step == "hundred":
        return Markup("<p>{}</p>").format(document.per_hundred_text)
    if step == "money":
        return Markup(
            '<p><strong>{}</strong></p><div class="ec-also"><p>{}</p><p>{}</p><p>{}</p></div>'
        ).format(document.half, document.cost, document.better, document.not_for_you)
    return Markup()


def _take(document: Document, texts: Texts) -> Markup:
    back = link("client", **case.choices())
    return Markup(
        "<h1>{first}</h1><p>{first_steps}</p><p>{limits} {honest}</p><p>{words} "
        '<a href="{back}">{files}</a></p>'
    ).format(
        first=texts("business_pitch.take.first"),
        first_steps=document.first_steps,
        limits=document.limits,
        honest=document.disclaimer,
        words=texts("business_pitch.take.words"),
        back=back,
        files=texts("business.client.files"),
    )


def _objections(scenario: Scenario, texts: Texts) -> Markup:
    """Write the cards: what a client says, what to answer, and the state that shows it."""
    few = {**case.choices(), "shops": "1", "visits": "500"}
    wrong_data = scenario.with_values({"b.data_error": WRONG})
    targets = {
        "app": scenario_address("simulator", scenario),
        "small": address("client", **few),
        "compete": address("dashboard_trap"),
        "data": scenario_address("simulator", wrong_data),
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


def _steps(step: str, texts: Texts) -> None:
    """Show the buttons between the screens, and what the keys do."""
    index = STEPS.index(step)
    with st.container(key="ec_pitch_ways"):
        row = st.container(key="ec_pitch_buttons", horizontal=True)
        for name, target in (("previous", index - 1), ("next", index + 1)):
            row.button(
                texts(f"business.show.{name}"),
                key=f"pitch_{name}",
                disabled=not 0 <= target < len(STEPS),
                on_click=safely(state.choose),
                args=(STEP, STEPS[min(max(target, 0), len(STEPS) - 1)]),
            )
        row.html(
            Markup('<button type="button" class="ec-button ec-pitch-full">{}</button>').format(
                texts("business.show.full")
            )
        )
        choice_buttons(
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
    """Show the speaker's notes, and load the script of the keys."""
    notes = texts(f"business_pitch.notes.{step}")
    with st.container(key="ec_pitch_notes"):
        st.html(
            Markup(
                '<details class="ec-pitch-notes"><summary>{}</summary><p>{}</p></details>{}'
            ).format(texts("business.show.notes"), notes, inline_script(_SCRIPT)),
            unsafe_allow_javascript=True,
        )
