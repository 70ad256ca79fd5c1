"""Many set-ups with common random numbers, and the mixtures between two of them.

What makes two set-ups differ is cut into *players*. A *coalition* is set-up a with some players
taken from b; with k players there are 2 ** k of them, from a itself (none) to b itself (all).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Executor, Progress, in_order
from simulations.engine.tally import BLOCK
from simulations.experiments.methods.groups import GROUPS, PARTS, group_sums, ratios, unseen
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import OUTCOME_ROW, OUTCOMES
from simulations.scenario.knobs import CAPABILITIES
from simulations.scenario.scenario import Scenario
from simulations.scenario.strategies import Strategy

Floats = NDArray[np.float64]

# Players that are no capability, and the fields of a strategy that they bring along.
OTHER_PLAYERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "channels": ("channels",),
        "nudges": ("nudge_to_store", "nudge_to_online", "nudge_weeks"),
        "execution": ("data_error", "wrong", "ramp_weeks", "changeover", "fulfilment_margin"),
        "costs": ("one_off_cost", "running_cost"),
    }
)
SETUPS_AT_ONCE = 64  # more are no faster
JOURNEYS_AT_ONCE = 1_000_000  # keeps a job below about 200 MB however many needs people have


@dataclass(frozen=True, slots=True)
class Measured:
    """Outcomes of many set-ups.

    Attributes
    ----------
    values : float array (set-ups, outcomes, 1 + groups)
        Of everybody, then without each group of shoppers.
    run_numbers : int array (set-ups,)
        Set-ups that can only differ in costs share a run and its number.
    sums : float array (runs, outcomes, PARTS, GROUPS)
    """

    values: Floats
    run_numbers: NDArray[np.int64]
    sums: Floats

    def unseen(self, first: int, second: int) -> Floats:
        """Return the half width due to shoppers who were not drawn, by outcome.

        Parameters
        ----------
        first, second : int
            Positions of two set-ups.

        Returns
        -------
        float array (outcomes,)
            In the units of the outcomes; 0 within one run.
        """
        if self.run_numbers[first] == self.run_numbers[second]:
            return np.zeros(len(OUTCOMES))
        return unseen(self.sums[self.run_numbers[first]], self.sums[self.run_numbers[second]])


def players(a: Strategy, b: Strategy) -> tuple[str, ...]:
    """Return what differs between two set-ups: capabilities, then ``OTHER_PLAYERS``.

    Parameters
    ----------
    a, b : Strategy

    Returns
    -------
    tuple of str
    """
    levels = [name for name in CAPABILITIES if a.capabilities[name] != b.capabilities[name]]
    others = [
        player
        for player, names in OTHER_PLAYERS.items()
        if any(getattr(a, name) != getattr(b, name) for name in names)
    ]
    return (*levels, *others)


def coalition(a: Strategy, b: Strategy, taken: Sequence[str]) -> Strategy:
    """Return set-up a with these players taken from b.

    Parameters
    ----------
    a, b : Strategy
    taken : sequence of str
        Players.

    Returns
    -------
    Strategy
    """
    source = {name: b if name in taken else a for name in (*CAPABILITIES, *OTHER_PLAYERS)}
    changes: dict[str, Any] = {
        name: getattr(source[player], name)
        for player, names in OTHER_PLAYERS.items()
        for name in names
    }
    levels = {name: source[name].capabilities[name] for name in CAPABILITIES}
    return replace(a, capabilities=MappingProxyType(levels), **changes)


def coalitions(a: Strategy, b: Strategy, names: Sequence[str]) -> list[Strategy]:
    """Return all 2 ** k coalitions.

    Parameters
    ----------
    a, b : Strategy
    names : sequence of str
        k players.

    Returns
    -------
    list of Strategy
        Bit i of a coalition's index is set if player i is taken.
    """
    return [
        coalition(a, b, [name for bit, name in enumerate(names) if number >> bit & 1])
        for number in range(2 ** len(names))
    ]


def measure(
    scenario: Scenario,
    strategies: Sequence[Strategy],
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress | None = None,
    setups_at_once: int = SETUPS_AT_ONCE,
) -> Measured:
    """Simulate the scenario's people under each of these set-ups.

    Parameters
    ----------
    scenario : Scenario
        Its own two set-ups are not used.
    strategies : sequence of Strategy
        Those that can only differ in costs are simulated once.
    workers, executor
        As for ``compare``.
    progress : callable, optional
        Called with shoppers done and in all, each counted once for each different set-up.
    setups_at_once : int
        The numbers do not depend on it; time and memory do.

    Returns
    -------
    Measured
    """
    numbers_of: dict[tuple[object, ...], int] = {}
    run_of_setup = [numbers_of.setdefault(_run_key(s), len(numbers_of)) for s in strategies]
    first = {number: position for position, number in reversed(list(enumerate(run_of_setup)))}
    simulated = [_portable(strategies[first[number]]) for number in range(len(numbers_of))]
    sums = _run(scenario, simulated, workers, executor, progress, setups_at_once)
    numbers = np.array(run_of_setup, dtype=np.int64)
    values = ratios(sums, scenario.shoppers)[numbers]
    if scenario.shoppers > 0:
        values[:, OUTCOME_ROW["profit"]] -= setup_costs(scenario, tuple(strategies))[:, None]
    return Measured(values, numbers, sums)


def work(scenario: Scenario, strategies: list[Strategy], start: int) -> Floats:
    """Return the sums of one block of shoppers under some set-ups.

    Parameters
    ----------
    scenario : Scenario
    strategies : list of Strategy
        S set-ups.
    start : int
        Number of the first shopper; a multiple of 1,000.

    Returns
    -------
    float array (S, outcomes, PARTS, GROUPS)
    """
    stop = min(start + BLOCK, scenario.shoppers)
    _, ledger = simulate(scenario, strategies, np.arange(start, stop, dtype=np.int64))
    return group_sums(ledger)


def _run(
    scenario: Scenario,
    simulated: list[Strategy],
    workers: int,
    executor: Executor | None,
    progress: Progress | None,
    setups_at_once: int,
) -> Floats:
    needs = scenario.group("population").need_rate * scenario.weeks / 52.0
    most = int(JOURNEYS_AT_ONCE / (BLOCK * max(needs, 1.0)))
    step = max(1, min(setups_at_once, most))
    batches = [slice(n, min(n + step, len(simulated))) for n in range(0, len(simulated), step)]
    starts = range(0, scenario.shoppers, BLOCK)
    jobs = [(scenario, simulated[batch], start) for start in starts for batch in batches]
    sums = np.zeros((len(simulated), len(OUTCOMES), PARTS, GROUPS))
    done, total = 0, len(simulated) * scenario.shoppers
    for index, part in enumerate(in_order(work, jobs, workers, executor)):
        batch = batches[index % len(batches)]
        sums[batch] += part
        done += len(part) * min(BLOCK, scenario.shoppers - jobs[index][2])
        if progress is not None:
            progress(done, total)
    return sums


def _run_key(strategy: Strategy) -> tuple[object, ...]:
    """Everything of a set-up that shoppers can notice: set-ups with equal keys share a run.

    Costs do not affect shoppers. With a single open channel there is nothing to integrate (rules,
    section 3), and without a capability nothing that could ramp up.
    """
    levels = tuple(strategy.capabilities[name] for name in CAPABILITIES)
    inert = len(strategy.channels) < 2 or not any(levels)
    dropped = {"capabilities", *OTHER_PLAYERS["costs"], *(["ramp_weeks"] if inert else [])}
    kept = [getattr(strategy, f.name) for f in fields(strategy) if f.name not in dropped]
    return (inert, () if inert else levels, *kept)


def _portable(strategy: Strategy) -> Strategy:
    """The same set-up, fit to be sent to another process."""
    return replace(strategy, capabilities=dict(strategy.capabilities))
