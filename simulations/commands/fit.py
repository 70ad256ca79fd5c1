"""``fit``: what a company's file of orders says about its customers."""

from __future__ import annotations

import argparse
import math
import pickle
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import numpy as np

from simulations.commands.options import RefusedError, add_format, as_json, new_command
from simulations.engine.progress import Bar
from simulations.engine.worker import Worker, WorkerDiedError
from simulations.orders.columns import find_layout
from simulations.orders.habits import (
    CANNOT_TELL,
    Habits,
    habits,
    scenario_of,
    simulated_curve,
)
from simulations.orders.problems import OrdersError, RowProblem
from simulations.orders.reading import Orders, RowCounts, read_orders
from simulations.orders.table import MOST_BYTES, is_workbook, open_table
from simulations.scenario.knobs import COUNTRY_CODES
from simulations.scenario.problems import shorten
from simulations.scenario.scenario import Scenario

SHOWN = 10
"""Bad rows that are named."""
MANY = 100_000
"""Rows from which on time and memory are written to standard error."""
MOST_MEMORY = 2_000_000_000
"""Bytes that a workbook may take while it is read; a million rows take a quarter of them."""
POLL_SECONDS = 1.0
"""Seconds to wait for a message of the worker."""
FIRST = MappingProxyType({"day": True, "month": False})
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "empty": "the file is empty",
        "too_large": "the file is too large; at most this many bytes are read",
        "too_many_rows": "too many rows; at most this many are read",
        "wrong_type": "this is no CSV and no workbook, but",
        "unpacks_too_large": "the workbook is too large inside; save it as CSV. At most bytes",
        "no_workbooks": "workbooks cannot be read here; save it as CSV",
        "needs_memory": "the workbook takes too much memory when it is opened; save it as CSV",
        "password": "the file has a password; save it without",
        "damaged": "the file is damaged; save it again as CSV",
        "no_columns": "no columns of customer, date and amount were found",
        "ambiguous_dates": "say --first day or --first month: this date can be two",
        "no_orders": "no row can be used",
        "no_customer": "the customer is missing",
        "no_date": "the date is missing",
        "bad_date": "the date cannot be read",
        "date_out_of_range": "the date lies in the future or before 1990",
        "no_amount": "the amount is missing",
        "bad_amount": "the amount is no number",
    }
)


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "what a file of orders says about customers, fitted and compared with the simulator"
    command = new_command(commands, "fit", words, run)
    command.add_argument(
        "orders", metavar="ORDERS", help="CSV or Excel: customer, date, amount, channel"
    )
    command.add_argument("--first", choices=tuple(FIRST), help="what comes first in 3/4/2025")
    command.add_argument("--skip-bad-rows", action="store_true", help="go on without them")
    command.add_argument("--country", choices=COUNTRY_CODES, default="es-MX", metavar="CODE")
    command.add_argument("--output", metavar="FILE", help="write the scenario that the data makes")
    add_format(command)


def run(options: argparse.Namespace) -> str:
    """Return what is printed; raise RefusedError for a file that cannot be used."""
    start = time.monotonic()
    orders = _orders(options)
    if orders.counts.rows >= MANY:
        _write_cost(orders.counts.rows, time.monotonic() - start)
    if orders.counts.bad and not options.skip_bad_rows:
        raise RefusedError(_bad_rows(orders.counts))
    derived = habits(orders)
    scenario, knobs = scenario_of(derived, Scenario({"country": options.country}))
    summary = _summary(orders, derived, scenario, knobs)
    if options.output:
        Path(options.output).write_text(scenario.to_json() + "\n", encoding="utf-8")
    return as_json(summary) if options.format == "json" else _table(summary)


def _orders(options: argparse.Namespace) -> Orders:
    try:
        with Path(options.orders).open("rb") as file:
            # What comes through a pipe can be read once only.
            return _read(file if file.seekable() else file.read(MOST_BYTES + 1), options)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        why = getattr(error, "strerror", None) or str(error)
        raise RefusedError(f"{shorten(options.orders)}: {why}") from None
    except OrdersError as error:
        raise RefusedError(f"{shorten(options.orders)}: {_refusal(error)}") from None


def _read(file: bytes | BinaryIO, options: argparse.Namespace) -> Orders:
    """Read a file; a workbook in a process of its own, as one may be laid out past all memory."""
    day_first = FIRST.get(options.first)
    with Bar(sys.stderr, "rows") as bar:
        if isinstance(file, bytes) or sys.platform == "win32" or not is_workbook(file):
            return _orders_of(file, day_first, progress=bar.show)
        return _read_in_worker(file, day_first, bar.show)


def _orders_of(
    file: bytes | BinaryIO, day_first: bool | None, *, progress: Callable[[int, int], None]
) -> Orders:
    layout = find_layout(open_table(file))
    total = layout.sheet.lines
    return read_orders(
        layout, day_first=day_first, progress=lambda rows: progress(min(rows, total), total)
    )


