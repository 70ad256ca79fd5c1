"""In what share of the believable worlds side b beats side a, and which assumptions decide it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Progress, in_order
from simulations.engine.estimates import NORMAL_95, Estimate
from simulations.experiments.assumptions import Assumption, assumptions
from simulations.experiments.believable import believable
from simulations.experiments.methods.differences import (
    Sums,
    check_whole,
    sign_of,
    simulate_worlds,
    winner,
)
from simulations.experiments.methods.sensitivity import Sensitivity, sensitivity
from simulations.model.outcomes import OUTCOMES
from simulations.scenario.plain import plain, result_header
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

FEWEST_DRAWS, MOST_DRAWS = 40, 4096
WORK = 1.2e7  # needs of all draws together: under a minute on one core
FEWEST_SHOPPERS = 200
RANKED = 12  # assumptions named for each outcome, and all that matter


@dataclass(frozen=True, slots=True)
class Spread:
    """One outcome's difference b − a over the believable worlds.

    Attributes
    ----------
    b_better, a_better : Estimate
        Share of worlds in which the side's mean is better (larger, where neither is better), with
        the Wilson interval for the finite number of draws. Worlds without any difference count
        for neither.
    b_clear, a_clear : float
        Share of worlds in which the interval for luck leaves 0 out in the side's favour.
    median, low, high : float
        Middle, 5 % and 95 % of the difference over worlds. Each world has its own luck, so this
        range is a little wider than that of the assumptions alone.
    assumptions, luck : float
        Standard deviation of the difference over worlds that is due to what is assumed, and the
        typical standard error that is due to finite shoppers, each without the other.
    """

    b_better: Estimate
    a_better: Estimate
    b_clear: float
    a_clear: float
    median: float
    low: float
    high: float
    assumptions: float
    luck: float

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            The shares of worlds, ``difference`` (``median``, ``low``, ``high``) and ``spread``.
        """
        names = ("b_better", "a_better", "b_clear", "a_clear")
        return {
            **{name: plain(getattr(self, name)) for name in names},
            "difference": {"median": self.median, "low": self.low, "high": self.high},
            "spread": {"assumptions": self.assumptions, "luck": self.luck},
        }


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Many believable worlds; both set-ups are simulated once in each.

    Attributes
    ----------
    scenario : Scenario
    draws : int
        Worlds drawn inside the plausible ranges.
    kept : Estimate
        Share of them that meet the fitted figures, with its Wilson interval: only these count.
    shoppers : int
        Shoppers in each world: those of the scenario, or fewer to stay within a minute.
    assumptions : tuple of Assumption
        What was drawn, k of them.
    inputs : float array (w, k)
        Values in the w worlds kept.
    means : dict of outcome to float array (w,)
        Difference b − a in each world.
    spreads : dict of outcome to Spread
    sensitivities : dict of outcome to Sensitivity
    """

    scenario: Scenario
    draws: int
    kept: Estimate
    shoppers: int
    assumptions: tuple[Assumption, ...]
    inputs: Floats
    means: Mapping[str, Floats]
    spreads: Mapping[str, Spread]
    sensitivities: Mapping[str, Sensitivity]

    def worlds(self) -> list[Scenario]:
        """Return the worlds themselves, in order, each ready for ``compare`` or ``trace``.

        Returns
        -------
        list of Scenario
        """
        return _worlds(self.scenario, self.assumptions, self.inputs, self.shoppers)

    def ranking(self, outcome: str) -> list[dict[str, Any]]:
        """Return the assumptions by how much they matter.

        Parameters
        ----------
        outcome : str
            A key of ``OUTCOMES``.

        Returns
        -------
        list of dict
            The first 12, and all that are significant: ``name``, ``knobs``, ``share`` (0 to
            1), ``direction`` (−1 to 1), ``false_discovery_rate``, ``matters``, ``evidence``,
            ``grade``.
        """
        sensitivity = self.sensitivities[outcome]
        order = np.argsort(-sensitivity.share, kind="stable")
        chosen = [int(i) for n, i in enumerate(order) if n < RANKED or sensitivity.matters[i]]
        return [
            {
                "name": self.assumptions[i].name,
                "knobs": list(self.assumptions[i].knobs),
                "share": {
                    "mean": float(sensitivity.share[i]),
                    "low": float(sensitivity.low[i]),
                    "high": float(sensitivity.high[i]),
                },
                "direction": float(sensitivity.direction[i]),
                "false_discovery_rate": float(sensitivity.q[i]),
                "matters": bool(sensitivity.matters[i]),
                "evidence": self.assumptions[i].evidence,
                "grade": self.assumptions[i].grade,
            }
            for i in chosen
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``model``, ``scenario``, ``currency``, ``draws``, ``worlds`` (those kept),
            ``kept_share`` (``mean``, ``low``, ``high``), ``shoppers`` (in each world);
            ``drawn``, the assumptions with ``name``, ``knobs``, ``low``, ``high`` and ``evidence``;
            ``outcomes``, for each outcome its ``unit``, ``better``, ``b_better`` and ``a_better``
            (``mean``, ``low``, ``high``), ``b_clear``, ``a_clear``, ``difference`` (``median``, and
            ``low`` and ``high`` at 5 and 95 %), ``spread`` (``assumptions``, ``luck``) and
            ``matters_most``, the assumptions in order, see :meth:`ranking`.
        """
        outcomes = {
            key: {
                **OUTCOMES[key].scale,
                **spread.to_dict(),
                "matters_most": self.ranking(key),
            }
            for key, spread in self.spreads.items()
        }
        facts = ("name", "knobs", "low", "high", "evidence")
        return {
            **result_header(self.scenario),
            "draws": self.draws,
            "worlds": len(self.inputs),
            "kept_share": self.kept.to_dict(),
            "shoppers": self.shoppers,
            "drawn": [{name: plain(getattr(a, name)) for name in facts} for a in self.assumptions],
            "outcomes": outcomes,
        }


