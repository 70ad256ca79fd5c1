"""The sample of a hundred people: choose one, and see that person's life in both shops."""

from functools import partial

import streamlit as st

from content.html import Markup
from explainer.figures.drawings.people import Figure, people_key, selectable_people
from explainer.results.marks import KINDS
from explainer.results.measures import Reading
from explainer.results.shopper_kinds import kind_labels, kinds
from explainer.view.lives.twin_lives import twin_lives
from explainer.view.shell import state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.html_parts import note
from explainer.view.shell.page_links import link
from explainer.view.simulator.results import blocks
from explainer.view.widgets.drawings.selectable import selectable
from simulations import Scenario
from simulations.people.identity import identity
from simulations.people.sample_of_100 import SampledPerson, sample_from

PERSON = "person"
"""Choice of the page that keeps whose life is open, counted from 1."""
NOBODY = "0"
LIFE = "crowd-life"


def crowd(reading: Reading, scenario: Scenario) -> None:
    """Show the four kinds of shoppers as people, and the twin lives of the chosen one.

    The page keeps the choice ``person``.
    """
    chosen = state.choice(PERSON)
    draw = partial(_draw, reading, chosen, selectable_people(figures(reading)))
    blocks.show(kinds(reading), reading.words, draw=draw)
    if chosen != NOBODY and scenario.shoppers and scenario.weeks:
        _life(reading, scenario, int(chosen) - 1)


def figures(reading: Reading) -> tuple[Figure, ...]:
    """Return the sample as it is drawn: kind by kind, each person with number and name."""
    sample = sample_from(reading.comparison)
    return tuple(_figure(person, reading) for kind in KINDS for person in sample.of_kind(kind))


def _figure(person: SampledPerson, reading: Reading) -> Figure:
    texts, who = reading.words, reading.who
    shop = {"only_a": {"a": who.a}, "only_b": {"b": who.b}}.get(person.kind, {})
    label = texts(
        "crowd.person",
        name=identity(reading.comparison.scenario, person.shopper).name,
        number=reading.words.integer(person.shopper + 1),
        kind=texts(f"crowd.kind.{person.kind}", **shop),
        feeling=texts(f"crowd.feeling.{person.feeling}", **_shop_b(person.feeling, who.b)),
    )
    kind = next(kind for kind in KINDS if kind == person.kind)
    return Figure(str(person.shopper + 1), kind, label)


def _shop_b(feeling: str, name: str) -> dict[str, str]:
    return {} if feeling == "same" else {"b": name}


def _draw(reading: Reading, chosen: str, drawing: str) -> None:
    texts, labels = reading.words, kind_labels(reading)
    selectable(
        drawing,
        key="crowd_pick",
        label=texts("crowd.label"),
        hint=texts("crowd.hint"),
        chosen=chosen,
        on_choose=partial(state.choose, PERSON),
        onward=texts("crowd.onward"),
        target=LIFE,
    )
    style.show(people_key({kind: labels[kind] for kind in KINDS}))


def _life(reading: Reading, scenario: Scenario, number: int) -> None:
    """Show the life of one person, with a link to the page of lives and a button to close it."""
    texts = reading.words
    shopper = min(number, scenario.shoppers - 1)
    with st.container(key="ec_crowd_life"):
        st.html(
            Markup(
                '<h3 id="{life}" tabindex="-1">{heading}</h3>{note}'
                '<p class="ec-crowd-open">{link}</p>'
            ).format(
                life=LIFE,
                heading=texts("crowd.life", name=identity(scenario, shopper).name),
                note=_note(reading, number),
                link=_link(shopper, texts("crowd.open")),
            )
        )
        st.button(
            texts("crowd.close"),
            key="crowd_close",
            on_click=safely(state.choose),
            args=(PERSON, NOBODY),
        )
        twin_lives(scenario, shopper, key="crowd")


def _link(shopper: int, words: str) -> Markup:
    """Return the link to a person on the page of twin lives, as HTML."""
    target = link("lives", person=str(shopper + 1))
    return Markup('<a class="ec-go" href="{}">{}</a>').format(target, words)


def _note(reading: Reading, number: int) -> Markup:
    """Say so when the address names somebody who is not in the drawing, as HTML."""
    sample = sample_from(reading.comparison)
    if number in (person.shopper for person in sample.people):
        return Markup()
    beyond = number >= reading.comparison.scenario.shoppers
    return note(reading.words("lives.outside" if beyond else "crowd.beside"))
