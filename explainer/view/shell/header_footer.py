"""The frame of every page: menu, language switch, corrections, footer."""

import json
from functools import cache
from pathlib import Path

import streamlit as st

from content import LANGUAGES
from content.html import Markup
from content.words import Words
from explainer.reading import page_tools
from explainer.view.shell import callbacks, menu, problems, state
from explainer.view.shell.page_links import link
from explainer.view.shell.sitemap import Page, offered_lessons
from explainer.view.shell.titles import description, title
from explainer.view.widgets.files import save_image
from simulations import MODEL_VERSION

START = "page-start"
_SCRIPTS = [Path(__file__).with_name(name) for name in ("translated.js", "header_footer.js")]


def header(words: Words, current: Page) -> None:
    """Show brand, menu and language switch, and what was corrected in the link."""
    skip = Markup('<a class="ec-skip" href="#{}">{}</a>').format(START, words("site.skip"))
    start = Markup('<div id="{}" tabindex="-1" data-screen="{}"></div>').format(START, current.name)
    with st.container(key="ec_top"):
        st.html(f"{skip}{menu.menu(words, current)}{start}")
    if callbacks.failed():
        show_failure(words)
    corrected = problems.report(state.link_problems(), words)
    if corrected:
        st.html(corrected)


def footer(words: Words, current: Page) -> None:
    """Show the footer and set language, title and description in the browser."""
    with st.container(key="ec_bottom"):
        brief = current.name in offered_lessons()
        st.html(menu.footer(words, MODEL_VERSION, brief=brief))
        st.html(
            Markup("<script>(() => {{const site = {};{}}})();</script>").format(
                Markup(_script_data(words, current)), Markup(_script())
            ),
            unsafe_allow_javascript=True,
        )
        st.html(save_image.script(), unsafe_allow_javascript=True)
        st.html(page_tools.script(), unsafe_allow_javascript=True)


def _script_data(words: Words, current: Page) -> str:
    """Write what the script needs to know, as JSON that cannot end the script."""
    facts = {
        "language": LANGUAGES[words.language].html_lang,
        "languages": {code: entry.html_lang for code, entry in LANGUAGES.items()},
        "name": words("site.name"),
        "title": title(words, current),
        "description": description(words, current),
        "picture": f"share-{words.language}.png",
    }
    return json.dumps(facts).replace("<", "\\u003c")


@cache
def _script() -> str:
    return "".join(script.read_text(encoding="utf-8") for script in _SCRIPTS)


def show_failure(words: Words) -> None:
    """Say in the visitor's language that something failed, and where to go on."""
    st.html(
        Markup(
            '<div class="ec-problems" role="alert"><h2>{}</h2><p>{}</p><p>'
            '<a class="ec-go" href="{}">{}</a></p></div>'
        ).format(
            words("site.broken.title"),
            words("site.broken.words"),
            link("home"),
            words("site.broken.home"),
        )
    )
