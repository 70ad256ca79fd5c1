"""One life need by need, from the trace of one shopper (rules, section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from simulations.people.trace import JourneyRecord, Life, Moment
from simulations.scenario.knobs import SIDES


@dataclass(frozen=True, slots=True)
class Journey:
    """One need of one life under one set-up.

    Attributes
    ----------
    week : int
        From 1.
    moments : tuple of Moment
    begun : bool
        Whether the person thought of the retailer at all.
    loyalty_before, loyalty : float
        Relationship from 0 to 1 before this need and after it.
    price, extra : float
        Money paid for the item and for what was added when collecting it; 0 where there was none.
    refund : float
        Money given back.
    lost_to : str
        Friction because of which the person gave up; empty where nobody did.
    """

    week: int
    moments: tuple[Moment, ...]
    begun: bool
    loyalty_before: float
    loyalty: float
    price: float
    extra: float
    refund: float
    lost_to: str

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
        found = life.journeys[side].get(week)
        made = found or JourneyRecord(loyalty, loyalty, 0.0, 0.0, 0.0, "")
        yield Journey(
            week=week,
            moments=_as_lived(tuple(group)),
            begun=found is not None,
            loyalty_before=made.loyalty_before,
            loyalty=made.loyalty,
            price=made.price,
            extra=made.extra,
            refund=made.refund,
            lost_to=made.lost_to,
        )
        loyalty = made.loyalty


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
    moved, last = moments[failed], moments[bought]
    return (
        *moments[:failed],
        *(
            replace(one, frustration=one.frustration - moved.points)
            for one in moments[failed + 1 : bought + 1]
        ),
        replace(moved, frustration=last.frustration),
        *moments[bought + 1 :],
    )
