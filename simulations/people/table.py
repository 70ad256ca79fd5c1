"""The people of a scenario as a table: traits and results under both set-ups, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulations.engine.chunks import chunk_length
from simulations.engine.tally import BOUGHT_IN, FEELINGS, shopper_groups
from simulations.experiments.methods.differences import check_whole
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import Totals, shopper_totals
from simulations.people.identity import identities
from simulations.people.traits import TRAITS, names_of, traits
from simulations.scenario.knobs import SIDES
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario

MOST_ROWS = 100_000
ROWS = 1_000  # of a chunk
TOGETHER = 5_000  # who live at once: quicker than one chunk after the other

Columns = Mapping[str, NDArray[Any]]

NUMBERS = ("person", "shopper")
INVENTED = ("invented", "name", "city", "occupation")
LIFE = (
    "journeys",
    "purchases",
    "frustration",
    "points",
    "revenue",
    "contribution",
    "profit",
    "contacts",
    "active",
    "loyalty",
)
COLUMNS = (
    *NUMBERS,
    *INVENTED,
    *TRAITS,
    "kind",
    "feeling",
    *(f"{side}_{name}" for side in SIDES for name in LIFE),
)
"""Columns of the table, in order.

``person`` counts from 1, as the address of the page of twin lives does; ``shopper`` counts from 0,
as ``trace`` and the command line do. Name, city and occupation are ``invented``; generation to
privacy are the traits of ``traits.Person`` (``loyalty_start`` is its ``loyalty``). ``kind`` and
``feeling`` are as in ``Comparison.shopper_kinds``. Those of each side are sums over the horizon
as ``trace`` has them, but ``frustration``, the mean over the journeys (0 without any; ``trace`` has
the sum), ``active``, whether the person is still there at the end, and ``loyalty``, 0–1 at the
end. Money is in the scenario's currency.
"""
WHOLE = frozenset({"journeys", "purchases"})


def people_chunks(
    scenario: Scenario, rows: int, columns: Sequence[str] = COLUMNS
) -> Iterator[pd.DataFrame]:
    """Yield the first people of a scenario, one row each and in order, up to 1,000 at a time.

    A life depends on seed and shopper only, so a row is the same however many are asked for;
    more rows than the scenario has shoppers go on with people whom its results do not count.

    Parameters
    ----------
    scenario : Scenario
    rows : int
        From 0 to 100,000.
    columns : sequence of str
        Some of ``COLUMNS``, in the order wanted. Names are only invented where they are wanted.

    Yields
    ------
    DataFrame
        1 to 1,000 rows; nothing at all for 0 rows.

    Raises
    ------
    ScenarioError
        At once, for rows or columns that are not legal.
    """
    check_whole("rows", rows, 0, MOST_ROWS)
    wrong = tuple(
        Problem("columns", "unknown_choice", shorten(name), choices=COLUMNS)
        for name in columns
        if name not in COLUMNS
    )
    if wrong:
        raise ScenarioError(wrong)
    return _chunks(scenario, rows, list(dict.fromkeys(columns)))


def _chunks(scenario: Scenario, rows: int, columns: list[str]) -> Iterator[pd.DataFrame]:
    named = not set(columns).isdisjoint(INVENTED)
    step = min(TOGETHER, chunk_length(scenario, None))
    for start in range(0, rows, step):
        shoppers = np.arange(start, min(start + step, rows), dtype=np.int64)
        everybody = _columns(scenario, shoppers)
        for first in range(0, len(shoppers), ROWS):
            part = {name: column[first : first + ROWS] for name, column in everybody.items()}
            if named:
                part |= _invented(scenario, start + first, len(part["shopper"]))
            yield pd.DataFrame({name: part[name] for name in columns})


def _columns(scenario: Scenario, shoppers: NDArray[np.int64]) -> Columns:
    strategies = (scenario.a, scenario.b)
    people, ledger = simulate(scenario, strategies, shoppers)
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    groups = shopper_groups(totals)
    return {
        "person": shoppers + 1,
        "shopper": shoppers,
        **traits(people),
        "kind": names_of(BOUGHT_IN, groups[: len(BOUGHT_IN)].argmax(axis=0)),
        "feeling": names_of(FEELINGS, groups[len(BOUGHT_IN) :].argmax(axis=0)),
        **_sides(totals),
    }


def _sides(totals: Totals) -> Columns:
    values: dict[str, NDArray[Any]] = {name: totals[name] for name in LIFE}
    values["frustration"] = values["frustration"] / np.maximum(values["journeys"], 1.0)
    values["active"] = values["active"] > 0.0
    values |= {name: values[name].astype(np.int64) for name in WHOLE}
    return {f"{side}_{name}": values[name][row] for row, side in enumerate(SIDES) for name in LIFE}


def _invented(scenario: Scenario, first: int, count: int) -> Columns:
    people = identities(scenario, first, count)
    return {
        "invented": np.ones(count, dtype=np.bool_),
        "name": np.array([person.name for person in people], dtype=object),
        "city": np.array([person.city for person in people], dtype=object),
        "occupation": np.array([person.occupation for person in people], dtype=object),
    }
