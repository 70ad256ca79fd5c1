"""Entry of the site: configuration, language, navigation, and what frames every page."""

from pathlib import Path

import streamlit as st

from explainer.view import frame, sitemap, state, style

ICON = Path(__file__).parent / "static" / "icon.png"


def main() -> None:
    """Run one page in the visitor's language."""
    st.set_page_config(page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
    state.arrive()
    texts = state.texts()
    style.apply_style()
    pages = {
        texts(f"site.sections.{section}"): [
            st.Page(
                place.file,
                title=texts("site.page_title", page=texts(f"site.nav.{place.name}")),
                url_path=place.slug or None,
                default=not place.slug,
            )
            for place in places
        ]
        for section, places in sitemap.by_section().items()
    }
    page = st.navigation(pages, position="hidden")
    names = {place.slug: place.name for place in sitemap.PLACES}
    frame.header(texts)
    page.run()
    frame.footer(texts, names[page.url_path])
    state.publish()


main()
