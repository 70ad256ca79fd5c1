"""What Home reveals: one trip in two retailers, and a hundred trips like it."""

import streamlit as st

from content import LANGUAGES, Texts
from content.html import Markup
from content.words import Words
from explainer.reading.home_lives import Example, find_example
from explainer.reading.home_reveal import (
    PRESETS,
    companies,
    company,
    moments,
    per_hundred,
    shared,
)
from explainer.view.shell import style
from explainer.view.widgets.drawings.stage import stage
from simulations import Scenario


def example(texts: Texts) -> Example | None:
    """Return the story of a language, from the default scenario of its own country."""
    return _example(LANGUAGES[texts.language].default_country)


def both(texts: Texts) -> None:
    """Show both companies side by side; the walk through them plays once by itself."""
    stage(companies(texts), texts, key="home_stage", auto=True)


def lanes(example: Example, words: Words) -> None:
    """Show both lives beside each other, the shared part folded above them."""
    same = shared(example, words)
    if same:
        st.html(same)
    with st.container(key="ec_lanes"):
        for column, side in zip(st.columns(2, gap="large"), PRESETS, strict=True):
            with column:
                st.html(
                    Markup('<h3 class="ec-pill ec-pill-{}">{}</h3>').format(
                        side, words(f"home.reveal.{side}")
                    )
                )
                with st.container(key=f"ec_walk_{side}"):
                    style.show(company(side, words, walk=True))
                    st.html(
                        Markup('<button type="button" class="ec-play">{}</button>').format(
                            words("home.walk")
                        )
                    )
                st.html(moments(example, side, words))


def crowd(example: Example, words: Words) -> None:
    """Show a hundred trips of the same kind, by where they ended in a purchase."""
    title, drawing, note = per_hundred(example, words)
    st.html(Markup('<h2 class="ec-finding">{}</h2>').format(title))
    style.show(drawing)
    st.html(note)


@st.cache_data(max_entries=16, show_spinner=False)
def _example(country: str) -> Example | None:
    return find_example(Scenario().with_country(country))
