"""One-at-a-time sensitivity: one knob moved alone, with common random numbers before and after.

Contact pressure, the accuracy of stock records, the speed of delivery, channels that are added,
people who are nudged to another channel: each has been measured in the field. ``READY_CHANGES``
holds such changes, so that the model's results can be compared with those studies; nothing is
fitted to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Progress, over_chunks
from simulations.engine.estimates import (
    MOMENTS,
    Estimate,
    differences,
    ratios,
    relative_change,
    unpaired_half_widths,
)
from simulations.experiments.methods.differences import moments_of_blocks
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import OUTCOME_BOUNDS, OUTCOME_EVENTS, OUTCOMES, shopper_totals
from simulations.scenario.knobs import KNOBS, PRESET_FILE, SIDES, Value
from simulations.scenario.plain import plain, result_header
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

FIXED = ("shoppers", "seed", "country", "category")  # other people, or many knobs at once


@dataclass(frozen=True, slots=True)
class ReadyChange:
    """A change of one knob whose effect has been measured in the field.

    Attributes
    ----------
    name : str
    knob : str
        With ``SIDE`` instead of the side.
    side : str
        Side of the default scenario for which the change makes sense.
    before, after : float or str
    evidence : str
        Ids of the evidence cards to compare with.
    meaning : str
        One English line.
    """

    name: str
    knob: str
    side: str
    before: float | str
    after: float | str
    evidence: str
    meaning: str


def _channels(preset: str) -> str:
    return ",".join(PRESET_FILE["strategy"][preset]["channels"])


_LIST = (
    ReadyChange(
        "contact_pressure",
        *("market.messages_per_month", "a", 1.0, 2.0, "IN22,SE5"),
        "twice as many messages from every open channel",
    ),
    ReadyChange(
        "stock_accuracy",
        *("SIDE.data_error", "b", 0.6, 0.0, "IN23"),
        "shared records of which 60 % are wrong are put right",
    ),
    ReadyChange(
        "delivery_speed",
        *("market.delivery_days", "a", 7.0, 5.0, "IN4"),
        "deliveries take five days instead of seven",
    ),
    ReadyChange(
        "add_channels",
        *("SIDE.channels", "a", _channels("single"), _channels("multichannel"), "IN6,IN7,IN8"),
        "a retailer with stores only opens every other channel; nothing else changes",
    ),
    ReadyChange(
        "nudge_to_store",
        *("SIDE.nudge_to_store", "a", 0.0, 0.3, "IN24"),
        "people who keep to online channels are won for the store too",
    ),
    ReadyChange(
        "nudge_to_online",
        *("SIDE.nudge_to_online", "a", 0.0, 0.3, "IN24,SE1"),
        "people who keep to the store are won for online channels too",
    ),
)
READY_CHANGES: Mapping[str, ReadyChange] = MappingProxyType(
    {change.name: change for change in _LIST}
)


@dataclass(frozen=True, slots=True)
class KnobChange:
    """What one knob does to one set-up.

    Attributes
    ----------
    scenario : Scenario
        With the knob where it was before.
    side, knob : str
    start, to : float, int or frozenset of str
    before, after, difference : dict of outcome to Estimate
        ``difference`` is after − before, paired: the same people with the same luck.
    relative : dict of outcome to Estimate or None
        after / before − 1 (0.04 is 4 % more); None where before is not above 0.
    unpaired : dict of outcome to float
        Half width that the interval of the difference would have with other luck on each side.
    """

    scenario: Scenario
    side: str
    knob: str
    start: Value
    to: Value
    before: Mapping[str, Estimate]
    after: Mapping[str, Estimate]
    difference: Mapping[str, Estimate]
    relative: Mapping[str, Estimate | None]
    unpaired: Mapping[str, float]

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            ``model``, ``scenario``, ``currency``, ``units``, ``side``, ``knob``, ``from``, ``to``;
            by outcome ``before``, ``after``, ``difference``, ``relative`` and
            ``unpaired_half_width``.
        """
        return plain(
            {
                **result_header(self.scenario),
                "units": {key: outcome.scale for key, outcome in OUTCOMES.items()},
                "side": self.side,
                "knob": self.knob,
                "from": self.start,
                "to": self.to,
                "before": self.before,
                "after": self.after,
                "difference": self.difference,
                "relative": self.relative,
                "unpaired_half_width": self.unpaired,
            }
        )


