"""The set-ups side by side: what is open and how well it is integrated, week by week.

Any number S of set-ups can meet the same draws at once (common random numbers). They have an axis
of their own in every array, so that the engine need not know sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulations.scenario.knobs import CAPABILITIES, CAUSE_OF, CHANNELS, FRICTIONS, STAGES, serving
from simulations.scenario.scenario import Scenario
from simulations.scenario.strategies import RECORDS, Strategy

Floats = NDArray[np.float64]

RECORD_KIND_OF = {
    "shared_stock": "stock",
    "unified_price": "price",
    "shared_promotions": "price",
    "consistent_message": "price",
    "shared_history": "history",
    "coordinated_contact": "history",
    "shared_cart": "orders",
    "cross_fulfilment": "orders",
}
"""Kind of records that each capability rests on; shared goals rest on none."""
NEEDED_CAPABILITY = {"cross_fulfilment": "shared_stock", "coordinated_contact": "shared_history"}
"""A capability, and the other one without which it works as if on wrong records."""
PUSH = ("app", "social", "email", "phone", "print")  # channels that carry messages, and messaging


@dataclass(frozen=True, slots=True)
class Setups:
    """S set-ups over W weeks.

    Attributes
    ----------
    open : float array (8, S, 1)
        1 where a channel is open.
    several : bool array (S, 1)
        At least two channels are open.
    nudge_to_store, nudge_to_online : float arrays (S, 1)
        Shares of those who keep to online channels, to the store, who are got to combine.
    nudge_weeks : float array (S, 1)
        Weeks for which they do.
    fulfilment_margin : float array (S, 1)
        Added to the margin of what is not carried home.
    burden : float array (S, W)
        Mean effect of the capabilities, 0 to 1.
    effect, good : dict of capability to float array (S, W)
        How far it works, and how far on right data (rules, section 3).
    chance : dict of friction to float array (S, W)
    pressure : float array (S, 2 W)
        Messages per month relative to the ideal, minus 1: for each week first for people without
        messaging, then for those with it.
    mood : float array (S, 2 W)
        What contact does to being remembered.
    impulse : float array (S, 2 W)
        Chance to come only because of a message.
    taste : dict of stage to float array (8, 1, 1)
    serves : dict of stage to bool array (8,)
    """

    open: Floats
    several: NDArray[np.bool_]
    nudge_to_store: Floats
    nudge_to_online: Floats
    nudge_weeks: Floats
    fulfilment_margin: Floats
    burden: Floats
    effect: dict[str, Floats]
    good: dict[str, Floats]
    chance: dict[str, Floats]
    pressure: Floats
    mood: Floats
    impulse: Floats
    taste: dict[str, Floats]
    serves: dict[str, NDArray[np.bool_]]


def make_setups(scenario: Scenario, strategies: Sequence[Strategy]) -> Setups:
    """Lay S strategies side by side over the scenario's horizon (rules, section 3).

    Parameters
    ----------
    scenario : Scenario
        Its W weeks, market, tastes and frictions. Its own two set-ups are not used.
    strategies : sequence of Strategy
        S strategies.

    Returns
    -------
    Setups
    """
    is_open = np.array([[c in s.channels for s in strategies] for c in CHANNELS], dtype=float)
    several = is_open.sum(axis=0) >= 2
    effect = {n: _ramped(strategies, n, scenario.weeks) * several for n in CAPABILITIES}
    error = _errors(scenario, strategies, effect)
    good = {n: effect[n] * (1.0 - error[n]) for n in CAPABILITIES}
    trouble = _changeover(strategies, scenario.weeks) * several
    burden = sum(effect.values()) / len(CAPABILITIES)
    pressure, mood, impulse = _contact(scenario, is_open, good["coordinated_contact"])
    return Setups(
        open=is_open[:, :, None],
        several=several[:, None],
        nudge_to_store=np.array([[s.nudge_to_store] for s in strategies]),
        nudge_to_online=np.array([[s.nudge_to_online] for s in strategies]),
        nudge_weeks=np.array([[float(s.nudge_weeks)] for s in strategies]),
        fulfilment_margin=np.array([[s.fulfilment_margin] for s in strategies]),
        burden=burden.T.copy(),
        effect={name: array.T.copy() for name, array in effect.items()},
        good={name: array.T.copy() for name, array in good.items()},
        chance={
            kind: np.minimum(1.0, _chance(scenario, kind, effect, error) * (1.0 + trouble)).T.copy()
            for kind in FRICTIONS
        },
        pressure=pressure,
        mood=mood,
        impulse=impulse,
        taste={stage: _taste(scenario, stage) for stage in STAGES if stage != "receive"},
        serves={
            stage: np.array([c in serving(stage) for c in CHANNELS])
            for stage in STAGES
            if stage != "receive"
        },
    )


def _ramped(strategies: Sequence[Strategy], name: str, weeks: int) -> Floats:
    levels = np.array([s.capabilities[name] for s in strategies])
    ramp = np.array([float(max(s.ramp_weeks, 1)) for s in strategies])
    elapsed = np.arange(1.0, weeks + 1.0)[:, None]
    return levels * np.minimum(1.0, elapsed / ramp)


def _errors(
    scenario: Scenario, strategies: Sequence[Strategy], effect: dict[str, Floats]
) -> dict[str, Floats]:
    """Share of wrong records behind each capability, (W, S) (rules, section 3: wrong records)."""
    errors = {}
    for name in CAPABILITIES:
        wrong = np.array([_wrong(s, name) for s in strategies])
        errors[name] = np.broadcast_to(wrong, effect[name].shape)
    together = scenario.group("market").pieces_together
    for capability, needed in NEEDED_CAPABILITY.items():
        lacking = together * (1.0 - effect[needed] * (1.0 - errors[needed]))
        errors[capability] = 1.0 - (1.0 - errors[capability]) * (1.0 - lacking)
    return errors


def _wrong(strategy: Strategy, capability: str) -> float:
    if capability not in RECORD_KIND_OF:
        return 0.0
    return 1.0 - (1.0 - strategy.data_error) * (
        1.0 - strategy.wrong[RECORDS.index(RECORD_KIND_OF[capability])]
    )


def _changeover(strategies: Sequence[Strategy], weeks: int) -> Floats:
    """How many more frictions there are while integration is on its way (W, S)."""
    most = [s.changeover * sum(s.capabilities.values()) / len(CAPABILITIES) for s in strategies]
    ramp = np.array([float(max(s.ramp_weeks, 1)) for s in strategies])
    elapsed = np.arange(1.0, weeks + 1.0)[:, None]
    return np.array(most) * np.maximum(0.0, 1.0 - elapsed / ramp)


def _chance(
    scenario: Scenario, kind: str, effect: dict[str, Floats], errors: dict[str, Floats]
) -> Floats:
    rule = scenario.group(f"friction.{kind}")
    cause = CAUSE_OF[kind]
    base = rule.base
    if cause in effect:
        # Right data never make it worse than islands are, and wrong data never better than right.
        residual = min(rule.residual, base)
        error, wrong = errors[cause], max(rule.get("worse", residual), residual)
        integrated = (1.0 - error) * residual + error * wrong
        return base * (1.0 - effect[cause]) + effect[cause] * integrated
    if "worse" not in rule:
        return np.full_like(effect["shared_goals"], base)
    error = errors["cross_fulfilment"]  # of pick-ups, the one side effect that rests on records
    return base * (1.0 - error) + max(rule.worse, base) * error


def _contact(scenario: Scenario, is_open: Floats, good: Floats) -> tuple[Floats, Floats, Floats]:
    market = scenario.group("market")
    heard = is_open[[CHANNELS.index(c) for c in PUSH]].sum(axis=0)[:, None]
    heard = heard + is_open[CHANNELS.index("messaging")][:, None] * np.array([0.0, 1.0])
    messages = market.messages_per_month * heard
    target = np.minimum(messages, max(market.messages_ideal, market.messages_per_month))
    messages = messages * (1.0 - good[:, :, None]) + target * good[:, :, None]
    pressure = (messages - market.messages_ideal) / market.messages_ideal
    mood = np.maximum(0.5, 1.0 + market.contact_gain * (1.0 - pressure * pressure))
    heeded = np.minimum(messages, 2.0 * market.messages_ideal)
    impulse = np.minimum(1.0, market.impulse_per_message * heeded)
    pressure, mood, impulse = (
        np.moveaxis(array, 0, 1).reshape(array.shape[1], -1) for array in (pressure, mood, impulse)
    )
    return pressure, mood, impulse


def _taste(scenario: Scenario, stage: str) -> Floats:
    weights = scenario.group(f"taste.{stage}")
    return np.array([weights.get(channel, 0.0) for channel in CHANNELS])[:, None, None]
