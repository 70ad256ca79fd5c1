"""The first page: one person, one need, and three doors. No chart: it has to open at once."""

from html import escape

import streamlit as st

from content.pages import load_page
from explainer.view import controls, sitemap, state, style
from simulations import Scenario

DOORS = {"learn": "single", "simulate": "simulator", "share": "simulator"}

texts = state.texts()
page = load_page(state.language(), "home")
(_, opening), *doors = page.sections

scene, rest = opening.split("\n\n", 1)


def shop(preset: str) -> None:
    """Draw one of the two shops with its story under it."""
    style.show(controls.drawing(Scenario().with_preset("a", preset).a, texts))
    st.html(f'<p class="ec-note">{escape(texts(f"terms.strategy.{preset}.story"))}</p>')


words, picture = st.columns(2, gap="large")
with words:
    st.html(
        f'<p class="ec-kicker">{escape(texts("site.name"))}</p>'
        f"<h1>{escape(texts('home.headline'))}</h1>"
        f'<p class="ec-lead">{escape(page.meta["description"])}</p>'
    )
    st.markdown(scene)
with picture:
    shop("multichannel")
picture, words = st.columns(2, gap="large", vertical_alignment="center")
with picture:
    shop("omnichannel")
words.markdown(rest)

st.html('<hr class="ec-rule">')
columns = st.columns(len(doors), gap="medium")
for column, (heading, body), (door, target) in zip(columns, doors, DOORS.items(), strict=True):
    with column, st.container(key=f"ec_door_{door}"):
        st.html(f"<h2>{escape(heading)}</h2>")
        st.markdown(body)
        label = texts(f"home.door.{door}")
        st.page_link(sitemap.place(target).file, label=label, query_params=state.query())
