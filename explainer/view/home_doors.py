"""The three doors at the end of Home: learn, simulate, present or teach."""

from collections.abc import Sequence
from html import escape
from math import ceil

import streamlit as st

from content import Texts
from content.pages import find_pages, load_page
from explainer.view import sitemap, state

TARGETS = {"learn": "single", "simulate": "simulator", "share": "simulator"}
WORDS_A_MINUTE = 180
"""Unhurried reading on a screen."""
MINUTES = {"simulate": 3, "share": 2}
"""To change something and see what it does; to set a link up."""


def doors(sections: Sequence[tuple[str, str]], texts: Texts) -> None:
    """Show a card for each door: its name, what is behind it, the minutes that it takes."""
    columns = st.columns(len(TARGETS), gap="medium")
    for column, (heading, body), (door, target) in zip(
        columns, sections, TARGETS.items(), strict=True
    ):
        with column, st.container(key=f"ec_door_{door}"):
            minutes = MINUTES.get(door) or reading_minutes(texts.language, "learn")
            told = texts.plural("home.minutes", minutes)
            st.html(f'<p class="ec-kicker">{escape(told)}</p><h2>{escape(heading)}</h2>')
            st.markdown(body)
            label = texts(f"home.door.{door}")
            st.page_link(sitemap.place(target).file, label=label, query_params=state.query())


def reading_minutes(language: str, section: str) -> int:
    """Return how long the prose of a section takes, in whole minutes."""
    prose = set(find_pages(language))
    names = [place.name for place in sitemap.by_section()[section] if place.name in prose]
    count = sum(len(load_page(language, name).body.split()) for name in names)
    return max(1, ceil(count / WORDS_A_MINUTE))
