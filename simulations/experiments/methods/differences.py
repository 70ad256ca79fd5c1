"""What two set-ups differ by, and nothing else: the inner step of every experiment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import run_chunks
from simulations.engine.estimates import Estimate, difference, moments
from simulations.engine.tally import BLOCK, Tally
from simulations.model.costs import setup_costs
from simulations.model.outcomes import JUDGED, OUTCOME_ROW, OUTCOMES
from simulations.scenario.knobs import SIDES
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

COST_KNOBS = (
    "costs.weight.",
    "costs.channel_upkeep",
    "costs.reference_capture",
    *(f"{side}.{name}" for side in SIDES for name in ("one_off_cost", "running_cost")),
)


@dataclass(frozen=True, slots=True)
class Sums:
    """The moments of every outcome in one world (see ``estimates.moments``).

    Attributes
    ----------
    scenario : Scenario
    people : int
        Shoppers who were simulated.
    moments : float array (outcomes, 14)
    """

    scenario: Scenario
    people: int
    moments: Floats

    def difference(self, outcome: str) -> Estimate:
        """Return side b minus side a, exactly as ``compare`` states it.

        Parameters
        ----------
        outcome : str
            A key of ``OUTCOMES``.

        Returns
        -------
        Estimate
            In the unit of the outcome.
        """
        can_differ = self.scenario.a != self.scenario.b
        sums, measured = self.moments[OUTCOME_ROW[outcome]], OUTCOMES[outcome]
        return difference(sums, self.people, measured.bounds, can_differ, measured.event)

    def with_costs(self, scenario: Scenario) -> Sums:
        """Return the sums of the same run under other costs.

        Costs per shopper are the same for everybody, so the moments of profit can be shifted
        without a new run; the result is that of a new run but for the last few bits.

        Parameters
        ----------
        scenario : Scenario
            Differs from the own one in ``is_cost`` knobs only.

        Returns
        -------
        Sums
        """
        sides = (self.scenario.a, self.scenario.b)
        before = setup_costs(self.scenario, sides)
        after = setup_costs(scenario, (scenario.a, scenario.b))
        a, b = (float(more) for more in before - after)
        shifted = self.moments.copy()
        shifted[OUTCOME_ROW["profit"]] = _shifted(
            shifted[OUTCOME_ROW["profit"]], self.people, a, b - a
        )
        return Sums(scenario, self.people, shifted)


def is_cost(name: str) -> bool:
    """Return whether a knob changes costs only, and nothing that shoppers do.

    Parameters
    ----------
    name : str
        Dotted name of a knob.

    Returns
    -------
    bool
    """
    return name.startswith(COST_KNOBS)


def simulate_worlds(scenario: Scenario) -> Sums:
    """Simulate both set-ups of a scenario and keep the sums of every outcome.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    Sums
    """
    tally = Tally.empty(scenario.weeks)
    for part in run_chunks(scenario):
        tally.add(part)
    return Sums(scenario, int(tally.people[0]), tally.outcomes)


def moments_of_blocks(top: Floats, bottom: Floats) -> list[Floats]:
    """Return the moments of each block of shoppers (see ``estimates.moments``).

    Parameters
    ----------
    top, bottom : float arrays (k, 2, n)
        Numerators and denominators of k ratios, for n shoppers from the start of a block on.

    Returns
    -------
    list of float array (k, MOMENTS)
        One for each block of 1,000 shoppers.
    """
    return [
        moments(
            np.ascontiguousarray(top[..., start : start + BLOCK]),
            np.ascontiguousarray(bottom[..., start : start + BLOCK]),
        )
        for start in range(0, top.shape[-1], BLOCK)
    ]


def winner(outcome: str, estimate: Estimate, people: int) -> str:
    """Return the side that is better by the interval of the difference.

    For an outcome of which neither more nor less is better, the side that has more. Fewer than two
    shoppers have no spread to judge chance by: always unclear.

    Parameters
    ----------
    outcome : str
        A key of ``OUTCOMES``.
    estimate : Estimate
        Difference b − a.
    people : int
        Shoppers that it rests on.

    Returns
    -------
    str
        ``a``, ``b`` or ``unclear``.
    """
    if people < 2 or estimate.low <= 0.0 <= estimate.high:
        return "unclear"
    return "b" if (estimate.mean > 0.0) == (sign_of(outcome) > 0.0) else "a"


def sign_of(outcome: str) -> float:
    """Return 1 where more is better (or neither is), −1 where less is better.

    Parameters
    ----------
    outcome : str
        A key of ``OUTCOMES``.

    Returns
    -------
    float
    """
    return -1.0 if OUTCOMES[outcome].better == "lower" else 1.0


def check_outcome(outcome: str, judged: bool = False) -> None:
    """Check the name of an outcome.

    Parameters
    ----------
    outcome : str
        Hostile.
    judged : bool
        Whether it must have a better side too.

    Raises
    ------
    ScenarioError
        Naming ``outcome`` and its legal choices.
    """
    keys = JUDGED if judged else tuple(OUTCOMES)
    if outcome not in keys:
        raise ScenarioError((Problem("outcome", "unknown_choice", shorten(outcome), choices=keys),))


def check_whole(field: str, value: int, low: int, high: int) -> None:
    """Check that a value is a whole number within its range.

    Parameters
    ----------
    field : str
        Named in the error.
    value : int
        Hostile.
    low, high : int
        Legal range, both ends included.

    Raises
    ------
    ScenarioError
        Naming the field and its legal range.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise ScenarioError((Problem(field, "not_an_integer", shorten(value), low, high),))
    if not low <= value <= high:
        raise ScenarioError((Problem(field, "out_of_range", shorten(value), low, high),))


def _shifted(sums: Floats, people: int, a: float, d: float) -> Floats:
    """Moments after adding ``a`` to side a's top and ``d`` to what side b has more."""
    top, bottom, more, wider = (float(value) for value in sums[:4])
    shifted = sums.copy()
    shifted[0] += people * a
    shifted[2] += people * d
    shifted[4] += 2.0 * a * top + people * a * a
    shifted[5] += a * bottom
    shifted[6] += a * more + d * top + people * a * d
    shifted[7] += a * wider
    shifted[9] += d * bottom
    shifted[11] += 2.0 * d * more + people * d * d
    shifted[12] += d * wider
    return shifted
