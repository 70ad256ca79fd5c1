"""Which column of a file is the customer, the date, the amount and the channel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from simulations.orders.cells import (
    Mark,
    decimal_mark,
    is_ambiguous,
    names,
    plain,
    read_amount,
    read_day,
)
from simulations.orders.problems import OrdersError, cut
from simulations.orders.table import Row, Sheet

REQUIRED = ("customer", "date", "amount")
FIELDS = (*REQUIRED, "channel", "order")
HEADINGS_WITHIN = 20
"""Rows among which the headings are looked for: above them stand titles and filters."""
FEWEST = 2
READABLE = 0.3
"""Share of a column's first cells that must be dates or amounts for it to be one of those."""
CERTAIN = 0.8
SECONDS_LENGTH = 10
ENOUGH = 200
"""Cells that leave no doubt, after which no more are looked at."""
RARE = 20


@dataclass(frozen=True)
class Layout:
    """Which column holds what in a file. A visitor may correct it with ``dataclasses.replace``.

    Attributes
    ----------
    sheet : Sheet
    headings : tuple of str
        As they stand in the file, cut short; empty where there are none.
    first : int
        Number of the last row of headings; 0 where there are none.
    columns : dict of field to int
        Position of each field of ``FIELDS`` that was found, from 0.
    guessed : bool
        Whether the columns were recognised by their cells, for want of headings.
    day_first : bool or None
        Whether 3/4 is the third of April; None where the file leaves it open.
    doubtful : str
        An ambiguous date, where the file leaves it open; then ``day_first`` is to be asked.
    mark : str
        Decimal mark of the amounts.
    """

    sheet: Sheet
    headings: tuple[str, ...]
    first: int
    columns: Mapping[str, int]
    guessed: bool
    day_first: bool | None
    doubtful: str
    mark: Mark

    def cell(self, row: Row, field: str) -> Any:
        """Return the cell of a field in a row; an empty text where there is none.

        Parameters
        ----------
        row : sequence
            As ``Sheet.rows`` yields it.
        field : str

        Returns
        -------
        object
        """
        column = self.columns.get(field, -1)
        cell = row[column] if 0 <= column < len(row) else ""
        return "" if cell is None else cell

    def detached(self) -> Layout:
        """Return it without the file, to be kept or sent; see ``Sheet.detached``.

        Returns
        -------
        Layout
        """
        return replace(self, sheet=self.sheet.detached())

    def preview(self, rows: int = 5) -> list[tuple[str, ...]]:
        """Return the first rows below the headings, as short printable texts.

        Parameters
        ----------
        rows : int
            How many.

        Returns
        -------
        list of tuple of str
        """
        below = [row for line, row in self.sheet.sample() if line > self.first]
        return [
            tuple(cut(cell if cell is not None else "") for cell in row) for row in below[:rows]
        ]


def find_layout(sheets: Sequence[Sheet]) -> Layout:
    """Return the layout of the table that looks most like orders.

    Parameters
    ----------
    sheets : sequence of Sheet
        At least one.

    Returns
    -------
    Layout

    Raises
    ------
    OrdersError
        ``no_columns`` with the fields that are missing in the best table, or ``empty``.
    """
    best, lacking = best_layout(sheets)
    if lacking:
        raise OrdersError("no_columns", cut(", ".join(best.headings)), lacking)
    return settled(best)


def best_layout(sheets: Sequence[Sheet]) -> tuple[Layout, tuple[str, ...]]:
    """Return the layout of the table that looks most like orders, and the fields that it lacks.

    Parameters
    ----------
    sheets : sequence of Sheet
        At least one.

    Returns
    -------
    Layout
        Not settled yet.
    tuple of str

    Raises
    ------
    OrdersError
        ``empty``, where no table has rows.
    """
    best: tuple[Layout, tuple[str, ...]] | None = None
    for sheet in sheets:
        rows = sheet.sample()
        if not rows:
            continue
        layout = _by_headings(sheet, rows) or _by_content(sheet, rows)
        lacking = tuple(field for field in REQUIRED if field not in layout.columns)
        if best is None or (len(lacking), -len(layout.columns)) < (
            len(best[1]),
            -len(best[0].columns),
        ):
            best = layout, lacking
    if best is None:
        raise OrdersError("empty")
    return best


