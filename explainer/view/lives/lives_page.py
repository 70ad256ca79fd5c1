"""The page of twin lives: six lives to begin with, a search in the crowd, and the replay below."""

from __future__ import annotations

import secrets

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from content import Texts
from content.html import Markup
from content.words import Words
from explainer.view.lives.twin_lives import twin_lives
from explainer.view.shell import share, state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choice_kinds import NONE
from explainer.view.shell.html_parts import status
from explainer.view.shell.page_links import link
from explainer.view.simulator.settings import shop_drawings
from explainer.view.widgets.files import save_image
from explainer.view.widgets.files.save_image import Picture
from simulations import CAPABILITIES, Scenario
from simulations.people.identity import identity
from simulations.people.search import (
    FILTERS,
    KINDS,
    SAVED,
    Crowd,
    find_crowd,
    find_lives,
)
from simulations.scenario.knobs import SIDES

Shoppers = NDArray[np.int64]

KEPT = 16
AUTOMATIC = 0
SEARCH, SAVED_BY = "lives_who", "lives_saved"


def lives_page() -> None:
    """Show the page in the visitor's language."""
    words = state.words()
    scenario = state.scenario()
    pair = {side: shop_drawings.strategy_name(scenario.side(side), words) for side in SIDES}
    st.html(
        Markup(
            '<h1 class="ec-small">{}</h1><p class="ec-lead ec-lives-lead">{}</p>'
            '<p class="ec-note ec-life-pair">{}</p>'
        ).format(words("lives.title"), words("lives.lead"), words("lives.pair", **pair))
    )
    picture = None
    if scenario.shoppers and scenario.weeks:
        crowd = _crowd(scenario.to_json())
        lives = find_lives(crowd)
        shopper = _shopper(scenario, lives)
        _suggested_lives(scenario, lives, shopper, words)
        _search(crowd, shopper, scenario, words)
        picture = _life(scenario, shopper, words)
    else:
        st.html(Markup('<p class="ec-sentence">{}</p>').format(words("lives.empty")))
    st.html(
        Markup('<p><a class="ec-go ec-onto" href="{}">{}</a></p>').format(
            link("simulator"), words("lives.change")
        )
    )
    if picture is None:
        share.bar(words("lives.title"), words)
    else:
        share.bar(picture.title, words, picture=save_image.buttons(picture, words))


def _shopper(scenario: Scenario, lives: tuple[tuple[str, int], ...]) -> int:
    """Return the person in the address, or the first of the suggested lives."""
    number = int(state.choice("person"))
    if number == AUTOMATIC:
        return lives[0][1] if lives else 0
    if number > scenario.shoppers:
        st.html(Markup('<p class="ec-problem">{}</p>').format(state.words()("lives.outside")))
    return min(number, scenario.shoppers) - 1


def _suggested_lives(
    scenario: Scenario, lives: tuple[tuple[str, int], ...], shopper: int, texts: Texts
) -> None:
    """Offer the lives that were found to be telling."""
    if not lives:
        return
    st.html(Markup('<h2 class="ec-kicker">{}</h2>').format(texts("lives.pick.heading")))
    with st.container(key="ec_six_lives", horizontal=True):
        for role, number in lives:
            name = identity(scenario, number).name
            label = f"**{_plain(name)}**  \n{texts(f'lives.role.{role}')}"
            st.button(
                label,
                key=f"life_{role}",
                type="primary" if number == shopper else "secondary",
                on_click=safely(_open),
                args=(number,),
            )


def _life(scenario: Scenario, shopper: int, texts: Texts) -> Picture | None:
    """Show the life, and a button back from one capability alone."""
    st.html(Markup('<div id="life" tabindex="-1"></div>'))
    alone = state.choice("alone")
    moment = int(state.choice("moment"))
    if alone != NONE:
        words = texts("lives.lane.alone", capability=texts(f"terms.capability.{alone}.name"))
        st.html(Markup('<p class="ec-sentence"><strong>{}</strong></p>').format(words))
        st.button(
            texts("lives.player.back"), key="lives_back", on_click=safely(_alone), args=(NONE,)
        )
    return twin_lives(
        scenario,
        shopper,
        moment=None if moment == AUTOMATIC else moment - 1,
        alone="" if alone == NONE else alone,
        parameter="moment",
        on_alone=_alone,
    )


