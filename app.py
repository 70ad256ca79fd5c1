"""Entry of the site: configuration, language, navigation, and what frames every page."""

from pathlib import Path

import streamlit as st

from explainer.view import frame, on_demand, sitemap, state, style

ICON = Path(__file__).parent / "static" / "icon.png"
HOME = "start"
"""What Streamlit knows the first page by: its address is empty, but never the stem of a file."""


def main() -> None:
    """Run one page in the visitor's language."""
    st.set_page_config(page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
    state.arrive()
    on_demand.forget()
    texts = state.texts()
    style.apply_style()
    pages = {
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
    page = st.navigation(pages, position="hidden")
    here = {place.slug: place for place in sitemap.PLACES}[page.url_path]
    state.arrive_at(here)
    frame.header(texts, here)
    try:
        page.run()
    except Exception:
        frame.apologise(texts)
        raise  # for the log; what Streamlit would say to the visitor is hidden
    frame.footer(texts, here)
    state.publish()
    on_demand.follow(texts, state.formats())


main()
