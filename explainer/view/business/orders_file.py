"""A visitor's file of orders, from the browser to what it says, in the session alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import streamlit as st

from explainer.business.client import MOST_TICKET
from explainer.view.shell import state
from explainer.view.widgets.files.file_input import Handed
from simulations import Scenario
from simulations.orders.columns import REQUIRED, Layout, best_layout, settled
from simulations.orders.habits import Habits, habits, scenario_of, simulated_curve
from simulations.orders.problems import OrdersError
from simulations.orders.reading import Orders, corrected, read_orders
from simulations.orders.table import open_table

FILE = "client_orders"
MOST_BYTES = 8_000_000
MOST_UNPACKED = 80_000_000
MOST_ROWS = 200_000
"""Of a file on the page, which is read while the visitor waits; the command line takes more."""
NONE = "none"


@dataclass(frozen=True)
class OrdersFile:
    """What is known of a file so far.

    Attributes
    ----------
    name : str
        Hostile text on one line.
    fault : OrdersError or None
        Why it cannot be read, or not with these columns.
    layout : Layout or None
    lacking : tuple of str
        Fields for which no column is known.
    day_first : bool or None
        What the visitor said of dates that could be two.
    wanted : bool
        Whether it is to be read as it stands here.
    skip : bool
        Whether the visitor goes on without the bad rows.
    orders, found : Orders, Habits, or None
    simulated : dict of weeks to float
        Shares of the simulator's own customers who bought again.
    used : tuple of str
        Knobs that the case has from it.
    """

    name: str = ""
    fault: OrdersError | None = None
    layout: Layout | None = None
    lacking: tuple[str, ...] = ()
    day_first: bool | None = None
    wanted: bool = False
    skip: bool = False
    orders: Orders | None = None
    found: Habits | None = None
    simulated: dict[int, float] = field(default_factory=dict)
    used: tuple[str, ...] = ()

    @property
    def doubtful(self) -> str:
        """A date that could be two, as long as nobody has said which."""
        return self.layout.doubtful if self.layout and self.day_first is None else ""


def current() -> OrdersFile | None:
    """Return the visitor's file, if there is one."""
    found: OrdersFile | None = st.session_state.get(FILE)
    return found


def drop() -> None:
    """Forget the file and all that was found in it."""
    st.session_state.pop(FILE, None)


def take(handed: Handed) -> None:
    """Look into a file that was handed over."""
    st.session_state[FILE] = opened(handed)


def opened(handed: Handed) -> OrdersFile:
    """Return what a file looks like, or why it cannot be read."""
    if handed.fault:
        return OrdersFile(handed.name, OrdersError(handed.fault))
    try:
        layout, lacking = best_layout(open_table(handed.data, unpacked=MOST_UNPACKED))
        layout = layout if lacking else settled(layout)
    except OrdersError as error:
        return OrdersFile(handed.name, error)
    except ImportError:  # a workbook, where its library cannot run
        return OrdersFile(handed.name, OrdersError("no_workbooks"))
    return OrdersFile(handed.name, layout=layout, lacking=lacking)


def choose_column(name: str, key: str) -> None:
    """Take a field from the column that a control says; a column is of one field alone."""
    now, said = current(), st.session_state.get(key)
    if now is None or now.layout is None or not isinstance(said, str):
        return
    columns = {one: place for one, place in now.layout.columns.items() if one != name}
    if said.isdecimal():
        columns = {one: place for one, place in columns.items() if place != int(said)}
        columns[name] = int(said)
    lacking = tuple(one for one in REQUIRED if one not in columns)
    layout = replace(now.layout, columns=columns)
    fault = None
    try:
        layout = layout if lacking else corrected(layout, columns)
    except OrdersError as error:
        fault = error
    st.session_state[FILE] = OrdersFile(now.name, fault, layout, lacking)


def choose_first(key: str) -> None:
    """Take what the visitor says of dates that could be two."""
    now, said = current(), st.session_state.get(key)
    if now is not None:
        first = {"day": True, "month": False}.get(str(said))
        st.session_state[FILE] = OrdersFile(now.name, None, now.layout, now.lacking, first)


def want() -> None:
    """Have the file read in this run."""
    now = current()
    if now is not None:
        st.session_state[FILE] = replace(now, wanted=True, fault=None)


def skip() -> None:
    """Go on without the rows that cannot be used."""
    now = current()
    if now is not None:
        st.session_state[FILE] = replace(now, skip=True)


def use() -> None:
    """Give the case what the orders say."""
    now = current()
    if now is None or now.found is None:
        return
    scenario, knobs = applied(now.found, state.scenario())
    state.keep(scenario)
    state.choose("ticket", str(min(max(round(now.found.basket), 1), MOST_TICKET)))
    st.session_state[FILE] = replace(now, used=knobs)


def applied(found: Habits, scenario: Scenario) -> tuple[Scenario, tuple[str, ...]]:
    """Return a scenario with the customers of the orders, and the knobs that it has from them.

    Their mean purchase is one of the client's four numbers and no part of this scenario, from
    which a sector makes another.
    """
    basket = scenario.group("market").basket_mean
    customers, knobs = scenario_of(found, scenario)
    return customers.with_values({"market.basket_mean": basket}), knobs


def advance(now: OrdersFile, tell: Callable[[int], None]) -> OrdersFile:
    """Read what is to be read and derive what is to be derived; keep it in the session."""
    try:
        if now.wanted and now.orders is None and now.layout is not None:
            now = replace(now, orders=read(now.layout, now.day_first, tell))
        if now.orders is not None and now.found is None and (now.skip or not now.orders.bad):
            found = habits(now.orders)
            own, _ = applied(found, state.scenario())
            now = replace(now, found=found, simulated=simulated_curve(own))
    except OrdersError as error:
        now = replace(now, wanted=False, fault=error)
    st.session_state[FILE] = now
    return now


def read(layout: Layout, day_first: bool | None, tell: Callable[[int], None]) -> Orders:
    """Read orders, up to as many rows as a page reads."""

    def bounded(rows: int) -> None:
        if rows > MOST_ROWS:
            raise OrdersError("too_many_rows", str(MOST_ROWS))
        tell(rows)

    return read_orders(layout, day_first=day_first, progress=bounded)