def settled(layout: Layout) -> Layout:
    """Return a layout with the order of its dates and its decimal mark, from all of its rows.

    Parameters
    ----------
    layout : Layout

    Returns
    -------
    Layout
    """
    day_first, doubtful = _day_first(layout)
    amounts = (
        layout.cell(row, "amount") for line, row in layout.sheet.rows() if line > layout.first
    )
    return replace(layout, day_first=day_first, doubtful=doubtful, mark=_mark(amounts))


def is_total(layout: Layout, row: Row) -> bool:
    """Return whether a row is a total, by its first cell or that of the customer.

    Parameters
    ----------
    layout : Layout
    row : sequence

    Returns
    -------
    bool
    """
    totals = names()["total"]["names"]
    first = next((cell for cell in row if cell not in ("", None)), "")
    return plain(first) in totals or plain(layout.cell(row, "customer")) in totals


def _mark(cells: Iterable[Any]) -> Mark:
    clear_cells: list[str] = []
    for cell in cells:
        if isinstance(cell, str) and decimal_mark([cell]):
            clear_cells.append(cell)
            if len(clear_cells) >= ENOUGH:
                break
    return decimal_mark(clear_cells)


def _day_first(layout: Layout) -> tuple[bool | None, str]:
    votes = {True: 0, False: 0}
    doubtful = ""
    known: set[str] = set()
    for line, row in layout.sheet.rows():
        cell = layout.cell(row, "date")
        if line <= layout.first or not isinstance(cell, str) or cell[:10] in known:
            continue
        if len(known) < 50_000:
            known.add(cell[:10])
        if is_ambiguous(cell):
            doubtful = doubtful or cut(cell)
        elif read_day(cell, None) is not None:
            vote = _day_comes_first(cell)
            if vote is not None:
                votes[vote] += 1
                if max(votes.values()) >= ENOUGH:
                    break
    if not doubtful and max(votes.values()) < ENOUGH:
        return None, ""  # every date can be read
    for order, other in ((True, False), (False, True)):
        if votes[order] > RARE * votes[other]:
            return order, ""
    return None, doubtful


def _day_comes_first(cell: str) -> bool | None:
    """Whether a date without doubt has the day first; None for one of another form."""
    parts = "".join(c if c.isdigit() else " " for c in cell[:10]).split()
    if len(parts) < 3 or len(parts[0]) > 2 or len(parts[1]) > 2:
        return None
    if int(parts[0]) > 12:
        return True
    return False if int(parts[1]) > 12 else None


def _by_headings(sheet: Sheet, rows: Sequence[tuple[int, Row]]) -> Layout | None:
    """Find the headings: the row, or two rows together, that name the most fields."""
    best: tuple[int, int, list[str], dict[str, int]] | None = None
    for index, (_, row) in enumerate(rows[:HEADINGS_WITHIN]):
        for height in (1, 2):
            if index + height > len(rows):
                continue
            texts = [str(cell) if cell is not None else "" for cell in row]
            if height == 2:
                texts = _joined(row, rows[index + 1][1])
            below = [r for _, r in rows[index + height :]]
            columns = _columns_by_heading(texts, below)
            if len(columns) >= FEWEST and (best is None or len(columns) > len(best[3])):
                best = (index, height, texts, columns)
    if best is None:
        return None
    index, height, texts, columns = best
    last = index + height - 1
    while last + 1 < len(rows) and len(_headings(rows[last + 1][1])) >= FEWEST:
        last += 1  # the same headings once more, perhaps in another language
    headings = tuple(cut(text) for text in texts)
    return Layout(sheet, headings, rows[last][0], columns, False, None, "", "")


def _joined(upper: Row, lower: Row) -> list[str]:
    """Read two rows of headings as one; a heading over several columns stands in the first."""
    headings, over = [], ""
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    for upper_cell, lower_cell in zip(above, below, strict=True):
        over = str(upper_cell) if upper_cell not in ("", None) else over
        lower_text = str(lower_cell) if lower_cell not in ("", None) else ""
        heading = lower_text if _heading_matches(lower_text) else f"{over} {lower_text}".strip()
        headings.append(heading)
    return headings


