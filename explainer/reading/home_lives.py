"""One need of one real synthetic person for Home, and the crowd that lives the like.

Everything comes from a run of the default scenario. The scene needs somebody who saw an
item on the website, went to the store for it and found an empty shelf in the islands. We
take the first such person whose two lives part right there, and count all trips of that
kind, so that the page can say how seldom the two retailers part.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from simulations import CHANNELS, FRICTIONS, Moment, Scenario, trace
from simulations.model.journeys import simulate

Flags = NDArray[np.bool_]

A, B = 0, 1
WEBSITE, STORE = CHANNELS.index("website"), CHANNELS.index("store")
EMPTY = "phantom_stock"
BOUGHT = "bought"
TRIED = 8
"""Most people looked at for one whose two lives part at the empty shelf and not before."""


@dataclass(frozen=True, slots=True)
class Trips:
    """All trips to the store after a look at the website, as the islands saw them.

    Attributes
    ----------
    shopper, week : int64 arrays (n,)
        Who, and when (from 0).
    bought, empty : bool arrays (2, n)
        Whether the trip ended in a purchase, and whether the item was promised and not
        there, under the islands and the connected retailer.
    from_website, alike : bool arrays (n,)
        The need began on the website too; the connected retailer saw the same trip.
    """

    shopper: NDArray[np.int64]
    week: NDArray[np.int64]
    bought: Flags
    empty: Flags
    from_website: Flags
    alike: Flags

    def kinds(self) -> Mapping[str, int]:
        """Count the trips by where they ended in a purchase."""
        a, b = self.bought
        return {
            "both": int(np.sum(a & b)),
            "only_b": int(np.sum(b & ~a)),
            "only_a": int(np.sum(a & ~b)),
            "neither": int(np.sum(~a & ~b)),
        }


@dataclass(frozen=True, slots=True)
class Example:
    """One trip of one person under both retailers.

    Attributes
    ----------
    shopper : int
        Number of the person, from 0.
    people : int
        How many people the run has.
    same : tuple of Moment
        What happened under both, up to the fork.
    a, b : tuple of Moment
        What happened from there on.
    kinds : Mapping[str, int]
        All trips of this kind: see `Trips.kinds`.
    empty : tuple of (int, int)
        In how many of them the item was promised and not there, under each retailer.
    """

    shopper: int
    people: int
    same: tuple[Moment, ...]
    a: tuple[Moment, ...]
    b: tuple[Moment, ...]
    kinds: Mapping[str, int]
    empty: tuple[int, int]


def find_example(scenario: Scenario) -> Example | None:
    """Find the person of the scene; None if nobody made such a trip."""
    trips = find_trips(scenario)
    stories = (_replay(scenario, trips, index) for index in islice(_matches(trips), TRIED))
    first = next(stories, None)
    if first is None or _parts_at_the_shelf(first):
        return first
    return next(filter(_parts_at_the_shelf, stories), first)


def _replay(scenario: Scenario, trips: Trips, chosen: int) -> Example:
    """Replay one person and cut the trip out of that life."""
    shopper, week = int(trips.shopper[chosen]), int(trips.week[chosen])
    life = trace(scenario, shopper)
    a, b = (tuple(m for m in side if m.week == week + 1) for side in (life.a, life.b))
    fork = _fork(a, b)
    return Example(
        shopper=shopper,
        people=scenario.shoppers,
        same=a[:fork],
        a=a[fork:],
        b=b[fork:],
        kinds=trips.kinds(),
        empty=(int(trips.empty[A].sum()), int(trips.empty[B].sum())),
    )


def _parts_at_the_shelf(story: Example) -> bool:
    """Return whether all went alike up to the empty shelf, and only one went on to buy."""
    ended = (outcome(story.a), outcome(story.b))
    return bool(story.a) and story.a[0].event == EMPTY and ended[A] == "leaves" != ended[B]


def find_trips(scenario: Scenario) -> Trips:
    """Let everybody live through the scenario and keep the trips of the scene's kind."""
    everybody = np.arange(scenario.shoppers, dtype=np.int64)
    _, ledger = simulate(scenario, (scenario.a, scenario.b), everybody)
    columns = ledger.journeys
    kept = np.flatnonzero((columns["evaluate"][A] == WEBSITE) & (columns["buy"][A] == STORE))
    shopper, week = ledger.shopper[kept], ledger.week[kept]
    bought = np.stack([columns["bought"][side][kept] for side in (A, B)]).astype(np.bool_)
    empty = np.zeros_like(bought)
    for side in (A, B):
        of_kind = ledger.friction_kind == FRICTIONS.index(EMPTY)
        of_kind &= ledger.friction_side == side
        met = ledger.friction_shopper[of_kind] * scenario.weeks + ledger.friction_week[of_kind]
        empty[side] = np.isin(shopper * scenario.weeks + week, met)
    began = columns["discover"][A][kept] == WEBSITE
    alike = (columns["evaluate"][B][kept] == WEBSITE) & (columns["buy"][B][kept] == STORE)
    return Trips(shopper, week, bought, empty, began, alike)


def outcome(moments: tuple[Moment, ...]) -> str:
    """Return how a trip ended, in the terms of the bet: ``buys``, ``solved`` or ``leaves``."""
    events = [moment.event for moment in moments]
    if BOUGHT not in events:
        return "leaves"
    return "solved" if EMPTY in events else "buys"


def _matches(trips: Trips) -> Iterator[int]:
    """Yield trips, those closest to the scene first and in the order of the people."""
    a, b = trips.bought
    lost = trips.empty[A] & ~a
    saved = lost & b & ~trips.empty[B]
    apart = saved & trips.alike
    for condition in (apart & trips.from_website, apart, saved, lost & b, lost, trips.empty[A]):
        indexes = np.flatnonzero(condition)
        yield from (
            int(index) for index in indexes[np.argsort(trips.shopper[indexes], kind="stable")]
        )


def _fork(a: tuple[Moment, ...], b: tuple[Moment, ...]) -> int:
    """Return the index of the first moment in which something else happened."""
    for index, (moment_a, moment_b) in enumerate(zip(a, b, strict=False)):
        if (moment_a.event, moment_a.channel) != (moment_b.event, moment_b.channel):
            return index
    return min(len(a), len(b))
