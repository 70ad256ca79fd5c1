"""Legal scenarios of every kind, drawn at random, for properties that must hold in all of them."""

from __future__ import annotations

import random

from simulations import CATEGORIES, CHANNELS, COUNTRIES, KNOBS, PRESETS, Scenario
from simulations.scenario.knobs import serving


def random_scenario(number: int, shoppers: int = 40) -> Scenario:
    """Return legal scenario ``number``: presets and mixtures, mild values and the extremes."""
    dice = random.Random(number)
    scenario = Scenario(
        {
            "country": dice.choice(list(COUNTRIES)),
            "category": dice.choice(CATEGORIES),
            "shoppers": shoppers,
            "weeks": dice.choice([1, 13, 52, 80]),
            "seed": dice.randrange(2**32),
        }
    )
    for side in ("a", "b"):
        scenario = scenario.with_preset(side, dice.choice(PRESETS))
        if dice.random() < 0.5:
            buying = dice.choice(serving("buy"))
            others = dice.sample(CHANNELS, dice.randrange(len(CHANNELS)))
            scenario = scenario.with_values({f"{side}.channels": {buying, *others}})
    changes = {
        name: _any_value(name, dice)
        for name, knob in KNOBS.items()
        if "." in name and knob.kind in ("float", "int") and dice.random() < 0.3
    }
    return scenario.with_values(changes)


def _any_value(name: str, dice: random.Random) -> float:
    knob = KNOBS[name]
    low, high = knob.low, knob.high
    if dice.random() < 0.3 and high <= 100.0:
        value = dice.choice([low, high])
    else:
        value = dice.uniform(*(knob.plausible if knob.plausible[1] <= 1e6 else (low, 1e6)))
    return int(value) if knob.kind == "int" else value
