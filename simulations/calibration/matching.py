"""History matching: draw plausible worlds, keep those that meet the fitted figures.

Two waves. The first rules out with a linear emulator (how each fitted figure moves with each
assumption, by finite differences around the shipped model): worlds are drawn evenly over the part
of the plausible box in which every emulated figure lies inside its band (Gibbs sampling: one
assumption after the other, evenly over what the box and the bands leave it). The second simulates
each world drawn, moves it once as little as brings the figures back that turned out to lie outside
(the emulator is linear and the model is not), simulates it again with other luck, and keeps it only
if every fitted figure, as simulated, lies inside its band, but for the luck of a small crowd.

Three values depend on others and are not drawn independently: what integration leaves of a friction
is a part of what islands have of it; the records of each kind are wrong once; costs are charged on
what the company of that world sells.

Sources: Craig, Goldstein, Seheult and Smith 1997; Andrianakis et al. 2015; the move is that of
randomised maximum likelihood (Oliver, He and Reynolds 1996).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.calibration.parameter_file import fingerprint
from simulations.calibration.targets import Target, load_targets, measure, sold_share
from simulations.engine.chunks import Progress, in_order
from simulations.experiments.assumptions import Assumption, assumptions
from simulations.experiments.believable import FILE, OF_SIDES, shared_name
from simulations.scenario.knobs import CAPABILITIES, CAUSE_OF, KNOBS, MODEL_VERSION, SIDES
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

STEP = 0.3  # half ranges, of a finite difference
SWEEPS = 12  # of the sampler between two worlds
SMALL = 5_000  # shoppers in each world simulated
LUCK = 3.0  # standard errors by which a small crowd may leave a band: some thirty are tested
SEEDS = 4  # crowds by which that error is known
FIRST_SEED = 5001
AIM = 0.6  # half bands from the middle, to which a figure outside is brought back
RIDGE = 0.05  # half bands squared: how much less than that a move may bring
TIED = {"residual": (0.0, 1.0), "worse": (0.5, 3.0)}  # times as often as between islands (A)
NO_RATE = "friction.no_pickup.worse"  # its base says that islands have no pick-up at all
ONCE = "side.data_error"  # stands for all kinds of records at once, which are drawn one by one
SOLD = "costs.reference_capture"


def drawn_assumptions() -> tuple[Assumption, ...]:
    """Return every assumption about the world and about set-ups, each once.

    Returns
    -------
    tuple of Assumption
    """
    return assumptions(Scenario().with_preset("a", "omnichannel"))


def match(
    draws: int = 160,
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
    drawn = drawn_assumptions()
    targets = [target for target in load_targets() if target.fitted]
    total = SEEDS + len(_moving(drawn)) + 2 * draws
    done = 0

    def simulated(jobs: Sequence[tuple[Any, ...]]) -> list[Floats]:
        nonlocal done
        rows = []
        for row in in_order(measure, jobs, workers):
            rows.append(_off(targets, row))
            done += 1
            if progress is not None:
                progress(done, total)
        return rows

    off, error, slopes = _emulate(targets, drawn, simulated)
    points = gibbs_sample(drawn, off, slopes, draws, seed)
    distances = simulated(_jobs(targets, drawn, points, FIRST_SEED + SEEDS))
    points = np.array(
        [
            _move_into_bands(drawn, slopes, point, off)
            for point, off in zip(points, distances, strict=True)
        ]
    )
    distances = simulated(_jobs(targets, drawn, points, FIRST_SEED + SEEDS + draws))
    outside = np.abs(np.array(distances)) > 1.0 + LUCK * error
    kept = np.flatnonzero(~outside.any(axis=1)).tolist()
    figures = [f"{t.target}.{t.moment}.{t.country}" for t in targets]
    moving = np.any(slopes != 0.0, axis=0).tolist()
    return {
        "model": MODEL_VERSION,
        "parameters": fingerprint(),
        "drawn": draws,
        "kept": kept,
        "shoppers": SMALL,
        "missed": {
            figure: int(count)
            for figure, count in zip(figures, outside.sum(axis=0), strict=True)
            if count
        },
        "names": [shared_name(assumption.knobs[0]) for assumption in drawn],
        "values": _with_own_reference(drawn, [_values(drawn, points[row]) for row in kept]),
        "emulator": {
            "names": [
                shared_name(assumption.knobs[0])
                for assumption, moves in zip(drawn, moving, strict=True)
                if moves
            ],
            "figures": figures,
            "off": [round(float(value), 4) for value in off],
            "error": [round(float(value), 4) for value in error],
            "slopes": np.round(slopes[:, np.array(moving)], 4).tolist(),
        },
    }


def _emulate(
    targets: Sequence[Target],
    drawn: Sequence[Assumption],
    simulated: Callable[[Sequence[tuple[Any, ...]]], list[Floats]],
) -> tuple[Floats, Floats, Floats]:
    """Linearise the model around its shipped values, by finite differences of fitted figures.

    Returns where the K figures stand in half bands (K,), the standard error of a small crowd (K,),
    and what a half range of each assumption moves them by (K, k): 0 for what only costs and set-ups
    know.
    """
    moving = _moving(drawn)
    jobs: list[tuple[Any, ...]] = [(targets, {}, SMALL, FIRST_SEED + n) for n in range(SEEDS)]
    crowds = np.array(simulated(jobs))
    steps = [STEP if assumption.shifts[1] >= STEP else -STEP for assumption in moving]
    trials = [
        (targets, _settings([assumption], [assumption.shifted(step)]), SMALL, FIRST_SEED)
        for assumption, step in zip(moving, steps, strict=True)
    ]
    slopes = np.zeros((len(targets), len(drawn)))
    column_of = {assumption.name: column for column, assumption in enumerate(drawn)}
    for assumption, step, row in zip(moving, steps, simulated(trials), strict=True):
        slopes[:, column_of[assumption.name]] = (row - crowds[0]) / step
    return crowds.mean(axis=0), crowds.std(axis=0, ddof=1), slopes


def _move_into_bands(
    drawn: Sequence[Assumption], slopes: Floats, point: Floats, off: Floats
) -> Floats:
    """Move a point (k,) just enough to bring figures back into their bands, inside the box."""
    excess = off - np.clip(off, -AIM, AIM)
    excess[np.abs(off) <= 1.0] = 0.0
    normal = slopes @ slopes.T + RIDGE * np.eye(len(off))
    low, high = np.array([assumption.shifts for assumption in drawn]).T
    return np.clip(point - slopes.T @ np.linalg.solve(normal, excess), low, high)


def gibbs_sample(
    drawn: Sequence[Assumption], off: Floats, slopes: Floats, draws: int, seed: int
) -> Floats:
    """Sample points evenly from the part of the plausible box that the emulator does not rule out.

    Parameters
    ----------
    drawn : sequence of Assumption
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
    generator = np.random.default_rng(seed)
    low, high = np.array([assumption.shifts for assumption in drawn]).T
    point, figures = np.zeros(len(drawn)), off.copy()
    limit = np.maximum(1.0, np.abs(off))  # a figure that is missed may stay so, but not get worse
    samples = np.empty((draws, len(drawn)))
    for number in range(draws):
        for _ in range(SWEEPS):
            for column in generator.permutation(len(drawn)):
                slope = slopes[:, column]
                rest = figures - slope * point[column]
                least, most = low[column], high[column]
                acts = slope != 0.0
                if acts.any():
                    ends = (np.array([[-1.0], [1.0]]) * limit - rest)[:, acts] / slope[acts]
                    least = max(least, float(ends.min(axis=0).max()))
                    most = min(most, float(ends.max(axis=0).min()))
                if most > least:
                    point[column] = generator.uniform(least, most)
                    figures = rest + slope * point[column]
        samples[number] = point
    return samples


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


