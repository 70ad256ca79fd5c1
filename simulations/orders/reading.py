"""From rows to orders: numbers in columns, without names, and what was wrong row by row.

Of a customer and of an order only a hash is kept: nobody can be read out of what stays in memory.
"""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray

from simulations.orders.cells import EPOCH, names, plain, read_amount, read_day
from simulations.orders.columns import Layout, find_layout, is_total, settled
from simulations.orders.problems import OrdersError, RowProblem, cut
from simulations.orders.table import MOST_ROWS, open_table

FIRST_YEAR = 1990
LISTED_PROBLEMS = 200
"""Bad rows that are named."""
CACHED = 200_000
PROGRESS_EVERY = 20_000
"""Rows between two reports of progress."""
LINES_PER_ORDER = 1.2
"""Rows of an order from which on equal rows are several items, not the same order twice."""
MOST_CHANNELS = 120
NO_CHANNEL = -1

Progress = Callable[[int], None]
Value = TypeVar("Value")


@dataclass(frozen=True)
class RowCounts:
    """What became of the rows of a file.

    Attributes
    ----------
    rows : int
        Rows below the headings.
    bad : int
        Rows that were left out, of which the first are in ``problems``.
    problems : tuple of RowProblem
    totals, duplicates, empty_amounts : int
        Rows that add up others, that repeat another one, and that are about no money.
    refunds : int
        Orders that give money back.
    """

    rows: int
    bad: int
    problems: tuple[RowProblem, ...]
    totals: int
    duplicates: int
    empty_amounts: int
    refunds: int


@dataclass(frozen=True)
class Orders:
    """Orders of a file; n of them.

    Attributes
    ----------
    customers : int32 array (n,)
        Number of the customer, from 0.
    days : int32 array (n,)
        Since 1970-01-01.
    amounts : float64 array (n,)
        Money; below 0 for a refund, never 0.
    channels : int16 array (n,)
        Position in ``channel_names``; −1 where there is none.
    channel_names : tuple of str
        As they stand in the file: hostile text, cut short.
    counts : RowCounts
    layout : Layout
    """

    customers: NDArray[np.int32]
    days: NDArray[np.int32]
    amounts: NDArray[np.float64]
    channels: NDArray[np.int16]
    channel_names: tuple[str, ...]
    counts: RowCounts
    layout: Layout


def read_file(
    data: bytes | BinaryIO,
    *,
    day_first: bool | None = None,
    today: datetime.date | None = None,
    progress: Progress | None = None,
) -> Orders:
    """Read the orders of a file of any kind.

    Parameters
    ----------
    data : bytes or binary file
        Hostile.
    day_first : bool, optional
        Whether 3/4 is the third of April, where the file leaves it open.
    today : date, optional
        Orders after tomorrow are wrong; the clock's day by default.
    progress : callable, optional
        Called with the rows done.

    Returns
    -------
    Orders

    Raises
    ------
    OrdersError
        Why the file is refused, see ``problems.REFUSALS``.
    """
    return read_orders(
        find_layout(open_table(data)), day_first=day_first, today=today, progress=progress
    )


def corrected(layout: Layout, columns: dict[str, int]) -> Layout:
    """Return a layout whose columns a visitor has put right.

    Parameters
    ----------
    layout : Layout
    columns : dict of str to int
        Position of the column of each field, from 0.

    Returns
    -------
    Layout
    """
    from dataclasses import replace

    return settled(replace(layout, columns=columns))


def read_orders(
    layout: Layout,
    *,
    day_first: bool | None = None,
    today: datetime.date | None = None,
    progress: Progress | None = None,
    most: int = MOST_ROWS,
) -> Orders:
    """Read the orders of a table whose columns are known; see ``read_file``.

    Parameters
    ----------
    layout : Layout
    day_first, today, progress
        As ``read_file`` takes them.
    most : int
        Rows below the headings beyond which a table is refused.

    Returns
    -------
    Orders

    Raises
    ------
    OrdersError
        For dates that can be two, too many rows, or a table without orders.
    """
    if layout.day_first is not None:
        day_first = layout.day_first
    elif layout.doubtful and day_first is None:
        raise OrdersError("ambiguous_dates", layout.doubtful)
    collected = _Collected(layout, day_first, today or datetime.datetime.now(datetime.UTC).date())
    for line, row in layout.sheet.rows():
        if line > layout.first:
            if collected.rows == most:
                raise OrdersError("too_many_rows", str(most))
            collected.take(line, row)
            if progress is not None and collected.rows % PROGRESS_EVERY == 0:
                progress(collected.rows)
    return collected.orders()


