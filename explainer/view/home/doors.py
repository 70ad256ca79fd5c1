"""The four doors at the end of Home: learn, simulate, present to a client, teach a class."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from content import Texts
from explainer.reading.home_doors import DOORS, minutes
from explainer.view.shell import sitemap, state

NEEDS = ("compare", "simulator", "teacher", "single")
"""What people come for, each with the page that answers it."""


def needs(texts: Texts) -> str:
    """Return links for whoever knows what they need, as HTML."""
    links = "".join(
        f'<li><a class="ec-go ec-onto" href="./{sitemap.place(name).slug}'
        f'?{escape(state.link_query(name), quote=True)}">{escape(texts(f"stage.need.{name}"))}'
        "</a></li>"
        for name in NEEDS
    )
    label = escape(texts("stage.need.label"))
    return f'<nav class="ec-needs" aria-label="{label}"><ul>{links}</ul></nav>'


def doors(sections: Sequence[tuple[str, str]], texts: Texts) -> None:
    """Show a card for each door: its name, what is behind it, the minutes that it takes."""
    with st.container(key="ec_doors"):
        columns = st.columns(len(DOORS), gap="medium")
    for column, (heading, body), (door, target) in zip(
        columns, sections, DOORS.items(), strict=True
    ):
        with column, st.container(key=f"ec_door_{door}"):
            told = texts.plural("home.minutes", minutes(door))
            st.html(f'<p class="ec-kicker">{escape(told)}</p><h2>{escape(heading)}</h2>')
            st.markdown(body)
            label = texts(f"home.door.{door}")
            address = f"./{sitemap.place(target).slug}?{state.link_query(target)}"
            st.html(f'<p><a class="ec-go ec-onto" href="{escape(address)}">{escape(label)}</a></p>')