def _headings(row: Row) -> dict[str, int]:
    return {field: 0 for cell in row if isinstance(cell, str) and (field := _field_of(cell))}


def _field_of(text: str) -> str:
    """Return the field that a heading is exactly a name of; empty if none."""
    heading = _heading(text)
    return next((field for field, known in names()["field"].items() if heading in known), "")


def _heading(text: str) -> str:
    """Return the words of a heading in plain form; ``orderDate`` has two."""
    return plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:200]))


def _heading_matches(text: str) -> list[tuple[int, int, str]]:
    """Fields that a heading may mean: whether not exactly, rank of the name, and the field."""
    heading = _heading(text)
    if not heading or len(heading) > 60:
        return []
    return [
        (0 if heading == name else 1, rank, field)
        for field, known in names()["field"].items()
        for rank, name in enumerate(known)
        if heading == name or heading.startswith(f"{name} ")
    ]


def _columns_by_heading(texts: Sequence[str], below: Sequence[Row]) -> dict[str, int]:
    """Give each field the column whose heading fits it best and whose cells do not contradict."""
    matches = [
        (exact, rank, column, field)
        for column, text in enumerate(texts)
        for exact, rank, field in _heading_matches(text)
    ]
    columns: dict[str, int] = {}
    for _, _, column, field in sorted(matches):
        if (
            field not in columns
            and column not in columns.values()
            and _fits_cells(field, column, below)
        ):
            columns[field] = column
    return columns


def _fits_cells(field: str, column: int, rows: Sequence[Row]) -> bool:
    """Whether a column's cells can be what its heading says."""
    if not rows:
        return True
    if field == "customer":
        return any(column < len(row) and row[column] not in ("", None) for row in rows)
    share = _shares(column, rows)
    return share[field] >= READABLE if field in share else True


def _shares(column: int, rows: Sequence[Row]) -> dict[str, float]:
    cells = [row[column] for row in rows if column < len(row) and row[column] not in ("", None)]
    if not cells:
        return {"date": 0.0, "amount": 0.0}
    days = sum(
        read_day(cell, True) is not None or read_day(cell, False) is not None for cell in cells
    )
    sums = sum(read_amount(cell, "") is not None for cell in cells)
    return {"date": days / len(cells), "amount": sums / len(cells)}


def _by_content(sheet: Sheet, rows: Sequence[tuple[int, Row]]) -> Layout:
    """Recognise the columns by their cells, where there are no headings."""
    cells = [row for _, row in rows]
    width = max(len(row) for row in cells)
    shares = {column: _shares(column, cells) for column in range(width)}
    channel_names = {name for column_texts in names()["channel"].values() for name in column_texts}
    columns: dict[str, int] = {}
    texts = {
        column: [plain(row[column]) for row in cells if column < len(row) and row[column]]
        for column in range(width)
    }
    for column, column_texts in texts.items():
        if column_texts and sum(text in channel_names for text in column_texts) >= CERTAIN * len(
            column_texts
        ):
            columns.setdefault("channel", column)
    for column in range(width):
        is_date = shares[column]["date"] >= CERTAIN and not _may_be_numbers(texts[column])
        if is_date and column not in columns.values():
            columns.setdefault("date", column)
    free = [column for column in range(width) if column not in columns.values()]
    sums = [column for column in free if shares[column]["amount"] >= CERTAIN]
    if sums and "date" in columns:
        marked = [p for p in sums if any(_has_mark(row[p]) for row in cells if p < len(row))]
        columns["amount"] = marked[-1] if marked else sums[-1]
        rest = [column for column in free if column != columns["amount"] and texts[column]]
        if rest:
            columns["customer"] = rest[0]
    return Layout(sheet, (), 0, columns, True, None, "", "")


def _may_be_numbers(texts: Sequence[str]) -> bool:
    """Whether a column of seconds may as well be numbers of orders or telephones."""
    return all(text.isdecimal() and len(text) >= SECONDS_LENGTH for text in texts)


def _has_mark(cell: Any) -> bool:
    if isinstance(cell, float):
        return not cell.is_integer()
    return isinstance(cell, str) and any(mark in cell for mark in ".,$")
