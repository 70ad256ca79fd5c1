"""``python -m explainer.business fit ORDERS``: what a file of orders says about customers."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from explainer.business.orders.habits import (
    CANNOT_TELL,
    Habits,
    habits,
    scenario_of,
    simulated_curve,
)
from explainer.business.orders.problems import OrdersError
from explainer.business.orders.reading import Orders, read_file
from explainer.business.orders.table import MOST_BYTES
from simulations import COUNTRIES, Scenario

BAD_INPUT = 2
WORDS = {
    "fit": "what a file of orders says about customers, fitted and compared with the simulator",
    "orders": "CSV or Excel: customer, date, amount, channel",
    "first": "what comes first in 3/4/2025",
    "skip": "go on without them",
    "output": "write the scenario that the data makes",
    "quiet": "no progress",
}
"""Help of the command line, which speaks English."""
SHOWN = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 2 for bad input, with the reason on standard error."""
    options = _parser().parse_args(arguments)
    try:
        with Path(options.orders).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        first = {"day": True, "month": False, None: None}[options.first]
        orders = read_file(data, day_first=first, progress=_progress(options.quiet))
        if orders.bad and not options.skip_bad_rows:
            return _stop(_bad_rows(orders))
    except OrdersError as error:
        words = str(error)
        if error.code == "ambiguous_dates":
            words += ": say --first day or --first month"
        return _stop(words)
    except OSError as error:
        return _stop(f"{options.orders}: {error.strerror}")
    found = habits(orders)
    scenario, knobs = scenario_of(found, Scenario({"country": options.country}))
    told = _told(orders, found, scenario, knobs)
    if options.output:
        Path(options.output).write_text(scenario.to_json() + "\n", encoding="utf-8")
    text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    sys.stdout.write(text if options.format == "json" else _table(told))
    return 0


def _told(
    orders: Orders, found: Habits, scenario: Scenario, knobs: tuple[str, ...]
) -> dict[str, Any]:
    """Return all that was found as a plain value; None for what the data does not say."""
    fitted, held = found.fitted, found.held_back
    simulated = simulated_curve(scenario)
    return {
        "rows": orders.rows,
        "bad_rows": orders.bad,
        "totals": orders.totals,
        "duplicates": orders.duplicates,
        "without_amount": orders.empty_amounts,
        "refunds": orders.refunds,
        "customers": found.customers,
        "purchases": found.purchases,
        "weeks": _number(found.weeks),
        "revenue": _number(found.revenue),
        "refunded": _number(found.refunded),
        "basket": _number(found.basket),
        "purchases_per_year": _number(found.purchases_per_year),
        "bought_again": {str(weeks): _number(share) for weeks, share in found.curve.items()},
        "bought_again_bg_nbd": _by_weeks(fitted.bought_again, found) if fitted else None,
        "bought_again_simulated": {str(w): _number(s) for w, s in simulated.items()},
        "channels": {name: _number(share) for name, share in found.channel_share.items()},
        "combining": _number(found.combining),
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


def _by_weeks(curve: Any, found: Habits) -> dict[str, float | None]:
    import numpy as np

    weeks = np.array(list(found.curve), dtype=np.float64)
    return {str(int(w)): _number(s) for w, s in zip(weeks, curve(weeks), strict=True)}


def _number(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None


def _table(told: dict[str, Any]) -> str:
    lines = []
    for name, value in told.items():
        inner = value if isinstance(value, dict) else {}
        if inner:
            lines.append(name)
            lines += [f"  {key:24}{own}" for key, own in inner.items()]
        else:
            shown = ", ".join(value) if isinstance(value, list) else value
            lines.append(f"{name:26}{'not known' if shown in (None, {}) else shown}")
    return "\n".join(lines) + "\n"


def _bad_rows(orders: Orders) -> str:
    lines = [f"row {one.row}: {one.code} {one.given}".rstrip() for one in orders.problems[:SHOWN]]
    more = orders.bad - len(lines)
    lines += [f"and {more} more"] if more > 0 else []
    told = (
        f"{orders.bad} of {orders.rows} rows cannot be used; --skip-bad-rows goes on without them"
    )
    return "\n".join([told, *lines])


def _progress(quiet: bool) -> Any:
    if quiet or not sys.stderr.isatty():
        return None
    return lambda rows: sys.stderr.write(f"\r{rows} rows")


def _stop(words: str) -> int:
    sys.stderr.write(f"explainer.business: {words}\n")
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m explainer.business", allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    words = WORDS["fit"]
    fit = commands.add_parser("fit", help=words, description=words, allow_abbrev=False)
    fit.add_argument("orders", metavar="ORDERS", help=WORDS["orders"])
    fit.add_argument("--first", choices=("day", "month"), help=WORDS["first"])
    fit.add_argument("--skip-bad-rows", action="store_true", help=WORDS["skip"])
    fit.add_argument("--country", choices=tuple(COUNTRIES), default="es-MX", metavar="CODE")
    fit.add_argument("--output", metavar="FILE", help=WORDS["output"])
    fit.add_argument("--format", choices=("table", "json"), default="table")
    fit.add_argument("--quiet", action="store_true", help=WORDS["quiet"])
    return parser


if __name__ == "__main__":
    sys.exit(main())
