"""The people of a scenario as a CSV file, written while their lives are lived."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pandas as pd

from content.formats import Formats
from simulations import Scenario
from simulations.people.spreadsheet import csv_text
from simulations.people.table import COLUMNS, people_chunks

MARK = "\ufeff"
"""Byte-order mark: without it spreadsheets take the accents for something else."""

Progress = Callable[[int, int], None]


class Target(Protocol):
    """Something open that bytes are written to."""

    def write(self, data: bytes, /) -> object:
        """Write at the end."""


def write_people(
    scenario: Scenario,
    rows: int,
    formats: Formats,
    target: Target,
    progress: Progress | None = None,
) -> int:
    """Write one row for each of the first people of a scenario, as ``people_chunks`` has them.

    Parameters
    ----------
    rows : int
        From 0 to 100,000; there may be more rows than shoppers.
    formats : Formats
        Of the country whose spreadsheets should read the file. The header has the codes of
        ``people_table.COLUMNS``, the same in every language.
    target : binary file
        Written bit by bit; it is neither rewound nor closed.
    progress : callable, optional
        Called with rows done and rows in all, at least once for 1,000 rows.

    Returns
    -------
    int
        Bytes written.

    Raises
    ------
    ScenarioError
        When ``rows`` is not legal; nothing has been written then.
    """
    chunks = people_chunks(scenario, rows)
    separator, decimal = separators(formats)

    def write_table(table: pd.DataFrame, header: bool = False) -> int:
        text = csv_text(table, separator=separator, decimal=decimal, header=header)
        data = f"{MARK if header else ''}{text}".encode()
        target.write(data)
        return len(data)

    size = write_table(pd.DataFrame(columns=list(COLUMNS)), header=True)
    done = 0
    for chunk in chunks:
        size += write_table(chunk)
        done += len(chunk)
        if progress is not None:
            progress(done, rows)
    return size


def save_people(
    path: str,
    scenario: Scenario,
    rows: int,
    formats: Formats,
    *,
    progress: Progress | None = None,
) -> int:
    """Write the same into a file that exists, named by its path: for another process to do.

    Raises `OSError` when nobody waits for the file any more and it is gone.
    """
    with Path(path).open("r+b") as target:
        return write_people(scenario, rows, formats, target, progress)


def separators(formats: Formats) -> tuple[str, str]:
    """Return what stands between columns and before decimals in a country's CSV files."""
    return (";", ",") if formats.decimal_separator == "," else (",", ".")