def _search(crowd: Crowd, shopper: int, scenario: Scenario, words: Words) -> None:
    """Offer the neighbours of the person in the crowd, and another crowd to look through."""
    kind = state.choice("who")
    matches = crowd.who(kind)
    with st.container(key="ec_lives_search"):
        with st.expander(
            words("lives.pick.search"), expanded=kind != FILTERS[0], key="lives_filters"
        ):
            _filters(kind, crowd, shopper, words)
        with st.container(horizontal=True, vertical_alignment="center"):
            for name, target in _neighbours(matches, shopper).items():
                st.button(
                    words(f"lives.pick.{name}"),
                    key=f"lives_{name}",
                    on_click=safely(_open),
                    args=(target,),
                    disabled=target is None,
                )
            st.button(
                words("lives.pick.random"),
                key="lives_random",
                on_click=safely(_open_random),
                args=(matches,),
            )
        people = words.integer(len(crowd))
        wording = words("lives.pick.none", people=people)
        if len(matches):
            wording = _position(matches, shopper, words)
        if scenario.shoppers > len(crowd):
            wording = f"{wording} {words('lives.pick.crowd', people=people)}"
        st.html(status(wording))


def _neighbours(matches: Shoppers, shopper: int) -> dict[str, int | None]:
    """Return who comes before and after a person among those found, round the end."""
    others = matches[matches != shopper]
    if not len(others):
        return {"previous": None, "next": None}
    index = int(np.searchsorted(others, shopper))
    return {"previous": int(others[index - 1]), "next": int(others[index % len(others)])}


def _position(matches: Shoppers, shopper: int, words: Words) -> str:
    """Say which of those found the person is, or only how many there are."""
    index = int(np.searchsorted(matches, shopper))
    if index == len(matches) or matches[index] != shopper:
        return words.plural("lives.pick.count", len(matches))
    count = words.integer(len(matches))
    return words("lives.pick.found", place=words.integer(index + 1), count=count)


def _filters(kind: str, crowd: Crowd, shopper: int, texts: Texts) -> None:
    """Offer what to look for: how people fared, and which capability saved a sale."""
    saved = kind.startswith(SAVED)
    st.session_state[SEARCH] = None if saved else kind
    st.session_state[SAVED_BY] = kind.removeprefix(SAVED) if saved else None
    st.pills(
        texts("lives.pick.filter"),
        KINDS,
        format_func=lambda name: texts(f"lives.filter.{name}"),
        key=SEARCH,
        on_change=safely(_look_for),
        args=(SEARCH, "", crowd, shopper),
    )
    st.pills(
        texts("lives.pick.saved"),
        CAPABILITIES,
        format_func=lambda name: texts(f"terms.capability.{name}.name"),
        key=SAVED_BY,
        on_change=safely(_look_for),
        args=(SAVED_BY, SAVED, crowd, shopper),
    )


def _look_for(key: str, prefix: str, crowd: Crowd, shopper: int) -> None:
    """Take a new search and go to the first who answers it, unless the person does."""
    chosen = st.session_state[key]
    kind = f"{prefix}{chosen}" if chosen else FILTERS[0]
    state.choose("who", kind)
    matches = crowd.who(kind)
    if len(matches) and shopper not in matches:
        _open(int(matches[0]))


def _open(shopper: int | None) -> None:
    if shopper is None:
        return
    state.choose("person", str(shopper + 1))
    state.choose("moment", str(AUTOMATIC))
    state.choose("alone", NONE)


def _open_random(matches: Shoppers) -> None:
    if len(matches):
        _open(int(secrets.choice(matches.tolist())))


def _alone(capability: str) -> None:
    state.choose("alone", capability)
    state.choose("moment", str(AUTOMATIC))


def _plain(name: str) -> str:
    """Take out of a name whatever Markdown would read as a mark."""
    return "".join(letter for letter in name if letter.isalpha() or letter in " '’-.")


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _crowd(canonical: str) -> Crowd:
    return find_crowd(Scenario.from_json(canonical))
