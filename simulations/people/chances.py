"""The chance that a draw was compared with under each set-up."""

from __future__ import annotations

from collections.abc import Mapping

from simulations.people.trace import Life, Moment
from simulations.scenario.knobs import FRICTIONS, SIDES

DECIDED_TOGETHER = ({"thought", "forgot"}, {"bought", "not_convinced"})
"""Events that are the two ends of one draw."""


def chances(life: Life, moment: Moment) -> Mapping[str, float | None]:
    """Return the chance of a moment under each side.

    For a friction, and for whoever saves a sale, it is known under both set-ups. Any other
    decision has a chance only where it came up: None where it did not, or nothing was drawn.

    Parameters
    ----------
    life : Life
    moment : Moment
        One of its moments.

    Returns
    -------
    mapping of side to float or None
        Probabilities from 0 to 1.
    """
    if moment.event in FRICTIONS or moment.event == "rescued":
        return dict(zip(SIDES, moment.chances, strict=True))
    return {side: _chance_of_same_draw(life, moment, side) for side in SIDES}


def _chance_of_same_draw(life: Life, moment: Moment, side: str) -> float | None:
    """Look the same decision up in the trace of a side."""
    alike = next((pair for pair in DECIDED_TOGETHER if moment.event in pair), {moment.event})
    for other in getattr(life, side):
        same_draw = other.draw is not None and other.draw == moment.draw
        if other.week == moment.week and other.event in alike and same_draw:
            return float(other.chance) if other.chance is not None else None
    return None