def _moving(drawn: Sequence[Assumption]) -> list[Assumption]:
    """Those that can move a figure: neither bills nor numbers of a set-up."""
    return [
        assumption
        for assumption in drawn
        if not assumption.knobs[0].startswith(("costs.", "a.", "b."))
    ]


def with_ties(drawn: Sequence[Assumption], values: Sequence[float]) -> list[float]:
    """Scale the values that depend on the base rate of a friction.

    Where a residual is drawn on its own, half of all worlds have it above the base, so that
    integration does nothing in them: by construction, not by evidence. Its position in its range is
    therefore taken as a share of what is possible, from its least to its base. Likewise a friction
    on wrong shared records happens half to three times as often as between islands, whose records
    are wrong as well.

    Parameters
    ----------
    drawn : sequence of Assumption
        k of them.
    values : sequence of float
        As drawn, each in its range.

    Returns
    -------
    list of float
        In the same ranges.
    """
    values_of = {assumption.name: value for assumption, value in zip(drawn, values, strict=True)}
    return [_with_tie(assumption, values_of) for assumption in drawn]


def _with_tie(assumption: Assumption, values_of: Mapping[str, float]) -> float:
    value = values_of[assumption.name]
    if shared_name(assumption.knobs[0]) == ONCE:
        return assumption.value
    kind, _, field = assumption.name.rpartition(".")
    base = values_of.get(f"{kind}.base")
    if base is None or field not in TIED or assumption.name == NO_RATE:
        return value
    if CAUSE_OF[kind.removeprefix("friction.")] not in CAPABILITIES:
        return value
    least, most = TIED[field]
    low = min(max(assumption.low, least * base), assumption.high)
    high = max(low, min(assumption.high, most * base))
    share = (value - assumption.low) / (assumption.high - assumption.low)
    return min(max(float(f"{low + share * (high - low):.4g}"), assumption.low), assumption.high)


