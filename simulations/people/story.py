"""One life need by need, from the trace of one shopper (rules, section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import groupby

from simulations.people.trace import JourneyRecord, Life, Moment
from simulations.scenario.knobs import SIDES


@dataclass(frozen=True, slots=True)
class Journey(JourneyRecord):
    """One need of one life under one set-up, with what its journey changed.

    Attributes
    ----------
    week : int
        From 1.
    moments : tuple of Moment
    begun : bool
        Whether the person thought of the retailer at all.
    """

    week: int
    moments: tuple[Moment, ...]
    begun: bool

    @property
    def frustration(self) -> tuple[float, ...]:
        """Level from 0 to 100 after each moment."""
        return tuple(moment.frustration for moment in self.moments)

    @property
    def events(self) -> tuple[str, ...]:
        """Names of the moments, in order."""
        return tuple(moment.event for moment in self.moments)

    @property
    def bought(self) -> bool:
        """Whether the need ended in a purchase."""
        return "bought" in self.events

    @property
    def points(self) -> float:
        """Frustration booked."""
        return float(sum(moment.points for moment in self.moments))

    @property
    def revenue(self) -> float:
        """What the retailer kept of the money paid."""
        return self.price + self.extra - self.refund


def journeys(life: Life) -> dict[str, tuple[Journey, ...]]:
    """Return the needs of a traced life in order, by side.

    Parameters
    ----------
    life : Life

    Returns
    -------
    dict of side to tuple of Journey
        ``a`` and ``b``.
    """
    return {side: tuple(_side(life, side)) for side in SIDES}


def _side(life: Life, side: str) -> Iterator[Journey]:
    loyalty = life.person.loyalty
    for week, group in groupby(getattr(life, side), key=lambda moment: moment.week):
        record = life.journeys[side].get(week)
        changed = record or JourneyRecord(loyalty, loyalty, 0.0, 0.0, 0.0, "")
        moments = _as_lived(tuple(group))
        yield Journey(**asdict(changed), week=week, moments=moments, begun=record is not None)
        loyalty = changed.loyalty


def _as_lived(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Put a pick-up that fails after the purchase that it belongs to.

    The model settles both in one step, the failure first, because it may undo the order.
    """
    events = [moment.event for moment in moments]
    if "pickup_failed" not in events or "bought" not in events:
        return moments
    failed, bought = events.index("pickup_failed"), events.index("bought")
    if failed > bought:
        return moments
    failure, last = moments[failed], moments[bought]
    return (
        *moments[:failed],
        *(
            replace(moment, frustration=moment.frustration - failure.points)
            for moment in moments[failed + 1 : bought + 1]
        ),
        replace(failure, frustration=last.frustration),
        *moments[bought + 1 :],
    )
