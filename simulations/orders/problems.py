"""What can be wrong with a file of orders, as codes; whoever shows them puts them into words."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulations.scenario.problems import visible

LONGEST = 60
"""Letters of a hostile cell that are shown."""

REFUSALS = (
    *("empty", "too_large", "too_many_rows", "wrong_type", "unpacks_too_large", "password"),
    *("no_workbooks", "damaged", "no_columns", "ambiguous_dates", "no_orders"),
)
"""Why a whole file is refused."""
ROW_CODES = ("no_customer", "no_date", "bad_date", "date_out_of_range", "no_amount", "bad_amount")
"""Why a row is left out."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One row that cannot be used.

    Attributes
    ----------
    row : int
        As a spreadsheet or editor counts it, from 1.
    code : str
        One of ``ROW_CODES``.
    given : str
        What stood there: hostile text, cut short.
    """

    row: int
    code: str
    given: str = ""


@dataclass(unsafe_hash=True)
class OrdersError(Exception):
    """A file that is refused as a whole.

    Attributes
    ----------
    code : str
        One of ``REFUSALS``; ``needs_memory`` where a process of its own reads the file.
    given : str
        What was found, where that helps: hostile text, cut short.
    names : tuple of str
        Fields that are missing, or the headers that were seen.
    rows : tuple of RowProblem
        The first bad rows, where all are bad.
    """

    code: str
    given: str = ""
    names: tuple[str, ...] = ()
    rows: tuple[RowProblem, ...] = field(default=())

    def __reduce__(self) -> tuple[type[OrdersError], tuple[object, ...]]:
        return OrdersError, (self.code, self.given, self.names, self.rows)

    def __str__(self) -> str:
        parts = [self.code, self.given, ", ".join(self.names)]
        parts += [
            f"row {problem.row}: {problem.code} {problem.given}".strip()
            for problem in self.rows[:3]
        ]
        return ": ".join(part for part in parts if part)


def cut(value: object) -> str:
    """Return a hostile value as one short printable line.

    Parameters
    ----------
    value : object
        Hostile.

    Returns
    -------
    str
        At most ``LONGEST`` letters.
    """
    text = " ".join(visible(str(value)[: 4 * LONGEST]).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
