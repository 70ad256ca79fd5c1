"""History matching: draw plausible worlds, keep those that meet the fitted figures.

Two waves. The first rules out with a linear emulator (how each fitted figure moves with each
assumption, by finite differences around the shipped model): worlds are drawn evenly over the part
of the plausible box in which every emulated figure lies inside its band (Gibbs sampling: one
assumption after the other, evenly over what the box and the bands leave it). The second simulates
each world drawn and keeps it only if every fitted figure, as simulated, lies inside its band, but
for the luck of a small crowd.

Sources: Craig, Goldstein, Seheult and Smith 1997; Andrianakis et al. 2015.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.calibration.parameter_file import fingerprint
from simulations.calibration.targets import Target, load_targets, measure
from simulations.engine.chunks import in_order
from simulations.experiments.assumptions import Assumption, assumptions
from simulations.experiments.believable import FILE, OF_SIDES, shared_name
from simulations.scenario.knobs import KNOBS, MODEL_VERSION, SIDES
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

STEP = 0.3  # half ranges, of a finite difference
SWEEPS = 12  # of the sampler between two worlds
SMALL = 5_000  # shoppers in a world that is looked at
TWO_ERRORS = 1.96  # standard errors by which a small crowd may leave a band
SEEDS = 4  # crowds by which that error is known
FIRST_SEED = 5001

Progress = Callable[[int, int], None]


def drawn_assumptions() -> tuple[Assumption, ...]:
    """Return every assumption about the world and about set-ups, each once.

    Returns
    -------
    tuple of Assumption
    """
    return assumptions(Scenario().with_preset("a", "omnichannel"))


def match(
    draws: int = 400,
    *,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Draw worlds and keep the believable ones.

    Parameters
    ----------
    draws : int
        Worlds drawn.
    seed : int
        Of the sampler.
    workers : int
        Processes that share the simulations.
    progress : callable, optional
        Called with simulations done and in all.

    Returns
    -------
    dict
        What ``believable.json`` holds.
    """
    open_ones = drawn_assumptions()
    targets = [target for target in load_targets() if target.fitted]
    moving = [one for one in open_ones if not one.knobs[0].startswith(("costs.", "a.", "b."))]
    jobs: list[tuple[Any, ...]] = [
        (targets, {}, SMALL, FIRST_SEED + place) for place in range(SEEDS)
    ]
    steps = [STEP if one.value + STEP * one.half <= one.high else -STEP for one in moving]
    jobs += [
        (targets, _settings([one], [one.value + step * one.half]), SMALL, FIRST_SEED)
        for one, step in zip(moving, steps, strict=True)
    ]
    total = len(jobs) + draws
    found = []
    for done, row in enumerate(in_order(measure, jobs, workers), start=1):
        found.append(_off(targets, row))
        _tell(progress, done, total)
    crowds = np.array(found[:SEEDS])
    off = crowds.mean(axis=0)
    error = crowds.std(axis=0, ddof=1) if SEEDS > 1 else np.zeros(len(targets))
    changes = np.array(found[SEEDS:]) - crowds[0]
    slopes = (changes / np.array(steps)[:, None]).T if moving else np.zeros((len(targets), 0))
    places = wander(open_ones, off, _widened(open_ones, moving, slopes), draws, seed)
    values = [
        [one.moved(float(z)) for one, z in zip(open_ones, row, strict=True)] for row in places
    ]
    looks = [
        (targets, _settings(open_ones, row), SMALL, FIRST_SEED + SEEDS + place)
        for place, row in enumerate(values)
    ]
    kept, missed = [], np.zeros(len(targets), dtype=np.int64)
    for place, row in enumerate(in_order(measure, looks, workers)):
        outside = np.abs(_off(targets, row)) > 1.0 + TWO_ERRORS * error
        missed += outside
        if not outside.any():
            kept.append(place)
        _tell(progress, len(jobs) + place + 1, total)
    return {
        "model": MODEL_VERSION,
        "parameters": fingerprint(),
        "drawn": draws,
        "kept": kept,
        "shoppers": SMALL,
        "missed": {
            f"{t.target}.{t.moment}.{t.country}": int(count)
            for t, count in zip(targets, missed, strict=True)
            if count
        },
        "names": [shared_name(one.knobs[0]) for one in open_ones],
        "values": [values[place] for place in kept],
        "emulator": {
            "names": [shared_name(one.knobs[0]) for one in moving],
            "figures": [f"{t.target}.{t.moment}.{t.country}" for t in targets],
            "off": [round(float(value), 4) for value in off],
            "slopes": np.round(slopes, 4).tolist(),
        },
    }