def ensemble(
    scenario: Scenario,
    draws: int = 400,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Ensemble:
    """Compare both set-ups in every believable world among those drawn.

    Worlds are drawn inside the plausible ranges of all assumptions at once, and count only if they
    meet the fitted figures (history matching, see :mod:`~simulations.experiments.believable`). A
    knob that was set outside its plausible range keeps its value. Each world has a seed of its own,
    so that the chance of one seed is not mistaken for what the assumptions do; within a world both
    set-ups have common random numbers.

    Parameters
    ----------
    scenario : Scenario
    draws : int
        Worlds drawn to use, 40 to 4,096; at most all that were drawn when the model was
        fitted; see ``Ensemble.draws``.
    workers : int
        Processes to share the work; the numbers do not depend on it.
    progress : callable, optional
        Called with worlds done and worlds in all.

    Returns
    -------
    Ensemble

    Raises
    ------
    ScenarioError
        Naming ``draws`` and its legal range.
    """
    matched = believable()
    check_whole("draws", draws, FEWEST_DRAWS, MOST_DRAWS)
    draws = min(draws, matched.drawn)
    open_assumptions = assumptions(scenario)
    inputs = matched.inputs(scenario, open_assumptions, draws)
    worlds = len(inputs)
    shoppers = min(scenario.shoppers, affordable(scenario, worlds))
    jobs = [(world,) for world in _worlds(scenario, open_assumptions, inputs, shoppers)]
    runs: list[Sums] = list(in_order(simulate_worlds, jobs, workers, progress=progress))
    differences = {key: [sums.difference(key) for sums in runs] for key in OUTCOMES}
    means = {key: np.array([e.mean for e in estimates]) for key, estimates in differences.items()}
    return Ensemble(
        scenario=scenario,
        draws=draws,
        kept=wilson(worlds, draws),
        shoppers=shoppers,
        assumptions=open_assumptions,
        inputs=inputs,
        means=means,
        spreads={key: _spread(key, values, shoppers) for key, values in differences.items()},
        sensitivities={
            key: sensitivity(inputs, values, scenario.seed) for key, values in means.items()
        },
    )


def affordable(scenario: Scenario, worlds: int) -> int:
    """Return the shoppers in each world with which all worlds take under a minute on one core.

    Parameters
    ----------
    scenario : Scenario
        Its need rate and horizon decide.
    worlds : int
        From 1.

    Returns
    -------
    int
        At least 200.
    """
    needs = scenario.group("population").need_rate * scenario.weeks / 52.0
    return max(FEWEST_SHOPPERS, int(WORK / (worlds * (needs + 3.0))))


def wilson(hits: int, draws: int) -> Estimate:
    """Return a share of hits with its 95 % Wilson interval.

    Parameters
    ----------
    hits : int
        0 to `draws`.
    draws : int
        From 1.

    Returns
    -------
    Estimate
        0 to 1.
    """
    share, z2 = hits / draws, NORMAL_95**2
    middle = (share + z2 / (2.0 * draws)) / (1.0 + z2 / draws)
    half = NORMAL_95 * math.sqrt(share * (1.0 - share) / draws + z2 / (4.0 * draws**2))
    half /= 1.0 + z2 / draws
    return Estimate(share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half)))


def _worlds(
    scenario: Scenario, drawn: tuple[Assumption, ...], inputs: Floats, shoppers: int
) -> list[Scenario]:
    return [
        scenario.with_values({**_changes(drawn, row), "shoppers": shoppers, "seed": seed})
        for row, seed in zip(inputs, _seeds(scenario.seed, len(inputs)), strict=True)
    ]


def _changes(drawn: tuple[Assumption, ...], row: Floats) -> dict[str, object]:
    changes: dict[str, object] = {}
    for assumption, value in zip(drawn, row, strict=True):
        changes.update(assumption.changes(float(value)))
    return changes


def _seeds(seed: int, draws: int) -> list[int]:
    """A seed of its own for each world; the first ones do not depend on how many there are."""
    return [int(np.random.SeedSequence([seed, i]).generate_state(1)[0]) for i in range(draws)]


def _spread(key: str, estimates: list[Estimate], shoppers: int) -> Spread:
    sign, draws = sign_of(key), len(estimates)
    means = np.array([e.mean for e in estimates])
    clear = [winner(key, e, shoppers) for e in estimates]
    errors = np.array([(e.high - e.low) / (2.0 * NORMAL_95) for e in estimates])
    luck = float(np.mean(errors**2))
    low, median, high = (float(q) for q in np.quantile(means, [0.05, 0.5, 0.95]))
    return Spread(
        b_better=wilson(int((sign * means > 0.0).sum()), draws),
        a_better=wilson(int((sign * means < 0.0).sum()), draws),
        b_clear=clear.count("b") / draws,
        a_clear=clear.count("a") / draws,
        median=median,
        low=low,
        high=high,
        assumptions=math.sqrt(max(0.0, float(np.var(means)) - luck)),
        luck=math.sqrt(luck),
    )