def _with_own_reference(
    drawn: Sequence[Assumption], worlds: Sequence[list[float]]
) -> list[list[float]]:
    """Set the revenue that costs are charged on to what the company of each world sells."""
    names = [assumption.name for assumption in drawn]
    column = names.index(SOLD)
    results = []
    for number, values in enumerate(worlds):
        sold = sold_share(_settings(drawn, values), SMALL, FIRST_SEED + number)
        kept = min(max(round(sold, 4), drawn[column].low), drawn[column].high)
        results.append([*values[:column], kept, *values[column + 1 :]])
    return results


def _values(drawn: Sequence[Assumption], point: Floats) -> list[float]:
    return with_ties(
        drawn,
        [assumption.shifted(float(shift)) for assumption, shift in zip(drawn, point, strict=True)],
    )


def _jobs(
    targets: Sequence[Target], drawn: Sequence[Assumption], points: Floats, seed: int
) -> list[tuple[Any, ...]]:
    return [
        (targets, _settings(drawn, _values(drawn, row)), SMALL, seed + number)
        for number, row in enumerate(points)
    ]


def _settings(drawn: Sequence[Assumption], values: Sequence[float]) -> dict[str, object]:
    settings: dict[str, object] = {}
    for assumption, value in zip(drawn, values, strict=True):
        name = shared_name(assumption.knobs[0])
        names = assumption.knobs
        if name.startswith(OF_SIDES):
            names = tuple(f"{side}.{name.removeprefix(OF_SIDES)}" for side in SIDES)
        settings.update({n: int(value) if KNOBS[n].kind == "int" else value for n in names})
    return settings


def _off(targets: Sequence[Target], measured: Sequence[float]) -> Floats:
    """Distances from the middle of the bands in half bands; far off where nobody was counted."""
    middles = np.array([(target.low + target.high) / 2.0 for target in targets])
    halves = np.array([target.half_band for target in targets])
    return np.nan_to_num((np.array(measured) - middles) / halves, nan=10.0)
