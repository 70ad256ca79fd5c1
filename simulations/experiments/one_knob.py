"""One-at-a-time sensitivity: one knob moved alone, with common random numbers before and after.

Contact pressure, the accuracy of stock records, the speed of delivery, channels that are added,
people who are nudged to another channel: each has been measured in the field. ``READY`` holds such
moves, so that the model's results can be compared with those studies; nothing is fitted to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.engine.chunks import Progress, chunk_length, in_order
from simulations.engine.estimates import (
    MOMENTS,
    Estimate,
    difference,
    moments,
    ratio,
    relative_change,
    unpaired_half_width,
)
from simulations.engine.tally import BLOCK
from simulations.model.costs import setup_costs
from simulations.model.journeys import simulate
from simulations.model.outcomes import OUTCOMES, shopper_totals
from simulations.scenario.knobs import KNOBS, MODEL_VERSION, PRESET_FILE, SIDES, Value
from simulations.scenario.problems import Problem, ScenarioError, shorten
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

FIXED = ("shoppers", "seed", "country", "category")  # other people, or many knobs at once


@dataclass(frozen=True, slots=True)
class ReadyMove:
    """A move that has been measured somewhere.

    Attributes
    ----------
    name : str
    knob : str
        With ``SIDE`` in the place of the side.
    side : str
        Side of the default scenario for which the move makes sense.
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
    ReadyMove(
        "contact_pressure",
        *("market.messages_per_month", "a", 1.0, 2.0, "IN22,SE5"),
        "twice as many messages from every open channel",
    ),
    ReadyMove(
        "stock_accuracy",
        *("SIDE.data_error", "b", 0.6, 0.0, "IN23"),
        "shared records of which 60 % are wrong are put right",
    ),
    ReadyMove(
        "delivery_speed",
        *("market.delivery_days", "a", 7.0, 5.0, "IN4"),
        "deliveries take five days instead of seven",
    ),
    ReadyMove(
        "add_channels",
        *("SIDE.channels", "a", _channels("single"), _channels("multichannel"), "IN6,IN7,IN8"),
        "a retailer with stores only opens every other channel; nothing else changes",
    ),
    ReadyMove(
        "nudge_to_store",
        *("SIDE.nudge_to_store", "a", 0.0, 0.3, "IN24"),
        "people who keep to online channels are won for the store too",
    ),
    ReadyMove(
        "nudge_to_online",
        *("SIDE.nudge_to_online", "a", 0.0, 0.3, "IN24,SE1"),
        "people who keep to the store are won for online channels too",
    ),
)
READY: Mapping[str, ReadyMove] = MappingProxyType(
    {one.name: one for one in _LIST if one.knob.replace("SIDE", one.side) in KNOBS}
)


@dataclass(frozen=True, slots=True)
class Move:
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

        def plain(value: Value) -> Any:
            return sorted(value) if isinstance(value, frozenset) else value

        def each(estimates: Mapping[str, Estimate | None]) -> dict[str, Any]:
            return {key: None if e is None else e.to_dict() for key, e in estimates.items()}

        return {
            "model": MODEL_VERSION,
            "scenario": self.scenario.to_dict(),
            "currency": self.scenario.currency,
            "units": {key: {"unit": o.unit, "better": o.better} for key, o in OUTCOMES.items()},
            "side": self.side,
            "knob": self.knob,
            "from": plain(self.start),
            "to": plain(self.to),
            "before": each(self.before),
            "after": each(self.after),
            "difference": each(self.difference),
            "relative": each(self.relative),
            "unpaired_half_width": dict(self.unpaired),
        }


