"""Credit: how much of the difference between two set-ups is due to each thing that differs.

The Shapley value: a player's share is what it adds to a coalition, averaged over all orders in
which the players can join. It is the only division that adds up to the difference, gives nothing
to what changes nothing, and treats equals equally (Shapley 1953). Exact: every coalition is run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Executor, Progress
from simulations.engine.comparison import compare
from simulations.engine.estimates import Estimate
from simulations.experiments.methods.coalitions import Measured, coalitions, measure, players
from simulations.experiments.methods.groups import estimate
from simulations.model.outcomes import OUTCOMES
from simulations.scenario.plain import plain, result_header
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Credit:
    """Who the difference between two set-ups is due to.

    Attributes
    ----------
    scenario : Scenario
    players : tuple of str
        Capabilities whose level differs, then ``channels`` (other ones are open), ``nudges``,
        ``execution`` (wrong data, weeks to full effect) and ``costs`` (cost shares), where
        they differ.
    a, b, difference : dict of outcome to Estimate
        As :func:`simulations.compare` gives them.
    shares : dict of outcome to dict of player to Estimate
        They add up to the difference; the intervals are for luck.
    """

    scenario: Scenario
    players: tuple[str, ...]
    a: Mapping[str, Estimate]
    b: Mapping[str, Estimate]
    difference: Mapping[str, Estimate]
    shares: Mapping[str, Mapping[str, Estimate]]

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``model``, ``scenario``, ``currency``, ``players`` (list), and ``outcomes``: for each
            key its ``unit``, what is ``better``, ``a``, ``b``, their ``difference`` and ``credit``
            by player, each with ``mean``, ``low`` and ``high``.
        """
        return {
            **result_header(self.scenario),
            "players": list(self.players),
            "outcomes": {
                key: {
                    **outcome.scale,
                    "a": self.a[key].to_dict(),
                    "b": self.b[key].to_dict(),
                    "difference": self.difference[key].to_dict(),
                    "credit": plain(self.shares[key]),
                }
                for key, outcome in OUTCOMES.items()
            },
        }


def credit(
    scenario: Scenario,
    *,
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Credit:
    """Divide the difference b − a of every outcome among what differs.

    Parameters
    ----------
    scenario : Scenario
    workers : int
        Processes to share the work; 1 stays in this one. The numbers do not depend on it.
    executor : object with ``submit``, optional
        A ``concurrent.futures`` style executor to use instead of ``workers``.
    progress : callable, optional
        Called with shoppers done and in all, each counted once for each different set-up.

    Returns
    -------
    Credit
    """
    names = players(scenario.a, scenario.b)
    comparison = compare(scenario, workers=workers, executor=executor)
    shares: dict[str, dict[str, Estimate]] = {key: {} for key in OUTCOMES}
    if names:
        every = coalitions(scenario.a, scenario.b, names)
        measured = measure(scenario, every, workers, executor, progress)
        shares = _shares(names, measured, shapley(measured.values))
    return Credit(
        scenario=scenario,
        players=names,
        a=comparison.a.outcomes,
        b=comparison.b.outcomes,
        difference=comparison.difference.outcomes,
        shares=shares,
    )


def shapley(values: Floats) -> Floats:
    """Exact Shapley values.

    Parameters
    ----------
    values : float array (2 ** k, …)
        Worth of every coalition; bit i of its index is set if player i is in.

    Returns
    -------
    float array (k, …)
        They add up to ``values[-1] - values[0]``.
    """
    indices = np.arange(len(values))
    count = len(values).bit_length() - 1
    parts = []
    for player in range(count):
        without = indices[indices >> player & 1 == 0]
        sizes = [index.bit_count() for index in without.tolist()]
        weights = np.array([1.0 / (count * math.comb(count - 1, size)) for size in sizes])
        added = values[without | 1 << player] - values[without]
        parts.append(np.tensordot(weights, added, axes=1))
    return np.stack(parts) if parts else np.zeros((0, *values.shape[1:]))


def _shares(
    names: tuple[str, ...], measured: Measured, parts: Floats
) -> dict[str, dict[str, Estimate]]:
    touching = [_changes_runs(measured, player) for player in range(len(names))]
    # Shoppers who were not drawn widen the shares together by as much as the whole difference.
    halves = measured.unseen(0, -1) / math.sqrt(max(sum(touching), 1))
    shares: dict[str, dict[str, Estimate]] = {}
    for row, (key, outcome) in enumerate(OUTCOMES.items()):
        widest = outcome.bounds[1] - outcome.bounds[0]
        shares[key] = {
            name: estimate(values[row], float(halves[row]) if touches else 0.0, widest)
            for name, values, touches in zip(names, parts, touching, strict=True)
        }
    return shares


def _changes_runs(measured: Measured, player: int) -> bool:
    """Whether the player can change anything but costs."""
    without = np.flatnonzero(np.arange(len(measured.run_numbers)) >> player & 1 == 0)
    return bool(
        (measured.run_numbers[without] != measured.run_numbers[without | 1 << player]).any()
    )
