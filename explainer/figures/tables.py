"""Tables that everyone can read: accessible HTML, and CSV that is safe to open."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from content.formats import Formats
from content.html import Markup, escape
from explainer.results.block import Column
from simulations.people.spreadsheet import csv_text


def html_table(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    name: str = "",
) -> Markup:
    """Write a table as one line of HTML, in a region that scrolls sideways by keyboard too.

    Parameters
    ----------
    caption : str
        Read out first.
    columns : sequence of Column
        Headings; numeric columns are right-aligned with figures of equal width.
    rows : sequence of sequences of str
        Preformatted cells; the first of each row is that row's header. A row that is not as long
        as the headings is a ValueError.
    name : str
        Name of the scrolling region for screen readers; the caption by default.
    """
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"a row has {len(row)} cells for {len(columns)} columns")
    head = "".join(
        f'<th scope="col"{_class(column)}>{_text(column.label)}</th>' for column in columns
    )
    opened = [
        (f'<th scope="row"{_class(column)}>', "</th>")
        if position == 0
        else (f"<td{_class(column)}>", "</td>")
        for position, column in enumerate(columns)
    ]
    body = "".join(
        "<tr>"
        + "".join(
            [f"{start}{_text(cell)}{end}" for (start, end), cell in zip(opened, row, strict=True)]
        )
        + "</tr>"
        for row in rows
    )
    return Markup(
        f'<div class="ec-table" role="region" tabindex="0" aria-label="{_text(name or caption)}">'
        f"<table><caption>{_text(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def csv_bytes(data_frame: pd.DataFrame, *, separator: str = ",", decimal: str = ".") -> bytes:
    """Write a table as CSV in UTF-8 with a byte-order mark, for spreadsheets.

    Columns become the header, in order; the index is left out. Numbers stay numbers. A text that a
    spreadsheet would run as a formula gets an apostrophe in front, so that it is shown as it is.
    Column and decimal separators that are the same are a ValueError.
    """
    return csv_text(data_frame, separator=separator, decimal=decimal).encode("utf-8-sig")


def country_csv(data_frame: pd.DataFrame, formats: Formats) -> bytes:
    """Write a table as the spreadsheets of a country read it: see `csv_bytes`."""
    comma = formats.decimal_separator == ","
    return csv_bytes(data_frame, separator=";" if comma else ",", decimal="," if comma else ".")


def _class(column: Column) -> str:
    return ' class="ec-number"' if column.numeric else ""


def _text(text: str) -> Markup:
    """Escape a text and keep it on one line: Markdown ends HTML at a blank line."""
    return escape(text.replace("\n", " "))