def move(
    scenario: Scenario,
    knob: str,
    to: object,
    *,
    side: str | None = None,
    workers: int = 1,
    chunk_size: int | None = None,
    progress: Progress | None = None,
) -> Move:
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
    Move

    Raises
    ------
    ScenarioError
        For an unknown knob, one that would change the people, one of the other set-up, or a value
        outside the legal range.
    """
    side, knob = _which(knob, side)
    after = scenario.with_values({knob: to})
    step = chunk_length(scenario, chunk_size)
    jobs = [(scenario, after, side, start, step) for start in range(0, scenario.shoppers, step)]
    sums = np.zeros((len(OUTCOMES), MOMENTS))
    for done, blocks in enumerate(in_order(move_chunk, jobs, workers), start=1):
        for block in blocks:
            sums += block
        if progress is not None:
            progress(min(done * step, scenario.shoppers), scenario.shoppers)
    return _result(scenario, after, side, knob, sums)


def ready_move(name: str) -> ReadyMove:
    """Return a move of ``READY``.

    Parameters
    ----------
    name : str

    Returns
    -------
    ReadyMove

    Raises
    ------
    ScenarioError
        For an unknown name, with those there are.
    """
    if name not in READY:
        problem = Problem("ready", "unknown_choice", shorten(name), choices=tuple(READY))
        raise ScenarioError((problem,))
    return READY[name]


def move_chunk(
    before: Scenario, after: Scenario, side: str, start: int, length: int
) -> list[Floats]:
    """Return the moments of every outcome under both worlds, for some shoppers.

    Parameters
    ----------
    before, after : Scenario
        The world without and with the change.
    side : str
        Set-up that is measured, ``a`` or ``b``.
    start : int
        Number of the first shopper; a multiple of 1,000.
    length : int
        Shoppers; the chunk ends with the last one of `before`.

    Returns
    -------
    list of float array (outcomes, MOMENTS)
        One for each block of 1,000 shoppers.
    """
    shoppers = np.arange(start, min(start + length, before.shoppers), dtype=np.int64)
    worlds = []
    for scenario in (before, after):
        strategies = (scenario.side(side),)
        _, ledger = simulate(scenario, strategies, shoppers)
        worlds.append(shopper_totals(ledger, setup_costs(scenario, strategies)))
    totals = {name: np.concatenate([world[name] for world in worlds]) for name in worlds[0]}
    top = np.stack([outcome.top(totals) for outcome in OUTCOMES.values()])
    bottom = np.stack([outcome.bottom(totals) for outcome in OUTCOMES.values()])
    return list(_by_block(top, bottom, len(shoppers)))


def _by_block(top: Floats, bottom: Floats, people: int) -> Iterator[Floats]:
    for start in range(0, people, BLOCK):
        block = slice(start, start + BLOCK)
        yield moments(
            np.ascontiguousarray(top[..., block]), np.ascontiguousarray(bottom[..., block])
        )


def _which(knob: str, side: str | None) -> tuple[str, str]:
    if side is not None and side not in SIDES:
        raise ScenarioError((Problem("side", "unknown_choice", shorten(side), choices=SIDES),))
    own = next((one for one in SIDES if knob.startswith(f"{one}.")), None)
    side = side or own or "a"
    knob = knob.replace("SIDE.", f"{side}.", 1) if knob.startswith("SIDE.") else knob
    if knob not in KNOBS:
        raise ScenarioError((Problem("knob", "unknown_name", shorten(knob)),))
    if knob in FIXED:
        reason = "it would change the people, or many knobs at once"
        raise ScenarioError((Problem("knob", "unknown_choice", f"{knob}: {reason}"),))
    if own is not None and own != side:
        problem = Problem("side", "unknown_choice", f"{side}, with {knob}", choices=(own,))
        raise ScenarioError((problem,))
    return side, knob


def _result(before: Scenario, after: Scenario, side: str, knob: str, sums: Floats) -> Move:
    people, can_differ = before.shoppers, before.get(knob) != after.get(knob)
    by_outcome = dict(zip(OUTCOMES, sums, strict=True))

    def each(estimate: Callable[[str, Floats], Any]) -> dict[str, Any]:
        return {key: estimate(key, own) for key, own in by_outcome.items()}

    def gap(key: str, own: Floats) -> Estimate:
        return difference(own, people, OUTCOMES[key].bounds, can_differ, OUTCOMES[key].event)

    return Move(
        scenario=before,
        side=side,
        knob=knob,
        start=before.get(knob),
        to=after.get(knob),
        before=each(lambda key, own: ratio(own, people, 0, OUTCOMES[key].bounds)),
        after=each(lambda key, own: ratio(own, people, 1, OUTCOMES[key].bounds)),
        difference=each(gap),
        relative=each(lambda _, own: relative_change(own, people, can_differ)),
        unpaired=each(lambda _, own: unpaired_half_width(own, people)),
    )
