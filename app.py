"""Entry of the site: configuration, language, navigation, and what frames every page."""

from pathlib import Path

import streamlit as st

from explainer.view.server import on_demand
from explainer.view.shell import frame, navigation, sitemap, state, style

ICON = Path(__file__).parent / "static" / "icon.png"


def main() -> None:
    """Run one page in the visitor's language."""
    st.set_page_config(page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
    state.arrive()
    on_demand.forget()
    texts = state.texts()
    style.apply_style()
    page = st.navigation(navigation.pages(texts), position="hidden")
    here = {place.slug: place for place in sitemap.PLACES}[page.url_path]
    state.arrive_at(here)
    frame.header(texts, here)
    try:
        page.run()
    except Exception:
        frame.apologise(texts)
        frame.footer(texts, here)  # the ways to other pages, and the page's language
        raise  # for the log; what Streamlit would say to the visitor is hidden
    frame.footer(texts, here)
    state.publish()
    on_demand.follow(texts, state.formats())


main()
