"""One shopper's life under both set-ups, moment by moment: the same life as inside the crowd."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from simulations.engine.ledger import Event, Ledger
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import shopper_totals
from simulations.people.traits import Person, person_of
from simulations.scenario.knobs import CAUSE_OF, CHANNELS, FRICTIONS, SIDES
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario

MOMENT_FIELDS = ("week", "stage", "event", "channel", "points", "cause", "draw", "chance")
"""Fields of a moment in JSON."""

STAGE_OF_EVENT: Mapping[str, str] = {
    "forgot": "discover",
    "thought": "discover",
    "woke": "discover",
    "discover": "discover",
    "over_contact": "discover",
    "evaluate": "evaluate",
    "contradictory_information": "evaluate",
    "extra": "receive",
    "carried_home": "receive",
    "collected": "receive",
    "delivered": "receive",
    "late_delivery": "receive",
    "returned": "support",
    "return_refused": "support",
    "support": "support",
    "slow_answer": "support",
    "repeat_in_support": "support",
    "case_lost": "support",
    "nobody_owns_case": "support",
    "left_severe": "support",
    "left_handoffs": "support",
    "left_floor": "support",
    "left_churn": "support",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened.

    Attributes
    ----------
    week : int
        From 1.
    stage : str
    event : str
        A choice (``discover``, ``evaluate``, ``buy_stage``, ``support``), a friction, or what
        came of it (``bought``, ``gave_up``, …).
    channel : str
        Empty where there is none.
    points : float
        Frustration booked.
    cause : str
        Capability whose absence let the friction happen, ``everyday``, ``side_effect``, or empty.
    frustration : float
        Level after the moment, from 0 to 100.
    draw : float or None
        The luck, the same under both set-ups; None where nothing was drawn.
    chances : tuple of float or None
        The probability that the draw was compared with, under a and under b.
    side : int
        Position of the set-up whose moment it is: 0 for a, 1 for b.
    """

    week: int
    stage: str
    event: str
    channel: str
    points: float
    cause: str
    frustration: float
    draw: float | None
    chances: tuple[float | None, float | None]
    side: int

    @property
    def chance(self) -> float | None:
        """The probability under the moment's own set-up."""
        return self.chances[self.side]


@dataclass(frozen=True, slots=True)
class JourneyRecord:
    """What one journey changed: loyalty, money paid and given back.

    Attributes
    ----------
    loyalty_before, loyalty : float
        Relationship from 0 to 1 before the journey and after it.
    price, extra, refund : float
        Money paid for the item, for what was added when collecting it, and given back.
    lost_to : str
        Friction because of which the person gave up; empty where nobody did.
    """

    loyalty_before: float
    loyalty: float
    price: float
    extra: float
    refund: float
    lost_to: str


