"""Short stories, each with what a run says about it and a way to replay it."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from content import LANGUAGES, Texts
from content.formats import Formats
from content.shared_parts import Story, load_stories
from explainer.view.lessons import lesson_run as runs
from explainer.view.lessons.lesson_figures import ROOM, Row, bars
from explainer.view.lessons.lesson_numbers import unit_of, write
from explainer.view.shell import sitemap, state, style
from simulations import Scenario


def stories_page() -> None:
    """Show every story that has words in the visitor's language."""
    texts, formats = state.texts(), state.formats()
    with st.container(key="ec_narrow_stories"):
        st.html(
            f"<h1>{escape(texts('stories.title'))}</h1>"
            f'<p class="ec-lead">{escape(texts("stories.lead"))}</p>'
        )
        for story in load_stories().values():
            if f"stories.{story.id}.title" in texts:
                _story(story, texts, formats)


def story_scenario(story: Story, language: str) -> Scenario:
    """Return the run in which a story can be replayed, in the language's own country."""
    country = LANGUAGES[language].default_country
    scenario = Scenario().with_country(country).with_values({"shoppers": runs.SHOPPERS})
    for side, preset in story.presets.items():
        scenario = scenario.with_preset(side, preset)
    return scenario.with_values(story.knobs)


def _name(story: Story, side: str, texts: Texts) -> str:
    """Name a side by its strategy; two alike differ in the piece that the story is about."""
    if side == "b" and story.presets["a"] == story.presets["b"]:
        return texts("lesson.one_piece")
    return texts(f"terms.strategy.{story.presets[side]}.name")


def _story(story: Story, texts: Texts, formats: Formats) -> None:
    """Show one story: what happened, the same day elsewhere, how often, and the way to the run."""
    scenario = story_scenario(story, texts.language)
    numbers = runs.numbers(scenario)
    st.html(
        f'<section id="{story.id}"><h2>{escape(texts(f"stories.{story.id}.title"))}</h2>'
        f"<p>{escape(texts(f'stories.{story.id}.islands'))}</p>"
        f"<p>{escape(texts(f'stories.{story.id}.connected'))}</p></section>"
    )
    drawn = ""
    ends = (numbers.value(f"{side}.{name}") for side in ("a", "b") for name in story.show)
    top = ROOM * max(ends)
    for name in story.show:
        kind = texts(f"terms.friction.{name.partition('.')[2]}")
        caption = texts("lesson.quantity", name=kind, unit=texts("lesson.thousand"))
        rows = [
            Row(
                numbers.look(side),
                _name(story, side, texts),
                numbers.value(f"{side}.{name}"),
                write(numbers.value(f"{side}.{name}"), unit_of(name), formats),
            )
            for side in ("a", "b")
        ]
        drawn += bars(caption, rows, top=top)
    style.show(f'<div class="ec-figures">{drawn}</div>')
    query = urlencode(state.query("simulator", other=scenario))
    address = escape(f"./{sitemap.place('simulator').slug}?{query}", quote=True)
    st.html(
        f'<p class="ec-onward"><a class="ec-go ec-button ec-button-quiet" href="{address}">'
        f"{escape(texts('stories.replay'))}</a></p>"
    )
