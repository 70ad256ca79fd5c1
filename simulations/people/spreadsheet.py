"""CSV that is safe to open: numbers stay numbers, and no text is run as a formula."""

from __future__ import annotations

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_text(
    table: pd.DataFrame, *, separator: str = ",", decimal: str = ".", header: bool = True
) -> str:
    """Write a table as CSV; a text that a spreadsheet would run gets an apostrophe in front.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns become the header, in order; the index is left out.
    separator, decimal : str
        Column and decimal separators, which must differ.
    header : bool
        Whether the names of the columns come first; without them, a later part of a file.

    Returns
    -------
    str
        Lines that end as spreadsheets expect it.

    Raises
    ------
    ValueError
        If the two separators are the same.
    """
    if separator == decimal:
        raise ValueError("column and decimal separators must differ")
    safe = pd.DataFrame(
        {
            inert(str(name)): table[name]
            if pd.api.types.is_numeric_dtype(table[name])
            else table[name].map(inert)
            for name in table.columns
        }
    )
    written: str = safe.to_csv(
        index=False, sep=separator, decimal=decimal, lineterminator="\r\n", header=header
    )
    return written


def inert(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    Parameters
    ----------
    cell : object

    Returns
    -------
    object
        The cell itself if it is no such text.
    """
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return "'" + cell
    return cell