def change_knob(
    scenario: Scenario,
    knob: str,
    to: object,
    *,
    side: str | None = None,
    workers: int = 1,
    chunk_size: int | None = None,
    progress: Progress | None = None,
) -> KnobChange:
    """Move one knob alone and measure what changes for one set-up.

    Parameters
    ----------
    scenario : Scenario
    knob : str
        Dotted name; ``SIDE.channels`` and the like stand for the side's own knob.
    to : object
        Where the knob goes; channels as a list or as text with commas.
    side : str, optional
        Set-up that is measured; by default the one whose knob it is, else ``a``.
    workers : int
    chunk_size : int, optional
        Changes memory, not numbers.
    progress : callable, optional
        Called with shoppers done and shoppers in all.

    Returns
    -------
    KnobChange

    Raises
    ------
    ScenarioError
        For an unknown knob, one that would change the people, one of the other set-up, or a value
        outside the legal range.
    """
    side, knob = _side_and_knob(knob, side)
    after = scenario.with_values({knob: to})
    sums = np.zeros((len(OUTCOMES), MOMENTS))
    chunks = over_chunks(
        _compare_chunk, scenario, (after, side), workers, chunk_size, progress=progress
    )
    for block in chain.from_iterable(chunks):
        sums += block
    return _result(scenario, after, side, knob, sums)


def ready_change(name: str) -> ReadyChange:
    """Return a move of ``READY_CHANGES``.

    Parameters
    ----------
    name : str

    Returns
    -------
    ReadyChange

    Raises
    ------
    ScenarioError
        For an unknown name, with those there are.
    """
    if name not in READY_CHANGES:
        problem = Problem("ready", "unknown_choice", shorten(name), choices=tuple(READY_CHANGES))
        raise ScenarioError((problem,))
    return READY_CHANGES[name]


def _compare_chunk(
    before: Scenario, after: Scenario, side: str, start: int, length: int
) -> list[Floats]:
    """Moments of every outcome under both worlds (outcomes, 14), for each block of shoppers."""
    shoppers = np.arange(start, min(start + length, before.shoppers), dtype=np.int64)
    worlds = []
    for scenario in (before, after):
        strategies = (scenario.side(side),)
        _, ledger = simulate(scenario, strategies, shoppers)
        worlds.append(shopper_totals(ledger, setup_costs(scenario, strategies)))
    totals = {name: np.concatenate([world[name] for world in worlds]) for name in worlds[0]}
    top = np.stack([outcome.top(totals) for outcome in OUTCOMES.values()])
    bottom = np.stack([outcome.bottom(totals) for outcome in OUTCOMES.values()])
    return moments_of_blocks(top, bottom)


def _side_and_knob(knob: str, side: str | None) -> tuple[str, str]:
    if side is not None and side not in SIDES:
        raise ScenarioError((Problem("side", "unknown_choice", shorten(side), choices=SIDES),))
    knob_side = next((candidate for candidate in SIDES if knob.startswith(f"{candidate}.")), None)
    side = side or knob_side or "a"
    knob = knob.replace("SIDE.", f"{side}.", 1) if knob.startswith("SIDE.") else knob
    if knob not in KNOBS:
        raise ScenarioError((Problem("knob", "unknown_name", shorten(knob)),))
    if knob in FIXED:
        reason = "it would change the people, or many knobs at once"
        raise ScenarioError((Problem("knob", "unknown_choice", f"{knob}: {reason}"),))
    if knob_side is not None and knob_side != side:
        problem = Problem("side", "unknown_choice", f"{side}, with {knob}", choices=(knob_side,))
        raise ScenarioError((problem,))
    return side, knob


def _result(before: Scenario, after: Scenario, side: str, knob: str, sums: Floats) -> KnobChange:
    people, can_differ = before.shoppers, before.get(knob) != after.get(knob)
    difference = differences(sums, people, OUTCOME_BOUNDS, can_differ, OUTCOME_EVENTS)

    def by_outcome(values: Iterable[Any]) -> dict[str, Any]:
        return dict(zip(OUTCOMES, values, strict=True))

    return KnobChange(
        scenario=before,
        side=side,
        knob=knob,
        start=before.get(knob),
        to=after.get(knob),
        before=by_outcome(ratios(sums, people, 0, OUTCOME_BOUNDS).each()),
        after=by_outcome(ratios(sums, people, 1, OUTCOME_BOUNDS).each()),
        difference=by_outcome(difference.each()),
        relative=by_outcome(relative_change(row, people, can_differ) for row in sums),
        unpaired=by_outcome(unpaired_half_widths(sums, people).tolist()),
    )
