"""Entry of the site: where the visitor is, language, and what frames every page."""

from importlib import import_module
from pathlib import Path

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from explainer.view.server import on_demand, runs
from explainer.view.server.shared import SHARED
from explainer.view.shell import header_footer, state, style, titles
from explainer.view.widgets import address

ICON = Path(__file__).parent / "static" / "icon.png"


def main() -> None:
    """Run one page in the visitor's language.

    The page is chosen by the address that the browser reports. Streamlit's own pages would write
    the browser's history by themselves: they are off, both the declared ones and, from the first
    run of the process on, those that it makes of every file in `pages/`.
    """
    PagesManager.uses_pages_directory = False
    with SHARED.scheduler.run(runs.check_stopped), state.address_read():
        page()


def page() -> None:
    """Draw the page; called when the scheduler gives this run the slot."""
    current, texts = state.current_page(), state.words()
    st.set_page_config(
        page_title=titles.title(texts, current),
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    on_demand.drop_unfinished()
    style.apply_style(state.scenario() if current.runs else None)
    header_footer.header(texts, current)
    message = state.message()
    address.show_owner(message)
    try:
        import_module(current.module).show()
    except Exception:
        header_footer.show_failure(texts)
        header_footer.footer(texts, current)  # the ways to other pages, and the page's language
        address.mark_shown(message)
        raise  # for the log; what Streamlit would say to the visitor is hidden
    header_footer.footer(texts, current)
    address.mark_shown(message)
    state.mark_complete()
    on_demand.answer_waiting(texts)


main()
