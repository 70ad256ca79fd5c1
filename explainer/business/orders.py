"""A visitor's file of orders, from its bytes to a report: work for a process of its own.

Nothing of the file is in what comes back but its headings, its first rows, and the wrong ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from simulations import Scenario
from simulations.orders.columns import REQUIRED, Layout, best_layout, settled
from simulations.orders.habits import Habits, habits, scenario_of, simulated_curve
from simulations.orders.reading import RowCounts, corrected, read_orders
from simulations.orders.table import attached, open_table

Progress = Callable[[int, int], None]

PARTS = 4
"""Of the work: two are the reading, one is the habits, one the simulator's own customers."""


@dataclass(frozen=True)
class Limits:
    """How large a file may be.

    Attributes
    ----------
    size, unpacked : int
        Bytes of it, and of a workbook when it is unpacked; 0 where none is read.
    rows : int
        Below the headings.
    """

    size: int
    unpacked: int
    rows: int


@dataclass(frozen=True)
class FileOverview:
    """The layout of a file and its first rows.

    Attributes
    ----------
    layout : Layout
        Without the file.
    lacking : tuple of str
        Fields for which no column is known.
    preview : tuple of tuple of str
        The first rows below the headings, each cell short and printable.
    lines : int
        About how many rows there are below the headings.
    """

    layout: Layout
    lacking: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]
    lines: int

    def with_columns(self, columns: Mapping[str, int]) -> FileOverview:
        """Return it with columns that a visitor has corrected, not settled yet."""
        lacking = tuple(field for field in REQUIRED if field not in columns)
        return replace(self, layout=replace(self.layout, columns=columns), lacking=lacking)


@dataclass(frozen=True)
class OrdersReport:
    """The habits behind orders, and the rows that were left out.

    Attributes
    ----------
    counts : RowCounts
    habits : Habits
    simulated : mapping of weeks to float
        Shares of the simulator's own customers who bought again.
    """

    counts: RowCounts
    habits: Habits
    simulated: Mapping[int, float]


def inspect_file(file: BinaryIO, limits: Limits, *, progress: Progress) -> FileOverview:
    """Find out the layout of a file, which is hostile.

    ``progress`` is called with what is done and what there is to do. An OrdersError says why the
    file cannot be read.
    """
    progress(0, 1)
    layout, lacking = best_layout(open_table(file, unpacked=limits.unpacked))
    progress(1, 2)
    layout = layout if lacking else settled(layout)
    preview = tuple(layout.preview())
    lines = max(1, layout.sheet.lines - layout.first)
    return FileOverview(layout.detached(), lacking, preview, lines)


def settle(
    file: BinaryIO, overview: FileOverview, limits: Limits, *, progress: Progress
) -> FileOverview:
    """Find out about dates and amounts in the columns that a visitor has corrected.

    Nothing may be lacking in the overview. An OrdersError says where the file cannot be read.
    """
    progress(0, 1)
    layout = _attached(overview.layout, file, limits)
    return replace(overview, layout=corrected(layout, dict(layout.columns)).detached())


def read(
    file: BinaryIO,
    overview: FileOverview,
    day_first: bool | None,
    scenario: Scenario,
    limits: Limits,
    *,
    progress: Progress,
) -> OrdersReport:
    """Read the orders and derive the habits of their customers.

    Parameters
    ----------
    file : binary file
    overview : FileOverview
    day_first : bool or None
        The visitor's answer for dates that could be two.
    scenario : Scenario
        The case, whose own customers are compared with those of the orders.
    limits : Limits
    progress : callable
        Counts up to ``PARTS`` times ``overview.lines``; the first half are rows.

    Raises
    ------
    OrdersError
        Why it cannot be read.
    """
    half, total = PARTS // 2, PARTS * overview.lines
    progress(0, total)
    layout = _attached(overview.layout, file, limits)
    orders = read_orders(
        layout,
        day_first=day_first,
        most=limits.rows,
        progress=lambda rows: progress(min(half * rows, total // 2), total),
    )
    progress(total // 2, total)
    customers = habits(orders)
    progress(total - total // PARTS, total)
    adapted, _ = with_habits(customers, scenario)
    return OrdersReport(orders.counts, customers, simulated_curve(adapted))


def with_habits(customers: Habits, scenario: Scenario) -> tuple[Scenario, tuple[str, ...]]:
    """Return a scenario with the customers of the orders, and the knobs that it has from them.

    Their mean purchase is one of the client's four numbers and no part of this scenario, from
    which a sector makes another.
    """
    basket = scenario.group("market").basket_mean
    adapted, knobs = scenario_of(customers, scenario)
    return adapted.with_values({"market.basket_mean": basket}), knobs


def _attached(layout: Layout, file: BinaryIO, limits: Limits) -> Layout:
    return replace(layout, sheet=attached(layout.sheet, file, unpacked=limits.unpacked))