class _Collected:
    """Rows as they are taken in, one after the other."""

    def __init__(self, layout: Layout, day_first: bool | None, today: datetime.date) -> None:
        self.layout, self.day_first = layout, day_first
        self.first = datetime.date(FIRST_YEAR, 1, 1).toordinal() - EPOCH
        self.last = today.toordinal() - EPOCH + 1
        self.rows = self.bad = self.totals = self.zeros = 0
        self.problems: list[RowProblem] = []
        self.customers, self.marks = array("q"), array("q")
        self.days, self.channels = array("i"), array("h")
        self.amounts, self.orders_of = array("d"), array("q")
        self.channel_codes: dict[str, int] = {}
        self.read_day = _cached(lambda cell: read_day(cell, day_first))
        self.read_amount = _cached(lambda cell: read_amount(cell, layout.mark))
        self.previous: tuple[str, int | None] = "", None
        self.headings = [plain(text) for text in layout.headings]

    def take(self, line: int, row: object) -> None:
        """Take in one row, or note what is wrong with it."""
        assert isinstance(row, list | tuple)
        layout = self.layout
        when, much = layout.cell(row, "date"), layout.cell(row, "amount")
        self.rows += 1
        day = self.read_day(when)
        if day is None and (is_total(layout, row) or self._repeats_headings(row)):
            self.totals += 1
            return
        who = _key(layout.cell(row, "customer"))
        code = ""
        amount = self.read_amount(much)
        if day is None:
            code = "bad_date" if str(when).strip() else "no_date"
        elif not self.first <= day <= self.last:
            code = "date_out_of_range"
        elif not who:
            code = "no_customer"
        elif amount is None:
            code = "bad_amount" if str(much).strip() else "no_amount"
        current = (who, day)
        if code == "no_amount" and current == self.previous:
            self.zeros += 1  # a further line of the order above, which has the amount
            return
        self.previous = current
        if code:
            self._refuse(line, code, when if "date" in code else much)
            return
        if amount == 0.0:
            self.zeros += 1
            return
        assert day is not None
        assert amount is not None
        order = _key(layout.cell(row, "order"))
        self.customers.append(hash(who))
        self.days.append(day)
        self.amounts.append(amount)
        self.channels.append(self._channel(layout.cell(row, "channel")))
        self.orders_of.append(hash(order) if order else 0)
        self.marks.append(hash((who, str(when), amount, order, self.channels[-1])))

    def orders(self) -> Orders:
        """Return what was taken in."""
        if not self.customers:
            raise OrdersError("no_orders", rows=tuple(self.problems))
        kept = self._without_doubles()
        amounts = np.frombuffer(self.amounts, np.float64)[kept]
        counts = RowCounts(
            rows=self.rows,
            bad=self.bad,
            problems=tuple(self.problems),
            totals=self.totals,
            duplicates=len(self.customers) - len(kept),
            empty_amounts=self.zeros,
            refunds=int((amounts < 0.0).sum()),
        )
        _, people = np.unique(np.frombuffer(self.customers, np.int64)[kept], return_inverse=True)
        return Orders(
            customers=people.astype(np.int32),
            days=np.frombuffer(self.days, np.int32)[kept],
            amounts=amounts,
            channels=np.frombuffer(self.channels, np.int16)[kept],
            channel_names=tuple(cut(name) for name in self.channel_codes),
            counts=counts,
            layout=self.layout,
        )

    def _without_doubles(self) -> NDArray[np.int64]:
        """Positions of the rows that are no second copy of another one."""
        orders = np.frombuffer(self.orders_of, np.int64)
        numbered = orders[orders != 0]
        marks = np.frombuffer(self.marks, np.int64)
        if len(numbered):
            different = len(np.unique(marks[orders != 0]))
            if different > LINES_PER_ORDER * len(np.unique(numbered)):
                return np.arange(len(marks))  # a row is a line of an order
        _, first = np.unique(marks, return_index=True)
        return np.sort(first)

    def _refuse(self, line: int, code: str, given: object) -> None:
        self.bad += 1
        if len(self.problems) < LISTED_PROBLEMS:
            self.problems.append(RowProblem(line, code, cut(given)))

    def _repeats_headings(self, row: list[object] | tuple[object, ...]) -> bool:
        return bool(self.headings) and [plain(c or "") for c in row] == self.headings

    def _channel(self, cell: object) -> int:
        name = " ".join(str(cell).split())[:80]
        if not name:
            return NO_CHANNEL
        if name not in self.channel_codes and len(self.channel_codes) >= MOST_CHANNELS:
            return NO_CHANNEL
        return self.channel_codes.setdefault(name, len(self.channel_codes))


def _cached(read: Callable[[object], Value]) -> Callable[[object], Value]:
    """Remember what the texts of a column are read as: most of them come again."""
    known: dict[str, Value] = {}

    def read_cached(cell: object) -> Value:
        if not isinstance(cell, str):
            return read(cell)
        if cell not in known:
            if len(known) > CACHED:
                known.clear()
            known[cell] = read(cell)
        return known[cell]

    return read_cached


def _key(cell: object) -> str:
    """Return what tells a customer from others: the same number is one, however it is written."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split()).casefold()[:200]


def channel_codes(channel_names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the model's channel that each name of a file stands for; empty where none is known.

    Parameters
    ----------
    channel_names : tuple of str

    Returns
    -------
    tuple of str
        Each one of ``simulations.CHANNELS``, or empty.
    """
    return tuple(_channel_code(name) for name in channel_names)


def _channel_code(name: str) -> str:
    plain_name = plain(name)
    groups = names()["channel"]
    exact = next((code for code, known in groups.items() if plain_name in known), "")
    if exact:
        return exact
    words = f" {plain_name} "
    longest = [
        (len(known_name), code)
        for code, known in groups.items()
        for known_name in known
        if f" {known_name} " in words
    ]
    return max(longest)[1] if longest else ""
