"""Words and small parts that all screens of the workshop share."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from content import Texts
from content.formats import Formats
from content.html import Markup
from explainer.figures.tables import html_table
from explainer.results.block import Column
from explainer.view.shell import sitemap, state
from explainer.view.shell.html_parts import alert, inline_script
from explainer.view.shell.language import PARAMETER
from explainer.workshop.errors import WorkshopError

ONCE = Path(__file__).with_name("once.js")


def refusal_text(error: WorkshopError, texts: Texts) -> str:
    """Say in the visitor's words what a room refused."""
    values = {name: str(value) for name, value in error.values.items()}
    if error.code in ("storage_newer", "storage_address"):
        values = {}
    if "field" in values:
        values["field"] = texts(f"workshop.fields.{values['field']}")
    return texts(f"workshop.problems.{error.code}", **values)


def show_error(error: WorkshopError, texts: Texts) -> None:
    """Show what was refused."""
    st.html(alert(refusal_text(error, texts)))


def show_refusal(key: str, texts: Texts, error: WorkshopError | None = None) -> None:
    """Show once what ``keep_refusal`` has kept, or else the error, if any."""
    refusal = st.session_state.pop(key, None) or error
    if refusal is not None:
        show_error(refusal, texts)


@contextmanager
def keep_refusal(key: str) -> Iterator[None]:
    """Keep the error of a room that ends the block, for the next run to show."""
    try:
        yield
    except WorkshopError as error:
        st.session_state[key] = error


def ignore_second_click() -> None:
    """Ignore the second click of a double click, which could trigger another decision."""
    st.html(inline_script(ONCE), unsafe_allow_javascript=True)


def titled_table(
    level: int, title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]
) -> Markup:
    """Write a heading and its table, with the same words as caption for screen readers."""
    table = html_table(title, columns, rows)
    return Markup('<div class="ec-titled"><h{}>{}</h{}>{}</div>').format(level, title, level, table)


def date_text(seconds: int, formats: Formats) -> str:
    """Write a day as the visitor's country does."""
    return formats.date(datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC).date())


def absolute_address(page: str, *, any_language: bool = False, **choices: str) -> str:
    """Return the whole address of a page, as another device needs it.

    Without a language it leaves it to the one who opens the address.
    """
    kept = {} if any_language else {PARAMETER: state.language()}
    query = urlencode({**kept, **choices})
    return state.absolute(f"./{sitemap.page_named(page).slug}?{query}")
