"""The page of the stories."""

import streamlit as st

from content.shared_parts import load_stories
from explainer.reading.stories import frictions, onward, story_scenario, story_text, to_companies
from explainer.view.server.run_numbers import numbers
from explainer.view.shell import state, style
from explainer.view.shell.html_parts import page_heading
from explainer.view.shell.page_links import PAGE_LINKS


def stories_page() -> None:
    """Show every story that has words in the visitor's language, and the way to its run."""
    words = state.words()
    with st.container(key="ec_narrow_stories"):
        st.html(page_heading(words("stories.title"), words("stories.lead")))
        for story in load_stories().values():
            if f"stories.{story.id}.title" not in words:
                continue
            scenario = story_scenario(story, words.language)
            st.html(story_text(story, words))
            style.show(frictions(story, numbers(scenario), words))
            st.html(onward(scenario, words, PAGE_LINKS))
        st.html(to_companies(words, PAGE_LINKS))