def wander(
    open_ones: Sequence[Assumption], off: Floats, slopes: Floats, draws: int, seed: int
) -> Floats:
    """Draw places evenly from the part of the plausible box that the emulator does not rule out.

    Parameters
    ----------
    open_ones : sequence of Assumption
        k of them.
    off : float array (K,)
        Where the figures stand at the start, in half bands.
    slopes : float array (K, k)
        What a half range of an assumption moves them by.
    draws, seed : int

    Returns
    -------
    float array (draws, k)
        Changes in half ranges.
    """
    dice = np.random.default_rng(seed)
    low = np.array([(one.low - one.value) / one.half for one in open_ones])
    high = np.array([(one.high - one.value) / one.half for one in open_ones])
    place, figures = np.zeros(len(open_ones)), off.copy()
    limit = np.maximum(1.0, np.abs(off))  # a figure that is missed may stay so, but not get worse
    found = np.empty((draws, len(open_ones)))
    for number in range(draws):
        for _ in range(SWEEPS):
            for one in dice.permutation(len(open_ones)):
                slope = slopes[:, one]
                rest = figures - slope * place[one]
                least, most = low[one], high[one]
                acts = slope != 0.0
                if acts.any():
                    ends = (np.array([[-1.0], [1.0]]) * limit - rest)[:, acts] / slope[acts]
                    least = max(least, float(ends.min(axis=0).max()))
                    most = min(most, float(ends.max(axis=0).min()))
                if most > least:
                    place[one] = dice.uniform(least, most)
                    figures = rest + slope * place[one]
        found[number] = place
    return found


def write(plain: dict[str, Any]) -> None:
    """Keep the believable worlds beside the experiments that read them.

    Parameters
    ----------
    plain : dict
        As ``match`` returns it.
    """
    FILE.write_text(
        json.dumps(plain, allow_nan=False, separators=(",", ":")) + "\n", encoding="ascii"
    )


def _widened(
    open_ones: Sequence[Assumption], moving: Sequence[Assumption], slopes: Floats
) -> Floats:
    """Slopes of all assumptions: zero for those that only bills and set-ups know."""
    place = {one.name: column for column, one in enumerate(moving)}
    wide = np.zeros((len(slopes), len(open_ones)))
    for column, one in enumerate(open_ones):
        if one.name in place:
            wide[:, column] = slopes[:, place[one.name]]
    return wide


def _settings(open_ones: Sequence[Assumption], values: Sequence[float]) -> dict[str, object]:
    found: dict[str, object] = {}
    for one, value in zip(open_ones, values, strict=True):
        name = shared_name(one.knobs[0])
        names = one.knobs
        if name.startswith(OF_SIDES):
            names = tuple(f"{side}.{name.removeprefix(OF_SIDES)}" for side in SIDES)
        found.update({n: int(value) if KNOBS[n].kind == "int" else value for n in names})
    return found


def _off(targets: Sequence[Target], measured: Sequence[float]) -> Floats:
    """Distances from the middle of the bands in half bands; far off where nobody was counted."""
    middles = np.array([(target.low + target.high) / 2.0 for target in targets])
    halves = np.array([target.half_band for target in targets])
    return np.nan_to_num((np.array(measured) - middles) / halves, nan=10.0)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)
