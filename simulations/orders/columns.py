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
    """Where things stand in a file. A visitor may correct it with ``dataclasses.replace``.

    Attributes
    ----------
    sheet : Sheet
    headings : tuple of str
        As they stand in the file, cut short; empty where there are none.
    first : int
        Number of the last row of headings; 0 where there are none.
    columns : dict of field to int
        Place of each field of ``FIELDS`` that was found, from 0.
    guessed : bool
        Whether the columns were told by what stands in them, for want of headings.
    day_first : bool or None
        Whether 3/4 is the third of April; None where the file does not say.
    doubtful : str
        A date that could be two, where the file does not say; then ``day_first`` is to be asked.
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
        place = self.columns.get(field, -1)
        found = row[place] if 0 <= place < len(row) else ""
        return "" if found is None else found

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
    """Return where things stand in the table that looks most like orders.

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
    """Say whether a row adds up others: it says so where it begins, or where the customer is.

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
    doubtless: list[str] = []
    for cell in cells:
        if isinstance(cell, str) and decimal_mark([cell]):
            doubtless.append(cell)
            if len(doubtless) >= ENOUGH:
                break
    return decimal_mark(doubtless)


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
            told = _says(cell)
            if told is not None:
                votes[told] += 1
                if max(votes.values()) >= ENOUGH:
                    break
    if not doubtful and max(votes.values()) < ENOUGH:
        return None, ""  # every date can be read
    for order, other in ((True, False), (False, True)):
        if votes[order] > RARE * votes[other]:
            return order, ""
    return None, doubtful


def _says(cell: str) -> bool | None:
    """Say which order a date without doubt has; None for one that has another form."""
    parts = "".join(c if c.isdigit() else " " for c in cell[:10]).split()
    if len(parts) < 3 or len(parts[0]) > 2 or len(parts[1]) > 2:
        return None
    if int(parts[0]) > 12:
        return True
    return False if int(parts[1]) > 12 else None


def _by_headings(sheet: Sheet, rows: Sequence[tuple[int, Row]]) -> Layout | None:
    """Find the headings: the row, or two rows together, that name the most fields."""
    best: tuple[int, int, list[str], dict[str, int]] | None = None
    for place, (_, row) in enumerate(rows[:HEADINGS_WITHIN]):
        for height in (1, 2):
            if place + height > len(rows):
                continue
            texts = [str(cell) if cell is not None else "" for cell in row]
            if height == 2:
                texts = _joined(row, rows[place + 1][1])
            below = [r for _, r in rows[place + height :]]
            found = _named(texts, below)
            if len(found) >= FEWEST and (best is None or len(found) > len(best[3])):
                best = (place, height, texts, found)
    if best is None:
        return None
    place, height, texts, found = best
    last = place + height - 1
    while last + 1 < len(rows) and len(_headings(rows[last + 1][1])) >= FEWEST:
        last += 1  # the same headings once more, perhaps in another language
    headings = tuple(cut(text) for text in texts)
    return Layout(sheet, headings, rows[last][0], found, False, None, "", "")


def _joined(upper: Row, lower: Row) -> list[str]:
    """Read two rows of headings as one; a heading over several columns stands in the first."""
    found, over = [], ""
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    for one, other in zip(above, below, strict=True):
        over = str(one) if one not in ("", None) else over
        own = str(other) if other not in ("", None) else ""
        fits = own if _offers(own) else f"{over} {own}".strip()
        found.append(fits)
    return found


def _headings(row: Row) -> dict[str, int]:
    return {field: 0 for cell in row if isinstance(cell, str) and (field := _field_of(cell))}


def _field_of(text: str) -> str:
    """Return the field that a heading is exactly a name of; empty if none."""
    told = _heading(text)
    return next((field for field, own in names()["field"].items() if told in own), "")


def _heading(text: str) -> str:
    """Return the words of a heading; in ``orderDate`` there are two."""
    return plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:200]))


def _offers(text: str) -> list[tuple[int, int, str]]:
    """Return which fields a heading may mean: how well, by which of their names, and which."""
    told = _heading(text)
    if not told or len(told) > 60:
        return []
    return [
        (0 if told == name else 1, rank, field)
        for field, own in names()["field"].items()
        for rank, name in enumerate(own)
        if told == name or told.startswith(f"{name} ")
    ]


def _named(texts: Sequence[str], below: Sequence[Row]) -> dict[str, int]:
    """Give each field the column whose heading fits it best and whose cells do not contradict."""
    offers = [
        (exact, rank, place, field)
        for place, text in enumerate(texts)
        for exact, rank, field in _offers(text)
    ]
    found: dict[str, int] = {}
    for _, _, place, field in sorted(offers):
        if field not in found and place not in found.values() and _holds(field, place, below):
            found[field] = place
    return found


def _holds(field: str, place: int, rows: Sequence[Row]) -> bool:
    """Say whether a column's cells can be what its heading says."""
    if not rows:
        return True
    if field == "customer":
        return any(place < len(row) and row[place] not in ("", None) for row in rows)
    share = _shares(place, rows)
    return share[field] >= READABLE if field in share else True


def _shares(place: int, rows: Sequence[Row]) -> dict[str, float]:
    cells = [row[place] for row in rows if place < len(row) and row[place] not in ("", None)]
    if not cells:
        return {"date": 0.0, "amount": 0.0}
    days = sum(
        read_day(cell, True) is not None or read_day(cell, False) is not None for cell in cells
    )
    sums = sum(read_amount(cell, "") is not None for cell in cells)
    return {"date": days / len(cells), "amount": sums / len(cells)}


def _by_content(sheet: Sheet, rows: Sequence[tuple[int, Row]]) -> Layout:
    """Tell the columns by what stands in them, where no headings are."""
    cells = [row for _, row in rows]
    width = max(len(row) for row in cells)
    shares = {place: _shares(place, cells) for place in range(width)}
    known = {name for own in names()["channel"].values() for name in own}
    found: dict[str, int] = {}
    texts = {
        place: [plain(row[place]) for row in cells if place < len(row) and row[place]]
        for place in range(width)
    }
    for place, own in texts.items():
        if own and sum(one in known for one in own) >= CERTAIN * len(own):
            found.setdefault("channel", place)
    for place in range(width):
        told = shares[place]["date"] >= CERTAIN and not _numbered(texts[place])
        if told and place not in found.values():
            found.setdefault("date", place)
    free = [place for place in range(width) if place not in found.values()]
    sums = [place for place in free if shares[place]["amount"] >= CERTAIN]
    if sums and "date" in found:
        marked = [p for p in sums if any(_has_mark(row[p]) for row in cells if p < len(row))]
        found["amount"] = marked[-1] if marked else sums[-1]
        rest = [place for place in free if place != found["amount"] and texts[place]]
        if rest:
            found["customer"] = rest[0]
    return Layout(sheet, (), 0, found, True, None, "", "")


def _numbered(texts: Sequence[str]) -> bool:
    """Say whether a column may be seconds, and as well the numbers of orders or telephones."""
    return all(text.isdecimal() and len(text) >= SECONDS_LENGTH for text in texts)


def _has_mark(cell: Any) -> bool:
    if isinstance(cell, float):
        return not cell.is_integer()
    return isinstance(cell, str) and any(mark in cell for mark in ".,$")
