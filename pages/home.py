"""The first page: one person, one need, a bet, what happened, and three doors. No chart library."""

from html import escape

import streamlit as st

from content.pages import load_page
from explainer.reading.home_reveal import ends
from explainer.view.home import bet as home_bet
from explainer.view.home import doors as home_doors
from explainer.view.home import reveal
from explainer.view.shell import state


def show() -> None:
    """Show the page."""
    words = state.words()
    page = load_page(state.language(), "home")
    (_, opening), *doors = page.sections
    scene, why, *about = opening.split("\n\n")
    bet = state.choice(home_bet.BET)

    example = reveal.example(words) if bet != home_bet.OPEN else None

    with st.container(key="ec_home"):
        st.html(
            f"<h1>{escape(words('home.title'))}</h1>"
            f'<p class="ec-note ec-tagline">{escape(words("site.tagline"))}</p>'
        )
        with st.container(key="ec_beside"):
            if example is None:
                reveal.both(words)
            else:
                home_bet.answer(words, bet, ends(example))
        with st.container(key="ec_home_words"):
            opens = escape(words("home.headline"))
            st.html(f'<p class="ec-lead"><strong>{opens}</strong> {escape(scene)}</p>')
            if example is None:
                home_bet.ask(words)
            st.html(home_doors.needs(words))
    if example is not None:
        reveal.lanes(example, words)
        st.html(f"<h2>{escape(words('home.reveal.why'))}</h2>")
        st.markdown(why)
        reveal.crowd(example, words)

    st.html('<hr class="ec-rule">')
    for paragraph in about:
        st.markdown(paragraph)
    home_doors.doors(doors, words)

    if example is None:  # drawn already: now it is worked out for whoever bets next
        reveal.example(words)
