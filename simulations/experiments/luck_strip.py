"""The same scenario under many seeds: how far the difference varies by chance alone.

With common random numbers (both set-ups under the same seed) and without.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulations.engine.chunks import Progress, in_order
from simulations.engine.comparison import compare
from simulations.engine.estimates import Estimate, ratios
from simulations.experiments.methods.differences import Sums, check_whole, simulate_worlds
from simulations.model.outcomes import JUDGED, OUTCOME_ROW, OUTCOMES
from simulations.scenario.knobs import KNOBS, MODEL_VERSION
from simulations.scenario.plain import plain
from simulations.scenario.scenario import Scenario

SEEDS = 30
FEWEST_SEEDS, MOST_SEEDS = 2, 1_000


@dataclass(frozen=True, slots=True)
class Strip:
    """One outcome's difference b − a under each luck, in the order of ``LuckStrip.seeds``.

    Attributes
    ----------
    paired : tuple of float
        Both set-ups under the same luck, as ``compare`` states it.
    unpaired : tuple of float
        Side a under one luck, side b under the next (the first after the last).
    mean : float
        Of the differences; it is the same for both, because every luck counts once on each side.
    paired_sd, unpaired_sd : float
        How far the differences scatter (standard deviation of one run).
    factor : float or None
        How many times wider they scatter without shared luck; None where with it they do not
        scatter at all, as between equal set-ups.
    """

    paired: tuple[float, ...]
    unpaired: tuple[float, ...]
    mean: float
    paired_sd: float
    unpaired_sd: float
    factor: float | None


@dataclass(frozen=True, slots=True)
class LuckStrip:
    """The strips of every outcome that has a better side.

    Attributes
    ----------
    scenario : Scenario
    seeds : tuple of int
        The scenario's own seed and the ones after it.
    strips : dict of outcome to Strip
    """

    scenario: Scenario
    seeds: tuple[int, ...]
    strips: Mapping[str, Strip]

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``model``, and keys as the attributes; each strip with its own.
        """
        return {
            "model": MODEL_VERSION,
            "scenario": self.scenario.to_dict(),
            "seeds": list(self.seeds),
            "strips": plain(self.strips),
        }


@dataclass(frozen=True, slots=True)
class ManyLucks:
    """A strip of lucks, with what a single run of the same size knows about the difference.

    Attributes
    ----------
    strip : LuckStrip
    difference : dict of outcome to Estimate
        Of the run with the scenario's own seed.
    gain : dict of outcome to float
        How many times narrower shared luck makes its interval.
    """

    strip: LuckStrip
    difference: Mapping[str, Estimate]
    gain: Mapping[str, float]


def luck_strip(
    scenario: Scenario,
    seeds: int = SEEDS,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> LuckStrip:
    """Run a scenario under several lucks: its own seed and the next ones.

    Parameters
    ----------
    scenario : Scenario
    seeds : int
        How many, from 2 to 1,000. After the largest legal seed comes the smallest.
    workers : int
        Processes to share the work; the numbers do not depend on it.
    progress : callable, optional
        Called with seeds done and seeds in all.

    Returns
    -------
    LuckStrip

    Raises
    ------
    ScenarioError
        When ``seeds`` is not a whole number within its range.
    """
    check_whole("seeds", seeds, FEWEST_SEEDS, MOST_SEEDS)
    lucks = following(scenario.seed, seeds)
    jobs = [(scenario.with_values({"seed": seed}),) for seed in lucks]
    runs = list(in_order(simulate_worlds, jobs, workers, progress=progress))
    return LuckStrip(scenario, lucks, {key: _strip(key, runs) for key in JUDGED})


def many_lucks(scenario: Scenario, *, progress: Progress | None = None) -> ManyLucks:
    """Run a scenario under 30 lucks, and add what its own run alone knows about the difference.

    Parameters
    ----------
    scenario : Scenario
    progress : callable, optional
        Called with seeds done and seeds in all.

    Returns
    -------
    ManyLucks
    """
    strip = luck_strip(scenario, progress=progress)
    comparison = compare(scenario)
    return ManyLucks(strip, dict(comparison.difference.outcomes), dict(comparison.luck_gain))


def following(seed: int, count: int) -> tuple[int, ...]:
    """Return a seed and the next ones; after the largest legal seed comes the smallest.

    Parameters
    ----------
    seed : int
        A legal seed.
    count : int
        Seeds in all, from 0.

    Returns
    -------
    tuple of int
    """
    low, high = int(KNOBS["seed"].low), int(KNOBS["seed"].high)
    return tuple(low + (seed - low + step) % (high - low + 1) for step in range(count))


def _strip(key: str, runs: list[Sums]) -> Strip:
    a, b = ([_level(key, run, side) for run in runs] for side in (0, 1))
    paired = np.array([run.difference(key).mean for run in runs])
    unpaired = np.array([*b[1:], b[0]]) - np.array(a)
    shared, separate = _scatter(paired), _scatter(unpaired)
    return Strip(
        paired=tuple(paired.tolist()),
        unpaired=tuple(unpaired.tolist()),
        mean=float(paired.mean()),
        paired_sd=shared,
        unpaired_sd=separate,
        factor=separate / shared if shared > 0.0 else None,
    )


def _level(key: str, run: Sums, side: int) -> float:
    sums = run.moments[OUTCOME_ROW[key]]
    return float(ratios(sums, run.people, side, OUTCOMES[key].bounds).mean)


def _scatter(values: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    """Standard deviation; nothing at all where the values differ by rounding only."""
    scatter, size = float(values.std(ddof=1)), float(np.abs(values).max())
    return 0.0 if math.isclose(scatter + size, size, rel_tol=1e-12) else scatter
