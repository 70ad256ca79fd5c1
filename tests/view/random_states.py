"""Random legal states of the site, from a number alone: every knob, mild values and extremes."""

from __future__ import annotations

import random

from simulations import CATEGORIES, CHANNELS, COUNTRIES, KNOBS, PRESETS, Scenario
from simulations.scenario.knobs import Knob, serving

MOST_SHOPPERS, MOST_WEEKS = 24, 6


def random_state(number: int) -> Scenario:
    """Return legal state ``number``; every knob is moved in about a third of them."""
    dice = random.Random(number)
    moved = {name: _value(knob, dice) for name, knob in KNOBS.items() if dice.random() < 0.35}
    scenario = Scenario({"country": dice.choice(list(COUNTRIES)), "category": _either(dice)})
    for side in ("a", "b"):
        if dice.random() < 0.5:
            scenario = scenario.with_preset(side, dice.choice(PRESETS))
    return scenario.with_values(moved | _small(dice))


def _small(dice: random.Random) -> dict[str, int]:
    """Keep the run short; nobody and no time are states too."""
    return {
        "shoppers": dice.choice([dice.choice([0, 1]), *[dice.randint(2, MOST_SHOPPERS)] * 4]),
        "weeks": dice.choice([dice.choice([0, 1]), *[dice.randint(2, MOST_WEEKS)] * 4]),
    }


def _either(dice: random.Random) -> str:
    return dice.choice(CATEGORIES)


def _value(knob: Knob, dice: random.Random) -> object:
    if knob.kind == "choice":
        return dice.choice(knob.choices)
    if knob.kind == "set":
        return {dice.choice(serving("buy")), *dice.sample(CHANNELS, dice.randint(0, len(CHANNELS)))}
    if knob.kind == "int":
        return dice.choice([int(knob.low), int(knob.high), dice.randint(0, 60), dice.randint(0, 9)])
    mild = dice.uniform(*knob.plausible)
    anywhere = dice.uniform(knob.low, knob.high)
    return dice.choice([knob.low, knob.high, mild, mild, round(mild, 2), anywhere])
