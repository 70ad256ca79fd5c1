"""Scenarios for the words: the edges of the model first, then random worlds from seeds."""

import random

from simulations import CAPABILITIES, CHANNELS, KNOBS, Scenario

BUYING = ("store", "website", "app", "phone", "messaging")
STRONG = (
    *("market.purchase_intent", "population.need_rate", "population.crossing_share"),
    *("population.patience", "population.crossing_rate", "market.stock_pull", "b.data_error"),
    *("b.one_off_cost", "b.running_cost", "costs.channel_upkeep", "market.basket_mean"),
    *("reaction.sensitivity", "a.one_off_cost", "a.running_cost", "market.reach_effect"),
)
EQUAL = {f"b.capabilities.{name}": 0.0 for name in CAPABILITIES}
EDGES = (
    {"shoppers": 0},
    {"weeks": 0},
    {"shoppers": 1},
    {"shoppers": 1, "weeks": 0},
    {"shoppers": 2, "weeks": 1},
    EQUAL,
    {**EQUAL, "shoppers": 1},
    {**EQUAL, "market.purchase_intent": 0.0},
    {"a.channels": {"store"}},
    {"a.channels": {"store"}, "b.channels": {"store"}},
    {"a.channels": {"store"}, "b.channels": {"website", "app"}},
    {"b.channels": {"store"}},
    {"b.one_off_cost": KNOBS["b.one_off_cost"].high},
    {"b.running_cost": KNOBS["b.running_cost"].high, "weeks": 100},
    {"costs.channel_upkeep": KNOBS["costs.channel_upkeep"].high, "a.channels": {"store"}},
    {"population.need_rate": 0.0},
    {"market.purchase_intent": 0.0},
    {"a.one_off_cost": 0.2, "b.one_off_cost": 0.0, "weeks": 60, "shoppers": 400},
    {"a.running_cost": 0.1, "b.one_off_cost": 0.05, "weeks": 60, "shoppers": 400},
    {"market.stock_pull": 5.0, "shoppers": 900, "market.purchase_intent": 0.9},
    {"market.basket_mean": 1e8, "shoppers": 300},
    {"market.basket_mean": 0.01, "shoppers": 300},
    {"generation.boomer.share": 0.0, "generation.z.share": 0.0, "shoppers": 300},
    {"shoppers": 1000, "weeks": 30, "b.data_error": 1.0},
    {"shoppers": 1000, "weeks": 30, "population.patience": 0.0},
    {"shoppers": 1000, "weeks": 30, "country": "es-CO", "b.one_off_cost": 0.0},
)


def _value(name, rng):
    knob = KNOBS[name]
    if knob.kind == "choice":
        return rng.choice(knob.choices)
    if knob.kind == "set":
        return {rng.choice(BUYING), *rng.sample(CHANNELS, rng.randint(0, 7))}
    value = rng.choice([knob.low, knob.high, *[rng.uniform(knob.low, knob.high)] * 3])
    return int(value) if knob.kind == "int" else value


def world_of(number):
    """Return the scenario at a place: the edges first, then random ones."""
    rng = random.Random(number)
    if number < len(EDGES):
        return Scenario({"shoppers": 60, "weeks": 6, **EDGES[number]})
    others = sorted(set(KNOBS) - {"shoppers", "weeks"})
    if number % 5 < 2:
        size = {"shoppers": rng.choice([1, 2, 8, 40, 120]), "weeks": rng.choice([1, 6, 13])}
        names = {*rng.sample(others, rng.randint(0, 10)), *rng.sample(STRONG, rng.randint(0, 4))}
        return Scenario({**{name: _value(name, rng) for name in sorted(names)}, **size})
    busy = {
        "shoppers": 1000,
        "weeks": 8,
        "population.need_rate": 52.0,
        "population.loyalty_start": 1.0,
        "a.ramp_weeks": 0.0,
        "b.ramp_weeks": 0.0,
        "a.one_off_cost": rng.choice([0.0, 0.0, 0.001]),
        "b.one_off_cost": rng.choice([0.0, 0.0, 0.001]),
        "b.running_cost": rng.choice([0.0, 0.01]),
        "market.stock_pull": rng.choice([0.3, 2.0]),
        "population.crossing_share": rng.choice([0.5, 0.8, 1.0]),
    }
    levels = {f"a.capabilities.{name}": rng.choice([0.0, 0.0, 0.0, 1.0]) for name in CAPABILITIES}
    levels |= {f"b.capabilities.{name}": rng.choice([0.0, 1.0]) for name in CAPABILITIES}
    strong = {name: _value(name, rng) for name in rng.sample(STRONG, rng.randint(0, 2))}
    more = {name: _value(name, rng) for name in rng.sample(others, rng.randint(0, 3))}
    return Scenario({**busy, **levels, **strong, **more})
