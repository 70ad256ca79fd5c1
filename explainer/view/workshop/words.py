"""What every screen of the workshop says in the same way."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import streamlit as st

from content import Texts
from content.formats import Formats
from content.html import Markup
from explainer.view.shell import sitemap, state
from explainer.view.shell.language import PARAMETER
from explainer.workshop.errors import WorkshopError

NUMBERED = ("answer_number", "answer_choice")
ONCE = Path(__file__).with_name("once.js").read_text(encoding="utf-8")


def problem(error: WorkshopError, texts: Texts) -> str:
    """Say in the visitor's words what a room refused."""
    values = {name: str(value) for name, value in error.values.items()}
    if error.code == "storage_newer" or error.code == "storage_address":
        values = {}
    if "field" in values:
        values["field"] = texts(f"workshop.fields.{values['field']}")
    return texts(f"workshop.problems.{error.code}", **values)


def alert(error: WorkshopError, texts: Texts) -> None:
    """Show what was refused."""
    st.html(Markup('<p class="ec-problem" role="alert">{}</p>').format(problem(error, texts)))


def ignore_second_click() -> None:
    """Have the second click of a double click do nothing where it would decide something else."""
    st.html(Markup("<script>{}</script>").format(Markup(ONCE)), unsafe_allow_javascript=True)


def titled(level: int, title: str, table: str) -> Markup:
    """Write a heading and its table, whose caption says the same for those who hear it."""
    return Markup('<div class="ec-titled"><h{}>{}</h{}>{}</div>').format(level, title, level, table)


def date_text(seconds: int, formats: Formats) -> str:
    """Write a day as the visitor's country does."""
    return formats.date(datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC).date())


def link(page: str, **choices: str) -> str:
    """Return the address of a page relative to any page, complete for a new tab."""
    return f"./{sitemap.page_named(page).slug}?{state.link_query(page, choices)}"


def absolute_address(page: str, *, any_language: bool = False, **choices: str) -> str:
    """Return the whole address of a page, as another device needs it.

    Parameters
    ----------
    page : str
    any_language : bool
        Whether it leaves the language to the one who opens it.
    **choices : str
    """
    current = urlsplit(state.address())
    top = current.path.rpartition("/")[0]
    kept = {} if any_language else {PARAMETER: state.language()}
    query = urlencode({**kept, **choices})
    return f"{current.scheme}://{current.netloc}{top}/{sitemap.page_named(page).slug}?{query}"
