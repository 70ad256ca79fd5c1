"""The pages as Streamlit knows them."""

import streamlit as st

from content import Texts
from explainer.view.shell import frame, sitemap

PAGES = "pages"
HOME = "start"
"""What Streamlit knows the first page by: its address is empty, but never the stem of a file."""


def pages(texts: Texts) -> dict[str, list[st.Page]]:
    """Return the pages by section, made once for each visit and language.

    Streamlit looks for the file of each page that is made, which would take as long with every
    moved dial as drawing its chart.
    """
    language, made = st.session_state.get(PAGES, ("", {}))
    if language != texts.language:
        made = {
            texts(f"site.sections.{section}"): [
                st.Page(
                    place.file,
                    title=frame.title(texts, place),
                    url_path=place.slug or HOME,
                    default=not place.slug,
                )
                for place in places
            ]
            for section, places in sitemap.by_section().items()
        }
        st.session_state[PAGES] = (texts.language, made)
    return made
