"""The four doors at the end of Home: learn, simulate, present to a client, teach a class."""

from collections.abc import Sequence

import streamlit as st

from content import Texts
from content.html import Markup
from explainer.reading.home_doors import DOORS, minutes
from explainer.view.shell.page_links import link

NEEDS = ("compare", "simulator", "teacher", "single")
"""What people come for, each with the page that answers it."""


def needs(texts: Texts) -> Markup:
    """Return links by what visitors need, as HTML."""
    links = Markup("").join(
        Markup('<li><a class="ec-go ec-onto" href="{}">{}</a></li>').format(
            link(name), texts(f"stage.need.{name}")
        )
        for name in NEEDS
    )
    return Markup('<nav class="ec-needs" aria-label="{}"><ul>{}</ul></nav>').format(
        texts("stage.need.label"), links
    )


def doors(sections: Sequence[tuple[str, str]], texts: Texts) -> None:
    """Show a card for each door: its name, what is behind it, the minutes that it takes."""
    with st.container(key="ec_doors"):
        columns = st.columns(len(DOORS), gap="medium")
    for column, (heading, body), (door, target) in zip(
        columns, sections, DOORS.items(), strict=True
    ):
        with column, st.container(key=f"ec_door_{door}"):
            duration = texts.plural("home.minutes", minutes(door))
            st.html(Markup('<p class="ec-kicker">{}</p><h2>{}</h2>').format(duration, heading))
            st.markdown(body)
            st.html(
                Markup('<p><a class="ec-go ec-onto" href="{}">{}</a></p>').format(
                    link(target), texts(f"home.door.{door}")
                )
            )
