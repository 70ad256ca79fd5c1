"""Calibration by simulated moments: move the free parameters until the moments reach the targets.

Gauss–Newton with bounds (SciPy's ``least_squares``) on the distances from the targets in units of
half a band, so that a figure known within ±2 points counts more than one known within ±10. Every
trial has common random numbers: a step changes the moments and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.calibration.targets import (
    Target,
    free_parameters,
    load_targets,
    measure,
    starting_values,
)
from simulations.engine.chunks import in_order
from simulations.scenario.knobs import KNOBS

Floats = NDArray[np.float64]

WIDE_STEP = 0.25  # of a plausible range, at first: narrow slopes end in a bump of a small crowd
STEP = 0.08  # of a plausible range: wide enough for a crowd that counts in whole people
PULL = 0.1  # half bands that a whole plausible range costs: it only breaks ties
OUTSIDE = 3.0  # times that a half band beyond the band counts more
MISSING = 10.0  # half bands by which a moment of nobody misses its target
RESIDUAL_SHARE = 0.2  # of a friction between channels, left by full integration: an assumption
WRONG_RATIO = 1.25  # times as often as between islands on wrong records: an assumption
SMALL_CROWD = 5_000  # shoppers of the first stage
SIGNIFICANT = 3  # digits of a fitted value; the rest would be luck


@dataclass(frozen=True, slots=True)
class Fit:
    """What a fit found.

    Attributes
    ----------
    start, fitted : dict of knob to float
    cost : float
        Mean square distance from the targets in half bands, over the fitted figures.
    rounds : int
        Steps taken.
    """

    start: Mapping[str, float]
    fitted: Mapping[str, float]
    cost: float
    rounds: int


def fit(
    *,
    seeds: Sequence[int] = (1, 2),
    shoppers: int = 20_000,
    rounds: int = 12,
    workers: int = 1,
    free: Sequence[str] | None = None,
    start: Mapping[str, float] | None = None,
    centre: Mapping[str, float] | None = None,
    step: float = STEP,
    progress: Callable[[str], None] | None = None,
) -> Fit:
    """Fit the free parameters to the targets that may be fitted.

    Where several values would do, a parameter stays near ``centre``. Parameters that depend on a
    fitted rate are set with it (``tied_to``).

    Parameters
    ----------
    seeds : sequence of int
        Seeds whose moments are averaged; reports use other seeds.
    shoppers : int
        Shoppers per seed.
    rounds : int
        Most evaluations of the distances, not counting those for the slopes.
    workers : int
        Processes that share the trials of a step.
    free : sequence of str, optional
        Knobs to move instead of those listed in ``targets.toml``.
    start : mapping of knob to float, optional
        Where they begin; by default at the shipped values.
    centre : mapping of knob to float, optional
        What they are drawn to; by default where they begin.
    step : float
        Share of each plausible range over which a slope is taken, above 0 and at most 0.5.
    progress : callable, optional
        Called with a line of text after every evaluation.

    Returns
    -------
    Fit
        Values rounded to three significant digits.
    """
    from scipy.optimize import least_squares

    names = tuple(free if free is not None else free_parameters())
    targets = [target for target in load_targets() if target.fitted]
    low = np.array([KNOBS[name].plausible[0] for name in names])
    width = np.array([KNOBS[name].plausible[1] for name in names]) - low
    given = start or {}
    begin = np.array([given.get(name, _number(KNOBS[name].default)) for name in names])
    start_point = np.clip((begin - low) / width, 0.0, 1.0)
    centre_values = begin if centre is None else np.array([centre[name] for name in names])
    centre_point = np.clip((centre_values - low) / width, 0.0, 1.0)

    def values(point: Floats) -> dict[str, float]:
        free_values = dict(zip(names, (low + width * point).tolist(), strict=True))
        return free_values | tied_to(free_values)

    def distances(points: Sequence[Floats]) -> list[Floats]:
        jobs = [(targets, values(point), shoppers, seed) for point in points for seed in seeds]
        measured = np.array(list(in_order(measure, jobs, workers)))
        means = measured.reshape(len(points), len(seeds), len(targets)).mean(axis=1)
        return [
            _distance(targets, mean, point - centre_point)
            for mean, point in zip(means, points, strict=True)
        ]

    def residuals(point: Floats) -> Floats:
        residual = distances([point])[0]
        if progress is not None:
            progress(f"mean square distance {_cost(residual, len(targets)):.3f} half bands")
        return residual

    def slopes(point: Floats) -> Floats:
        steps = np.where(point + step <= 1.0, step, -step)
        trials = distances([point, *(point + np.diag(steps))])
        gains = [trial - trials[0] for trial in trials[1:]]
        return np.stack([gain / by for gain, by in zip(gains, steps, strict=True)], axis=1)

    answer = least_squares(
        residuals,
        start_point,
        jac=slopes,
        bounds=(0.0, 1.0),
        max_nfev=rounds,
        x_scale=1.0,
        ftol=1e-3,
    )
    free_values = {
        name: _rounded(value) for name, value in values(answer.x).items() if name in names
    }
    fitted = free_values | {name: _rounded(value) for name, value in tied_to(free_values).items()}
    before = dict(zip(names, begin.tolist(), strict=True))
    before |= {name: given.get(name, _number(KNOBS[name].default)) for name in tied_to(free_values)}
    return Fit(before, fitted, _cost(answer.fun, len(targets)), int(answer.nfev))


def fit_from_scratch(
    *,
    seeds: Sequence[int] = (1, 2),
    shoppers: int = 20_000,
    rounds: int = 12,
    workers: int = 1,
    progress: Callable[[str], None] | None = None,
) -> Fit:
    """Fit from the values in ``targets.toml`` on, with a small crowd and then the whole one.

    The small crowd finds the neighbourhood at a fraction of the price, by slopes over a quarter of
    each range: its figures count whole people, and over a narrow step that is most of what changes.
    Both stages move every free parameter and hold every fitted figure at once.

    Parameters
    ----------
    seeds, shoppers, rounds, workers, progress
        As in :func:`fit`; the rounds are those of each stage.

    Returns
    -------
    Fit
        From the first values to the last, with the rounds of both stages.
    """
    few, begin = min(shoppers, SMALL_CROWD), starting_values()
    first = fit(
        seeds=seeds[:1],
        shoppers=few,
        rounds=rounds,
        workers=workers,
        start={**begin, **tied_to(begin)},
        centre=begin,
        step=WIDE_STEP,
        progress=progress,
    )
    last = fit(
        seeds=seeds,
        shoppers=shoppers,
        rounds=rounds,
        workers=workers,
        start=first.fitted,
        centre=begin,
        progress=progress,
    )
    return Fit(first.start, last.fitted, last.cost, first.rounds + last.rounds)


def tied_to(values: Mapping[str, float]) -> dict[str, float]:
    """Return the parameters that depend on the rate of each friction between channels in a fit.

    A rate fitted alone could fall below a fixed residual, and then integration would do nothing
    about that friction, or rise above a fixed rate on wrong records, and then they would do no
    harm: by construction, not by evidence.

    Parameters
    ----------
    values : mapping of knob to float

    Returns
    -------
    dict of knob to float
        For each ``friction.<kind>.base``: ``RESIDUAL_SHARE`` of it as its residual and
        ``WRONG_RATIO`` times it, at most the end of the plausible range, as ``worse`` where no
        evidence gives one.
    """
    tied = {}
    for name, base in values.items():
        kind = name.removesuffix("base")
        if kind != name and f"{kind}residual" in KNOBS:
            tied[f"{kind}residual"] = RESIDUAL_SHARE * base
            worse = KNOBS.get(f"{kind}worse")
            if worse is not None and worse.grade == "A":
                tied[worse.name] = min(WRONG_RATIO * base, worse.plausible[1])
    return tied


def _distance(targets: Sequence[Target], measured: Floats, shift: Floats) -> Floats:
    goals = np.array([target.value for target in targets])
    halves = np.array([target.half_band for target in targets])
    off = np.nan_to_num((measured - goals) / halves, nan=MISSING)
    outside = np.sign(off) * np.maximum(np.abs(off) - 1.0, 0.0)
    return np.concatenate([off + OUTSIDE * outside, PULL * shift])


def _cost(distances: Floats, count: int) -> float:
    return float((distances[:count] ** 2).mean())


def _number(value: Any) -> float:
    assert isinstance(value, int | float)
    return float(value)


def _rounded(value: float) -> float:
    if value == 0.0:
        return 0.0
    return round(value, SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))
