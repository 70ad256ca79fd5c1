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
from simulations.scenario.strategies import Strategy

Floats = NDArray[np.float64]

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
    effect, good : dict of capability to float array (W, S, 1)
        How far it works, and how far on right data (rules, section 3).
    chance : dict of friction to float array (W, S, 1)
    pressure : float array (W, S, 2)
        Messages per month for people without and with messaging, relative to the ideal, minus 1.
    mood : float array (W, S, 2)
        What contact does to being remembered.
    impulse : float array (W, S, 2)
        Chance to come only because of a message.
    taste : dict of stage to float array (8, 1, 1)
    serves : dict of stage to bool array (8,)
    """

    open: Floats
    several: NDArray[np.bool_]
    nudge_to_store: Floats
    nudge_to_online: Floats
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
        Its W weeks, market, tastes and frictions. Its own two set-ups are not looked at.
    strategies : sequence of Strategy
        S strategies.

    Returns
    -------
    Setups
    """
    is_open = np.array([[c in s.channels for s in strategies] for c in CHANNELS], dtype=float)
    several = is_open.sum(axis=0) >= 2
    error = np.array([s.data_error for s in strategies])
    effect, good = {}, {}
    for name in CAPABILITIES:
        effect[name] = _ramped(strategies, name, scenario.weeks) * several
        good[name] = effect[name] * (1.0 if name == "shared_goals" else 1.0 - error)
    pressure, mood, impulse = _contact(scenario, is_open, good["coordinated_contact"])
    return Setups(
        open=is_open[:, :, None],
        several=several[:, None],
        nudge_to_store=np.array([[s.nudge_to_store] for s in strategies]),
        nudge_to_online=np.array([[s.nudge_to_online] for s in strategies]),
        effect={name: array[:, :, None] for name, array in effect.items()},
        good={name: array[:, :, None] for name, array in good.items()},
        chance={kind: _chance(scenario, kind, effect, error)[:, :, None] for kind in FRICTIONS},
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


def _chance(scenario: Scenario, kind: str, effect: dict[str, Floats], error: Floats) -> Floats:
    rule = scenario.group(f"friction.{kind}")
    cause = CAUSE_OF[kind]
    base = rule.base
    if cause in effect:
        wrong = rule.get("worse", rule.residual)
        integrated = (1.0 - error) * rule.residual + error * wrong
        return base * (1.0 - effect[cause]) + effect[cause] * integrated
    steady = base * (1.0 - error) + rule.get("worse", base) * error
    if "worse" not in rule:
        steady = np.full_like(error, base)
    return np.broadcast_to(steady, effect["shared_goals"].shape)


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
    return pressure, mood, impulse


def _taste(scenario: Scenario, stage: str) -> Floats:
    weights = scenario.group(f"taste.{stage}")
    return np.array([weights.get(channel, 0.0) for channel in CHANNELS])[:, None, None]