def _detached_orders(
    file: BinaryIO, day_first: bool | None, *, progress: Callable[[int, int], None]
) -> Orders:
    """Return orders that another process can be sent: without the file that they came from."""
    orders = _orders_of(file, day_first, progress=progress)
    return replace(orders, layout=orders.layout.detached())


def _read_in_worker(
    file: BinaryIO, day_first: bool | None, progress: Callable[[int, int], None]
) -> Orders:
    worker = Worker(quiet=True)  # a library that finds no memory writes a trace
    try:
        worker.give(_detached_orders, day_first, file=file, memory=MOST_MEMORY)
        while (message := worker.listen(POLL_SECONDS)) is None or not message.last:
            if message is not None:
                progress(*message.value)
    except WorkerDiedError:
        raise OrdersError("needs_memory") from None
    finally:
        worker.kill()
    if message.kind == "answer":
        orders: Orders = pickle.loads(message.value)
        return orders
    if isinstance(message.value, MemoryError):
        raise OrdersError("needs_memory")
    raise message.value


def _summary(
    orders: Orders, habits: Habits, scenario: Scenario, knobs: tuple[str, ...]
) -> dict[str, Any]:
    """Return all that was derived as a plain value; None for what the data does not say."""
    counts, fitted, held = orders.counts, habits.fitted, habits.held_back
    simulated = simulated_curve(scenario)
    return {
        "rows": counts.rows,
        "bad_rows": counts.bad,
        "totals": counts.totals,
        "duplicates": counts.duplicates,
        "without_amount": counts.empty_amounts,
        "refunds": counts.refunds,
        "customers": habits.customers,
        "purchases": habits.purchases,
        "weeks": _number(habits.weeks),
        "revenue": _number(habits.revenue),
        "refunded": _number(habits.refunded),
        "basket": _number(habits.basket),
        "purchases_per_year": _number(habits.purchases_per_year),
        "bought_again": {str(weeks): _number(share) for weeks, share in habits.curve.items()},
        "bought_again_bg_nbd": _by_weeks(fitted.bought_again, habits) if fitted else None,
        "bought_again_simulated": {str(w): _number(s) for w, s in simulated.items()},
        "channels": {name: _number(share) for name, share in habits.channel_share.items()},
        "combining": _number(habits.combining),
        "bg_nbd": {name: _number(getattr(fitted, name)) for name in ("r", "alpha", "a", "b")}
        if fitted
        else None,
        "held_back": {
            "weeks": _number(held.weeks),
            "bought": held.bought,
            "expected": _number(held.expected),
            "error": _number(held.error),
        }
        if held
        else None,
        "set": {name: _number(scenario.number(name)) for name in knobs},
        "cannot_tell": list(CANNOT_TELL),
    }


def _by_weeks(curve: Any, habits: Habits) -> dict[str, float | None]:
    weeks = np.array(list(habits.curve), dtype=np.float64)
    return {str(int(w)): _number(s) for w, s in zip(weeks, curve(weeks), strict=True)}


def _number(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None


def _table(summary: dict[str, Any]) -> str:
    lines = []
    for name, value in summary.items():
        inner = value if isinstance(value, dict) else {}
        if inner:
            lines.append(name)
            lines += [f"  {key:24}{inner_value}" for key, inner_value in inner.items()]
        else:
            shown = ", ".join(value) if isinstance(value, list) else value
            lines.append(f"{name:26}{'not known' if shown in (None, {}) else shown}")
    return "\n".join(lines) + "\n"


def _write_cost(rows: int, seconds: float) -> None:
    """Write time and memory of a large file to standard error."""
    memory = ""
    if sys.platform != "win32":
        import resource

        unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
        both = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
        peak = max(resource.getrusage(who).ru_maxrss for who in both) / unit
        memory = f", at most {peak:.0f} MB in memory"
    if sys.stderr is not None:
        sys.stderr.write(f"{rows} rows read in {seconds:.1f} s{memory}\n")


def _refusal(error: OrdersError) -> str:
    words = ": ".join(part for part in (WORDS[error.code], error.given) if part)
    words += f" (missing: {', '.join(error.names)})" if error.names else ""
    return "\n".join([words, *map(_row, error.rows[:SHOWN])])


def _bad_rows(counts: RowCounts) -> str:
    lines = [_row(problem) for problem in counts.problems[:SHOWN]]
    more = counts.bad - len(lines)
    lines += [f"and {more} more"] if more > 0 else []
    words = (
        f"{counts.bad} of {counts.rows} rows cannot be used; --skip-bad-rows goes on without them"
    )
    return "\n".join([words, *lines])


def _row(problem: RowProblem) -> str:
    given = f": {problem.given}" if problem.given else ""
    return f"row {problem.row}: {WORDS[problem.code]}{given}"
