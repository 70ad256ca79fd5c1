"""Pages of prose: a strategy told as a short story, with its houses and a way to try it."""

from html import escape

import streamlit as st

from content.pages import load_page
from explainer.view import controls, sitemap, state, style
from simulations import PRESETS, Scenario

OTHER = {"single": "multichannel", "multichannel": "omnichannel"}
"""Whom a strategy is compared with; the rest meet the multichannel shop."""


def strategy_page(preset: str) -> None:
    """Show the page of one strategy in the visitor's language."""
    texts = state.texts()
    page = load_page(state.language(), preset)
    strategy = Scenario().with_preset("a", preset).a
    with st.container(key=f"ec_narrow_{preset}"):
        st.html(
            f'<p class="ec-kicker">{escape(texts("story.kicker"))}</p>'
            f"<h1>{escape(page.meta['title'])}</h1>"
            f'<p class="ec-lead">{escape(page.meta["description"])}</p>'
        )
    style.show(controls.drawing(strategy, texts))
    with st.container(key=f"ec_narrow_{preset}_body"):
        for heading, body in page.sections:
            if heading:
                st.html(f"<h2>{escape(heading)}</h2>")
            st.markdown(body)
        open_in_simulator(preset)
        _next(preset)


def open_in_simulator(preset: str) -> None:
    """Show the button that opens a strategy in the simulator against its neighbour."""
    texts = state.texts()
    pair = (preset, OTHER[preset]) if preset in OTHER else ("multichannel", preset)
    other = pair[1] if pair[0] == preset else pair[0]
    label = texts("story.open", other=texts(f"terms.strategy.{other}.name"))
    if st.button(label, key=f"open_{preset}", type="primary"):
        chosen = state.scenario().with_preset("a", pair[0]).with_preset("b", pair[1])
        state.keep(chosen)
        st.switch_page(sitemap.place("simulator").file, query_params=state.query())


def _next(preset: str) -> None:
    """Lead on to the next strategy, or to the simulator after the last."""
    position = PRESETS.index(preset) + 1
    following = PRESETS[position] if position < len(PRESETS) else "simulator"
    label = state.texts()(f"story.next.{following}")
    st.page_link(sitemap.place(following).file, label=label, query_params=state.query())
