"""The state of a visitor's file of orders, from the upload to its report, kept in the session.

The file itself is never in the session: it lies without a name among the server's files of
visitors, is read by a process beside the one that serves pages, and is dropped when it was read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from explainer.business import orders
from explainer.business.client import MOST_TICKET
from explainer.business.orders import FileOverview, Limits, OrdersReport
from explainer.view.server.files import current_visit
from explainer.view.server.shared import SHARED
from explainer.view.server.worker_pool import LONG, Job, KilledError, Progress
from explainer.view.shell import state
from explainer.view.widgets.files import file_parts
from explainer.view.widgets.files.file_input import Upload
from simulations.orders.problems import OrdersError

FILE, FIELD, ARRIVED = "client_orders", "client_orders_file", "client_orders_arrived"
ASIDE = Limits(size=64_000_000, unpacked=400_000_000, rows=1_000_000)
"""Of a file that is read beside the process which serves pages; a full sheet of Excel is one."""
WITHIN = Limits(size=8_000_000, unpacked=0, rows=200_000)
"""Of one that is read by that process itself, where there is no other. No workbook: a small one may
ask for more memory than there is, and only a process that may die of it holds that off."""
MEMORY = 600_000_000
"""Bytes that the reading may take."""
MUCH = 4_000_000
"""Bytes of a file whose reader ends with it: by itself it would not give all its memory back."""
SECONDS_PER_MEGABYTE = 1.0
"""That the reading takes, roughly."""
LOOK, SETTLE, READ = "look", "settle", "read"
NONE = "none"
FINAL = frozenset({"too_large", "too_many_rows", "needs_memory", "gone", "damaged"})
"""Faults that no other columns can mend."""


@dataclass(frozen=True)
class OrdersFile:
    """What is known of a file so far.

    Attributes
    ----------
    name : str
        Hostile text on one line.
    fault : OrdersError or None
        Why it cannot be read, or not with these columns.
    work : str
        What is to be done with it: ``look``, ``settle``, ``read``, or nothing.
    overview : FileOverview or None
    day_first : bool or None
        What the visitor said of dates that could be two.
    skip : bool
        Whether the visitor goes on without the bad rows.
    report : OrdersReport or None
    used : tuple of str
        Knobs that the case has from it.
    """

    name: str = ""
    fault: OrdersError | None = None
    work: str = ""
    overview: FileOverview | None = None
    day_first: bool | None = None
    skip: bool = False
    report: OrdersReport | None = None
    used: tuple[str, ...] = ()

    @property
    def doubtful(self) -> str:
        """An ambiguous date, as long as the visitor has not resolved it."""
        return self.overview.layout.doubtful if self.overview and self.day_first is None else ""

    @property
    def done(self) -> bool:
        """Whether the report can be shown; the file itself is dropped by then."""
        return self.report is not None and (self.skip or not self.report.counts.bad)


def limits() -> Limits:
    """Return how large a file may be here."""
    return ASIDE if SHARED.workers.has(LONG) else WITHIN


def current() -> OrdersFile | None:
    """Return the visitor's file, if there is one."""
    return st.session_state.get(FILE)


def store(file: OrdersFile) -> None:
    """Remember what is known of a file; drop the file itself when nothing more is read of it."""
    if file.done or (
        file.fault is not None and (file.overview is None or file.fault.code in FINAL)
    ):
        file_parts.drop(FIELD)
        file = replace(file, overview=file.overview if file.done else None)
    st.session_state[FILE] = file


def drop() -> None:
    """Forget the file and all that was found in it."""
    file_parts.drop(FIELD)
    start()


def start() -> None:
    """Forget the report on another file: the first part of a new one has arrived."""
    st.session_state.pop(FILE, None)
    st.session_state[ARRIVED] = True


def receive(handed: Upload) -> None:
    """Have a complete file inspected, or keep why it is refused."""
    fault = OrdersError(handed.fault) if handed.fault else None
    store(OrdersFile(handed.name, fault, "" if fault else LOOK))
    st.session_state[ARRIVED] = True


def arrived() -> bool:
    """Say, once, whether the rest of the page has something new to show of the file."""
    return bool(st.session_state.pop(ARRIVED, False))


def choose_column(name: str, key: str) -> None:
    """Assign the column chosen in a control to a field; each column belongs to one field."""
    file, chosen = current(), st.session_state.get(key)
    if file is None or file.overview is None or not isinstance(chosen, str):
        return
    columns = {
        field: column for field, column in file.overview.layout.columns.items() if field != name
    }
    if chosen.isdecimal():
        columns = {field: column for field, column in columns.items() if column != int(chosen)}
        columns[name] = int(chosen)
    overview = file.overview.with_columns(columns)
    store(OrdersFile(file.name, work="" if overview.lacking else SETTLE, overview=overview))


def choose_first(key: str) -> None:
    """Keep whether ambiguous dates begin with the day or the month."""
    file, chosen = current(), st.session_state.get(key)
    if file is not None:
        first = {"day": True, "month": False}.get(str(chosen))
        store(OrdersFile(file.name, overview=file.overview, day_first=first))


def request_reading() -> None:
    """Have the file read at the end of this run."""
    _update(work=READ, fault=None)


def stop() -> None:
    """Stop the work on the file; a file that was not inspected yet is dropped."""
    file = current()
    if file is not None and file.overview is not None and file.work == READ:
        store(replace(file, work=""))
    else:
        drop()


def skip() -> None:
    """Go on without the rows that cannot be used."""
    _update(skip=True)


def _update(**changes: Any) -> None:
    file = current()
    if file is not None:
        store(replace(file, **changes))


def apply_to_client() -> None:
    """Apply what the orders say to the client's scenario."""
    file = current()
    if file is None or file.report is None:
        return
    habits = file.report.habits
    scenario, knobs = orders.with_habits(habits, state.scenario())
    state.set_scenario(scenario)
    state.choose("ticket", str(min(max(round(habits.basket), 1), MOST_TICKET)))
    store(replace(file, used=knobs))


def advance(file: OrdersFile, progress: Progress) -> None:
    """Do what is to be done with the file, wait for it, and keep what comes of it."""
    nothing = replace(file, work="", fault=None)
    try:
        result = _done(file, progress)
    except OrdersError as error:
        store(replace(nothing, fault=error))
    except Exception:
        store(nothing)  # what failed does not begin again with every run
        raise
    else:
        store(
            replace(nothing, report=result)
            if file.work == READ
            else replace(nothing, overview=result)
        )


def _done(file: OrdersFile, progress: Progress) -> Any:
    opened, last = file_parts.open_uploaded(), file_parts.incoming(FIELD)
    if opened is None or last is None:
        raise OrdersError("gone")
    with opened:
        job = Job(
            key=f"orders {current_visit()} {last.id} {file.work}",
            lane=LONG,
            seconds=SECONDS_PER_MEGABYTE * last.size / 1e6,
            work=_work(file),
            file=opened,
            memory=MEMORY,
            restarts=0,
            last=last.size > MUCH,
        )
        try:
            return SHARED.compute(job, progress)
        except (MemoryError, KilledError):
            raise OrdersError("needs_memory") from None


def _work(file: OrdersFile) -> Callable[..., Any]:
    """Return what is to be done with the file, to be called with it and with ``progress``."""
    if file.overview is None:
        return partial(orders.inspect_file, limits=limits())
    if file.work == SETTLE:
        return partial(orders.settle, overview=file.overview, limits=limits())
    return partial(
        orders.read,
        overview=file.overview,
        day_first=file.day_first,
        scenario=state.scenario(),
        limits=limits(),
    )
