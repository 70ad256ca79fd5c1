"""The guide for researchers and teachers: prose, commands, and links into the simulator."""

import streamlit as st

from content import Texts
from content.guides import COMMANDS, load_guide
from content.html import Markup
from explainer.reading import guide_text
from explainer.view.shell import sitemap, state
from explainer.view.shell.page_links import scenario_address
from simulations import MODEL_VERSION, Scenario

NAME = "guide"
OPENED = {
    "start": {},
    "nobody": {"population.crossing_share": 0.0},
    "wrong": {"b.data_error": 0.6},
}
"""Worlds that the activity in class opens in the simulator, by the name of their link."""


def guide_page() -> None:
    """Show the guide in the visitor's language, its links in the visitor's country."""
    texts = state.words()
    guide = load_guide(state.language(), NAME)
    filled = {"model": MODEL_VERSION, "citation": _citation(texts)}
    filled |= {f"open.{name}": _link(name, texts) for name in OPENED}
    labels = {COMMANDS: texts("guide.commands"), "text": texts("guide.text")}
    st.html(
        Markup(
            '<div class="ec-guide"><p class="ec-kicker">{}</p><h1>{}</h1>'
            '<p class="ec-lead">{}</p>{}{}</div>'
        ).format(
            texts("guide.kicker"),
            guide.meta["title"],
            guide.meta["description"],
            guide_text.contents(guide, texts("guide.contents")),
            guide_text.sections(guide, filled.__getitem__, labels),
        )
    )


def opened(name: str, base: Scenario) -> Scenario:
    """Return the world that a link of the activity opens, in the country of another."""
    return Scenario().with_country(base.country).with_values(OPENED[name])


def _link(name: str, texts: Texts) -> Markup:
    address = scenario_address("simulator", opened(name, state.scenario()))
    return Markup('<a href="{}">{}</a>').format(address, texts(f"guide.open.{name}"))


def _citation(texts: Texts) -> str:
    scenario = opened("start", state.scenario())
    top = (st.context.url or "").partition("?")[0].rpartition("/")[0]
    return texts(
        "guide.citation",
        version=MODEL_VERSION,
        seed=str(scenario.seed),
        people=state.words().integer(scenario.shoppers),
        address=f"{top}/{sitemap.page_named('simulator').slug}",
    )