@dataclass(frozen=True, slots=True)
class Life:
    """One shopper under both set-ups.

    Attributes
    ----------
    shopper : int
    person : Person
    a, b : tuple of Moment
    totals : dict of side to dict of str to float
        Sums over the horizon, named as in ``outcomes.shopper_totals``.
    fork : int or None
        Position of the first moment at which both lives differ; None for equal lives.
    journeys : dict of side to dict of int to JourneyRecord
        By week, from 1; only needs with which the person came to the retailer.
    """

    shopper: int
    person: Person
    a: tuple[Moment, ...]
    b: tuple[Moment, ...]
    totals: Mapping[str, Mapping[str, float]]
    fork: int | None
    journeys: Mapping[str, Mapping[int, JourneyRecord]]

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``shopper``, ``person``, ``fork``, and for each side ``moments`` and ``totals``.
        """
        return {
            "shopper": self.shopper,
            "person": asdict(self.person),
            "fork": self.fork,
            **{
                side: {
                    "moments": [_plain(moment) for moment in getattr(self, side)],
                    "totals": dict(self.totals[side]),
                }
                for side in SIDES
            },
        }


def trace(scenario: Scenario, shopper: int) -> Life:
    """Replay one shopper alone.

    Parameters
    ----------
    scenario : Scenario
    shopper : int
        From 0 to ``scenario.shoppers`` − 1.

    Returns
    -------
    Life

    Raises
    ------
    ScenarioError
        For a shopper that is not in the scenario.
    """
    last = scenario.shoppers - 1
    whole = isinstance(shopper, (int, np.integer)) and not isinstance(shopper, bool)
    if not whole or not 0 <= shopper <= last:
        code = "out_of_range" if whole else "not_an_integer"
        problem = Problem("shopper", code, shorten(shopper), 0.0, float(last))
        raise ScenarioError((problem,))
    shopper = int(shopper)
    strategies = (scenario.a, scenario.b)
    who = np.array([shopper], dtype=np.int64)
    people, ledger = simulate(scenario, strategies, who, keep_events=True)
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    events = ledger.events or []
    moments = [tuple(_moment(e) for e in events if e.side == side) for side in (0, 1)]
    return Life(
        shopper=shopper,
        person=person_of(people),
        a=moments[0],
        b=moments[1],
        totals={
            side: {name: float(column[row, 0]) for name, column in totals.items()}
            for row, side in enumerate(SIDES)
        },
        fork=_first_fork(*moments),
        journeys={side: _records(ledger, row) for row, side in enumerate(SIDES)},
    )


def shopper_records(scenario: Scenario, first: int, count: int) -> pd.DataFrame:
    """Return the totals of consecutive shoppers under both set-ups.

    Parameters
    ----------
    scenario : Scenario
    first : int
        Number of the first shopper, from 0.
    count : int
        Shoppers; the table ends with the scenario's last one.

    Returns
    -------
    DataFrame
        One row per shopper and side: shopper, side, and the totals of :class:`Life`.
    """
    stop = min(first + count, scenario.shoppers)
    strategies = (scenario.a, scenario.b)
    shoppers = np.arange(first, max(stop, first), dtype=np.int64)
    people, ledger = simulate(scenario, strategies, shoppers)
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    tables = []
    for row, side in enumerate(SIDES):
        columns = {name: column[row] for name, column in totals.items()}
        tables.append(pd.DataFrame({"shopper": people.shoppers, "side": side, **columns}))
    return pd.concat(tables, ignore_index=True).sort_values(["shopper", "side"], kind="stable")


def _moment(event: Event) -> Moment:
    return Moment(
        week=event.week + 1,
        stage=STAGE_OF_EVENT.get(event.name, "buy"),
        event=event.name,
        channel=CHANNELS[event.channel] if event.channel >= 0 else "",
        points=event.points,
        cause=CAUSE_OF.get(event.name, ""),
        frustration=event.frustration,
        draw=_known(event.draw),
        chances=(_known(event.chances[0]), _known(event.chances[1])),
        side=event.side,
    )


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number


def _plain(moment: Moment) -> dict[str, Any]:
    """Return a moment for JSON: with its own chance, without what only the story needs."""
    plain = asdict(moment) | {"chance": moment.chance}
    return {name: plain[name] for name in MOMENT_FIELDS}


def _records(ledger: Ledger, side: int) -> dict[int, JourneyRecord]:
    """Return the journeys of the one shopper of a ledger under one set-up, by week from 1."""
    columns = {name: column[side].tolist() for name, column in ledger.journeys.items()}
    return {
        week + 1: JourneyRecord(
            loyalty_before=columns["loyalty_before"][row],
            loyalty=columns["loyalty"][row],
            price=columns["price"][row],
            extra=columns["extra_price"][row],
            refund=columns["refund"][row],
            lost_to=FRICTIONS[columns["lost_to"][row]] if columns["lost_to"][row] >= 0 else "",
        )
        for row, week in enumerate(ledger.week.tolist())
        if columns["started"][row]
    }


def _first_fork(a: tuple[Moment, ...], b: tuple[Moment, ...]) -> int | None:
    """First place where something else happens; a different chance alone is no fork."""
    for index, (first, second) in enumerate(zip(a, b, strict=False)):
        if _happening(first) != _happening(second):
            return index
    return None if len(a) == len(b) else min(len(a), len(b))


def _happening(moment: Moment) -> tuple[object, ...]:
    return (moment.week, moment.event, moment.channel, moment.points)
