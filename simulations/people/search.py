"""Find people in a crowd: saved by a capability, better or worse off, or untouched.

One run of the crowd under both set-ups answers every question; nothing is picked by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulations.engine.counting import count_by
from simulations.engine.ledger import Ledger
from simulations.engine.tally import KINDS as GROUPS
from simulations.engine.tally import shopper_groups
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import shopper_totals
from simulations.scenario.knobs import CAPABILITIES, CAUSE_OF, FRICTIONS
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int64]

A, B = 0, 1
CROWD = 5_000
"""People that are looked at, the first of the scenario."""
SAVED = "saved."
KINDS = ("everyone", "only_b", "only_a", "better", "worse", "same")
FILTERS = (*KINDS, *(SAVED + name for name in CAPABILITIES))
ROLES = ("saved", "another", "calmer", "same", "only_a", "worse", "lost", "better")
"""What the six suggested lives should show, in this order; the last two fill gaps."""
MOST_LIVES = 6
FEW, BUSY = 3, 8
"""Journeys of a life that is easy to take in: fewer make no story, more a long one."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What is known of n people under both set-ups.

    Attributes
    ----------
    needs : float array (n,)
        Journeys begun under a or b, whichever is more.
    purchases, points, revenue : float arrays (2, n)
    saved : bool array (capabilities, n)
        Whether b kept a sale that a lost to a friction with this cause, for the same need.
    same : bool array (n,)
        Whether both lives are equal in every sum.
    """

    needs: Floats
    purchases: Floats
    points: Floats
    revenue: Floats
    saved: Flags
    same: Flags

    def __len__(self) -> int:
        return len(self.needs)

    def who(self, kind: str) -> Codes:
        """Return the shoppers of one kind, in order.

        Parameters
        ----------
        kind : str
            A name in ``FILTERS``.

        Returns
        -------
        int64 array (k,)
            Numbers of the shoppers, increasing.

        Raises
        ------
        KeyError
            For a kind that there is not.
        """
        totals = {"purchases": self.purchases, "points": self.points}
        flags = {
            **dict(zip(GROUPS, shopper_groups(totals), strict=True)),
            **{SAVED + name: row for name, row in zip(CAPABILITIES, self.saved, strict=True)},
            "everyone": np.ones(len(self), dtype=np.bool_),
            "same": self.same,
        }
        return np.flatnonzero(flags[kind]).astype(np.int64)


def find_crowd(scenario: Scenario) -> Crowd:
    """Simulate the first people of a scenario under both set-ups and note how they fared.

    Parameters
    ----------
    scenario : Scenario
        At most its first 5,000 shoppers.

    Returns
    -------
    Crowd
    """
    people = np.arange(min(scenario.shoppers, CROWD), dtype=np.int64)
    strategies = (scenario.a, scenario.b)
    _, ledger = simulate(scenario, strategies, people)
    totals = shopper_totals(ledger, setup_costs(scenario, strategies))
    compared = ("journeys", "purchases", "points", "revenue", "loyalty", "active", "frustration")
    same = np.ones(len(people), dtype=np.bool_)
    for name in compared:
        same &= totals[name][A] == totals[name][B]
    return Crowd(
        needs=totals["journeys"].max(axis=0),
        purchases=totals["purchases"],
        points=totals["points"],
        revenue=totals["revenue"],
        saved=_saved(ledger, len(people)),
        same=same & _same_channels(ledger, len(people)),
    )


def find_lives(crowd: Crowd) -> tuple[tuple[str, int], ...]:
    """Choose up to six telling lives, no shopper twice.

    Parameters
    ----------
    crowd : Crowd

    Returns
    -------
    tuple of (str, int)
        Role (one of ``ROLES``) and number of the shopper.
    """
    chosen: dict[int, str] = {}
    for role in ROLES:
        if len(chosen) == MOST_LIVES:
            break
        candidate = next(
            (shopper for shopper in _candidates(crowd, role) if shopper not in chosen), None
        )
        if candidate is not None:
            chosen[candidate] = role
    return tuple((role, shopper) for shopper, role in chosen.items())


def _candidates(crowd: Crowd, role: str) -> Iterator[int]:
    """Yield the people of a role, those whose story is easiest to see first."""
    a, b = crowd.purchases
    gap = crowd.points[A] - crowd.points[B]
    # A sale that is given back the same week saved nothing.
    saved = crowd.saved.any(axis=0) & (b > a) & (crowd.revenue[B] > crowd.revenue[A])
    flags, score = {
        "saved": (saved & (a == 0), gap),
        "another": (saved, gap),
        "calmer": ((a == b) & (a > 0) & (gap > 0), gap),
        "same": (crowd.same & (a > 0), a),
        "only_a": ((a > 0) & (b == 0), crowd.revenue[A]),
        "worse": ((b < a) | ((a == b) & (gap < 0)), (a - b) * 100.0 - gap),
        "lost": ((a == 0) & (b == 0) & (crowd.needs > 1) & ~crowd.same, crowd.points.sum(axis=0)),
        "better": ((b > a) | ((a == b) & (gap > 0)), gap),
    }[role]
    shoppers = np.flatnonzero(flags & (crowd.needs > 0))
    needs = crowd.needs[shoppers]
    off = np.maximum(needs - BUSY, 0.0) + np.maximum(FEW - needs, 0.0)
    # Lives of a good length first, then the largest difference, then in the order of the people.
    order = np.lexsort((shoppers, -score[shoppers], off))
    yield from (int(shopper) for shopper in shoppers[order])


def _saved(ledger: Ledger, people: int) -> Flags:
    """Whether b kept a sale that a lost for want of each capability, (9, n)."""
    journeys = ledger.journeys
    lost_to = journeys["lost_to"][A].astype(np.int64)
    kept = journeys["started"][A].astype(np.bool_) & journeys["bought"][B].astype(np.bool_)
    causes = np.array([CAPABILITIES.index(c) if c in CAPABILITIES else -1 for c in _causes()])
    lost = kept & (lost_to >= 0)
    cause = np.where(lost, causes[np.maximum(lost_to, 0)], -1)
    saved = np.zeros((len(CAPABILITIES), people), dtype=np.bool_)
    known_cause = cause >= 0
    saved[cause[known_cause], ledger.shopper[known_cause]] = True
    return saved


def _causes() -> tuple[str, ...]:
    return tuple(CAUSE_OF[kind] for kind in FRICTIONS)


def _same_channels(ledger: Ledger, people: int) -> Flags:
    """Whether every journey took the same channels to the same end, (n,)."""
    differs = np.zeros(len(ledger.shopper), dtype=np.bool_)
    for name in ("started", "discover", "evaluate", "buy", "support", "lost_to", "missing"):
        column = ledger.journeys[name]
        differs |= column[A] != column[B]
    return count_by(ledger.shopper[differs], people) == 0
