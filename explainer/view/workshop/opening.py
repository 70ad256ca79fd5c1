"""Where a room is opened, and which of its screens an address means."""

from __future__ import annotations

import streamlit as st

from content import Texts
from content.html import Markup, fill_each
from explainer.edition import STATIC
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choice_kinds import NONE
from explainer.view.shell.html_parts import note
from explainer.view.shell.language import country_of
from explainer.view.shell.page_links import link
from explainer.view.workshop import host, screen
from explainer.view.workshop.server import WORKSHOPS, address
from explainer.view.workshop.words import keep_refusal, show_refusal
from explainer.view.workshop.workshop_choices import SCREEN
from explainer.workshop.templates import TEMPLATES
from simulations import COUNTRIES

TEMPLATE, COUNTRY, REFUSED = "ws_template", "ws_country", "ws_open_refused"
FIRST = "m45"


def workshop_page() -> None:
    """Show a room's host or its wall, or how to open one."""
    if state.choice("room") == NONE:
        _opening(state.words())
    elif state.choice("show") == SCREEN:
        screen.show()
    else:
        host.show()


def _opening(texts: Texts) -> None:
    st.html(
        Markup('<p class="ec-kicker">{}</p><h1>{}</h1><p class="ec-lead">{}</p>').format(
            texts("workshop.kicker"), texts("workshop.title"), texts("workshop.lead")
        )
    )
    if STATIC:
        st.html(note(texts("workshop.static")))
    else:
        _controls(texts)
    links = [] if STATIC else [("workshop_join", "join_other")]
    links.append(("workshop_guide", "guide"))
    st.html(
        fill_each(
            '<p><a class="ec-go" href="{}">{}</a></p>',
            ((link(page), texts(f"workshop.{words}")) for page, words in links),
        )
    )


def _controls(texts: Texts) -> None:
    show_refusal(REFUSED, texts)
    st.session_state.setdefault(TEMPLATE, FIRST)
    st.session_state.setdefault(COUNTRY, country_of(state.language(), st.context.locale))
    with st.container(key="ec_controls_workshop"):
        st.segmented_control(
            texts("workshop.template"),
            tuple(TEMPLATES),
            format_func=lambda name: texts(f"workshop.minutes.{name}"),
            key=TEMPLATE,
            required=True,
        )
        st.segmented_control(
            texts("workshop.country"),
            tuple(COUNTRIES),
            format_func=lambda code: texts(f"terms.country.{code}"),
            key=COUNTRY,
            required=True,
        )
        st.button(texts("workshop.open"), key="ws_open", type="primary", on_click=safely(_open))
    st.html(note(texts("workshop.language_note")))


def _open() -> None:
    template = str(st.session_state.get(TEMPLATE, FIRST))
    country = str(st.session_state.get(COUNTRY, ""))
    with keep_refusal(REFUSED):
        opened = WORKSHOPS.open(template, country, state.language(), address())
        state.choose("room", opened.code)
        state.choose("key", opened.secret)
