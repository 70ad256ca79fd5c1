"""A client's numbers, the range of money that they lead to, and the files to take along."""

from __future__ import annotations

import re
from functools import partial

import streamlit as st

from content import Texts
from content.formats import Formats
from content.html import Markup
from content.words import Words
from explainer.business.client import SECTORS, client_scenario
from explainer.edition import STATIC
from explainer.exports.pitch.document import Document
from explainer.exports.pitch.files import FORMATS, MIMES, write
from explainer.exports.pitch.firm import ACCENT, LONGEST_NAME, SHOPS, VISITS, clean_name, file_stem
from explainer.view.business import case
from explainer.view.business.business_choices import NUMBERS, SECTOR
from explainer.view.business.logo_part import logo_part
from explainer.view.business.orders_part import orders_part
from explainer.view.business.presentation_html import cases_html, course_html, facts_html
from explainer.view.shell import problems, state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.shell.html_parts import alert, note
from explainer.view.shell.page_links import link
from explainer.view.simulator.settings.country import country_line
from explainer.view.widgets.fields.number_field import LONGEST, fault
from simulations import Problem

REFUSED = "client_refused"
_COLOUR = re.compile("#[0-9a-fA-F]{6}", re.ASCII)


def client_page() -> None:
    """Show the page."""
    words = state.words()
    st.html(
        Markup(
            '<h1>{}</h1><p class="ec-lead">{}</p><p><a class="ec-go" href="{}">{}</a></p>'
            "<h2>{}</h2>"
        ).format(
            words("business.client.title"),
            words("business.client.lead"),
            link("diagnosis"),
            words("business.client.diagnosis"),
            words("business.client.numbers"),
        )
    )
    country_line(words)
    scenario = case.scenario()
    with st.container(key="ec_client"):
        choice_buttons(
            SECTOR, words("business.client.sector"), lambda s: words(f"business.sectors.{s}")
        )
        _numbers(words)
        _name_and_colour(words)
        logo_part(words)
    st.html(
        Markup("<h2>{}</h2><p>{}</p>").format(
            words("business.orders.heading"), words("business.orders.lead")
        )
    )
    with st.container(key="ec_orders"):
        orders_part(words)
    st.html(Markup("<h2>{}</h2>").format(words("business.client.range")))
    money = case.client_range(scenario, words)
    if money is None:
        st.html(note(words("business.client.before")))
        return
    document = case.document(scenario, money, words)
    _result(document, words)
    _files(document, words)


def _numbers(words: Words) -> None:
    """Ask the four numbers; an empty field stands for our assumption, which is shown below it."""
    usual = client_scenario(state.scenario(), state.choice(SECTOR))
    assumed = {
        "shops": words.integer(SHOPS),
        "visits": words.integer(VISITS),
        "ticket": words.money(usual.group("market").basket_mean, decimals=0),
        "buyers": words.integer(SECTORS[state.choice(SECTOR)].buyers),
    }
    columns = st.columns(2, gap="medium")
    for index, name in enumerate(NUMBERS):
        with columns[index % 2]:
            currency = {"currency": words.currency_sign} if name == "ticket" else {}
            label = words(f"business.client.{name}", **currency)
            _number(name, label, words)
            remark = words("business.client.unknown", value=assumed[name])
            if name == "buyers" and not SECTORS[state.choice(SECTOR)].buyers:
                remark = words("business.client.unmeasured")
            st.html(note(remark))


def _number(name: str, label: str, words: Words) -> None:
    key, refused = f"client_{name}", st.session_state.get(REFUSED, {})
    if name not in refused:
        value = state.choice(name)
        st.session_state[key] = "" if value == "0" else words.integer(int(value))
    st.text_input(
        label, key=key, max_chars=LONGEST, on_change=safely(_take), args=(name, key, words)
    )
    if name in refused:
        high = NUMBERS[name].last
        wrong = Problem(name, refused[name], str(st.session_state[key]), 1, high)
        st.html(problems.refusal((wrong,), 1, label, words))


def _take(name: str, key: str, formats: Formats) -> None:
    """Keep a number that was typed; one that is not legal is reported and changes nothing."""
    typed = str(st.session_state.get(key, "")).strip()
    refused = dict(st.session_state.get(REFUSED, {}))
    refused.pop(name, None)
    value = formats.read(typed) if typed else 0.0
    wrong = fault(value, (1, NUMBERS[name].last), whole=True) if typed else ""
    if value is None or wrong:
        refused[name] = wrong
    else:
        state.choose(name, str(int(value)))
    st.session_state[REFUSED] = refused


def _name_and_colour(texts: Texts) -> None:
    """Ask name and colour, which stay in this session."""
    columns = st.columns(2, gap="medium")
    with columns[0]:
        label = texts("business.client.name")
        typed = st.text_input(
            label, value=st.session_state.get(case.NAME, ""), max_chars=LONGEST_NAME
        )
        st.session_state[case.NAME] = clean_name(typed or "")
    with columns[1]:
        label, colour = texts("business.client.colour"), st.session_state.get(case.COLOUR, ACCENT)
        given = str(st.text_input(label, value=colour, max_chars=LONGEST)).strip()
        if _COLOUR.fullmatch(given):
            st.session_state[case.COLOUR] = given.lower()
        else:
            st.html(alert(texts("business.client.colour_wrong", given=given)))


def _result(document: Document, texts: Texts) -> None:
    st.html(
        Markup('<h3 class="ec-finding" id="case">{}</h3><p class="ec-lead">{}</p>{}').format(
            document.claim, document.lead, cases_html(document, texts)
        )
    )
    style.show(course_html(document, texts))
    st.html(
        Markup(
            '<p class="ec-sentence">{half}</p><p class="ec-sentence">{better} {money_words}</p>'
            '<p class="ec-sentence">{cost}</p><p class="ec-sentence">{not_for_you}</p>{facts_html}'
            '<p class="ec-note">{rule} {honest}</p>'
        ).format(
            half=document.half,
            better=document.better,
            money_words=document.money_words,
            cost=document.cost,
            not_for_you=document.not_for_you,
            facts_html=facts_html(document, texts),
            rule=texts("business.client.rule"),
            honest=document.disclaimer,
        )
    )


def _files(document: Document, texts: Texts) -> None:
    address = link("presentation", **case.choices())
    st.html(
        Markup('<h2>{}</h2><p><a class="ec-go ec-onto" href="{}">{}</a></p>').format(
            texts("business.client.files"), address, texts("business.client.present")
        )
    )
    stem = file_stem(document.name, texts("business_pitch.file"))
    with st.container(key="ec_files"):
        for kind in offered():
            st.download_button(
                texts(f"business.client.{kind}"),
                data=partial(write, document, kind),
                file_name=f"{stem}.{kind}",
                mime=MIMES[kind],
                key=f"take_{kind}",
                on_click="ignore",
            )
    if STATIC:
        st.html(note(texts("business.client.no_slides")))


def offered(static: bool = STATIC) -> tuple[str, ...]:
    """Return the kinds of files that this edition writes: slides need a compiled library."""
    return tuple(kind for kind in FORMATS if not (static and kind == "pptx"))
