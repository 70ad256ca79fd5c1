"""The first page: one person, one need, a bet, what happened, and three doors. No chart library."""

from html import escape

import streamlit as st

from content.pages import load_page
from explainer.view.home import bet as home_bet
from explainer.view.home import doors as home_doors
from explainer.view.home import reveal
from explainer.view.shell import state


def show() -> None:
    """Show the page."""
    texts, formats = state.texts(), state.formats()
    page = load_page(state.language(), "home")
    (_, opening), *doors = page.sections
    scene, why, *about = opening.split("\n\n")
    bet = state.choice(home_bet.BET)

    found = reveal.example(texts) if bet != home_bet.OPEN else None

    with st.container(key="ec_home"):
        st.html(
            f'<p class="ec-note ec-tagline">{escape(texts("site.tagline"))}</p>'
            f"<h1>{escape(texts('home.headline'))}</h1>"
        )
        with st.container(key="ec_beside"):
            if found is None:
                reveal.both(texts)
            else:
                home_bet.answer(texts, bet, reveal.ends(found))
        with st.container(key="ec_home_words"):
            st.html(f'<p class="ec-lead">{escape(scene)}</p>')
            if found is None:
                home_bet.ask(texts)
            st.html(home_doors.needs(texts))
    if found is not None:
        reveal.lanes(found, texts, formats)
        st.html(f"<h2>{escape(texts('home.reveal.why'))}</h2>")
        st.markdown(why)
        reveal.crowd(found, texts, formats)

    st.html('<hr class="ec-rule">')
    for paragraph in about:
        st.markdown(paragraph)
    home_doors.doors(doors, texts)

    if found is None:  # drawn already: now it is worked out for whoever bets next
        reveal.example(texts)
