"""What the compiled kernel reads: luck, and the tables that the engine makes before it starts.

Everything sits in records, so that compiled code has one pointer to pass and a name to read.
Knobs, chances by week and quantile tables come from the engine's own modules: preparing them is
no part of the race, and costs both sides the same.
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from simulations import CHANNELS, FRICTIONS, GENERATIONS, KNOBS, Scenario
from simulations.model import distributions
from simulations.model.costs import setup_costs
from simulations.model.luck import NEED_DRAWS, PERSON_DRAWS
from simulations.model.population import DIGITAL, typical_crossing
from simulations.model.setups import make_setups


def _places(title: str, names: tuple[str, ...]) -> Any:
    """Names as attributes that hold their place; ``return`` is called ``return_``."""
    plain = [name.replace(".", "_").replace("return", "return_") for name in names]
    plain = [name.replace("return__", "return_") for name in plain]
    return namedtuple(title, plain)(*range(len(names)))  # type: ignore[misc]  # names from data


TRAIT = _places("Trait", PERSON_DRAWS)
LUCK = _places("Luck", NEED_DRAWS)
FRICTION = _places("Friction", FRICTIONS)
CHANNEL = _places("Channel", CHANNELS)
# Place of each friction's quitting draw; −1 where nobody gives up on the spot.
QUIT_LUCK = np.array(
    [
        NEED_DRAWS.index(f"{kind}.quit")
        if f"{kind}.quit" in NEED_DRAWS and kind not in ("phantom_stock", "stock_out")
        else -1
        for kind in FRICTIONS
    ]
)
GROUPS = ("population", "market", "reaction", "costs")
STAGES = ("discover", "evaluate", "buy", "support")
EFFECTS = ("shared_history", "shared_goals")
GOODS = ("shared_stock", "unified_price", "shared_history")

PER_WEEK = np.dtype(
    [
        ("chance", "f8", (len(FRICTIONS),)),
        *((f"effect_{name}", "f8") for name in EFFECTS),
        *((f"good_{name}", "f8") for name in GOODS),
        *((name, "f8", (2,)) for name in ("pressure", "mood", "impulse")),
        ("open", "f8", (len(CHANNELS),)),
        ("several", "i8"),
        ("nudge_to_store", "f8"),
        ("nudge_to_online", "f8"),
    ]
)
MOST_WEEKS = int(KNOBS["weeks"].high)
PER_GENERATION = ("online_only", "store_only", "digital")


class Rules(NamedTuple):
    """A scenario, ready for the kernel.

    Attributes
    ----------
    knobs : record array (1,)
        Every number of the groups in ``GROUPS``, tastes, generations, frictions, the set-ups'
        costs, and the tables: quantiles (4097,), geometric tries (3, 200), fading by weeks.
    calendar : record array (weeks, 2)
        ``PER_WEEK`` under each set-up.
    """

    knobs: Any
    calendar: Any


def make_rules(scenario: Scenario) -> Rules:
    """Lay out a scenario for the kernel."""
    found = {**_numbers(scenario), **_tables(scenario)}
    columns = {name: np.asarray(value, dtype=np.float64) for name, value in found.items()}
    knobs = np.zeros(1, [(name, "f8", column.shape) for name, column in columns.items()])
    for name, column in columns.items():
        knobs[name][0] = column
    return Rules(knobs, _calendar(scenario))


def _numbers(scenario: Scenario) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in scenario.values.items():
        group, _, own = name.partition(".")
        if group in GROUPS and "." not in own:
            found[own] = value
    for field in PER_GENERATION:
        found[field] = [scenario.group(f"generation.{g}")[field] for g in GENERATIONS]
    shares = np.array([scenario.group(f"generation.{g}").share for g in GENERATIONS])
    shares = shares if shares.any() else np.ones(len(GENERATIONS))
    found["generation_limits"] = np.cumsum(shares / shares.sum())
    found["typical_crossing"] = typical_crossing(scenario)
    found["is_digital"] = [channel in DIGITAL for channel in CHANNELS]
    for field in ("points", "quit"):
        found[field] = [scenario.group(f"friction.{k}").get(field, 0.0) for k in FRICTIONS]
    found["setup_costs"] = setup_costs(scenario, (scenario.a, scenario.b))
    return found


def _tables(scenario: Scenario) -> dict[str, Any]:
    market, population = scenario.group("market"), scenario.group("population")
    churn, keep = population.churn_mean, scenario.group("reaction").frustration_keep
    means = (market.store_visits, market.online_sessions, market.carts_per_attempt)
    fading = np.zeros(MOST_WEEKS + 1)
    fading[: scenario.weeks + 1] = [keep**weeks for weeks in range(scenario.weeks + 1)]
    setups = make_setups(scenario, (scenario.a, scenario.b))
    return {
        "rates": distributions.gamma_table(population.need_shape),
        "baskets": distributions.lognormal_table(market.basket_spread),
        "churns": distributions.beta_table(churn) if churn else np.zeros(distributions.POINTS),
        "tries": [distributions.geometric_table(mean) for mean in means],
        "fading": fading,
        **{f"taste_{stage}": setups.taste[stage][:, 0, 0] for stage in STAGES},
        **{f"serves_{stage}": setups.serves[stage] for stage in STAGES},
    }


def _calendar(scenario: Scenario) -> Any:
    setups = make_setups(scenario, (scenario.a, scenario.b))
    calendar = np.zeros((max(scenario.weeks, 1), 2), PER_WEEK)
    if not scenario.weeks:
        return calendar
    for place, kind in enumerate(FRICTIONS):
        calendar["chance"][:, :, place] = setups.chance[kind][:, :, 0]
    for name in EFFECTS:
        calendar[f"effect_{name}"] = setups.effect[name][:, :, 0]
    for name in GOODS:
        calendar[f"good_{name}"] = setups.good[name][:, :, 0]
    for name in ("pressure", "mood", "impulse"):
        calendar[name] = getattr(setups, name)
    calendar["open"] = setups.open[:, :, 0].T
    for name in ("several", "nudge_to_store", "nudge_to_online"):
        calendar[name] = getattr(setups, name)[:, 0]
    return calendar


_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_WEEK = np.uint64(0xD1B54A32D192ED03)
_DRAW = np.uint64(0x8CB92BA72F3D8DD7)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_UNIT = 2.0**-52
_S12, _S27, _S30, _S31 = (np.uint64(bits) for bits in (12, 27, 30, 31))


@njit(inline="always")
def mix(key):
    """Scramble a 64-bit key."""
    key = (key ^ (key >> _S30)) * _FIRST
    key = (key ^ (key >> _S27)) * _SECOND
    return key ^ (key >> _S31)


@njit(inline="always")
def person_key(seed, shopper):
    """Where a shopper's luck starts."""
    return mix(mix(np.uint64(seed) + _GOLDEN) + np.uint64(shopper + 1) * _GOLDEN)


@njit(inline="always")
def moment_key(person, week):
    """Where the luck of a week starts; traits use week −1."""
    return mix(person + np.uint64(week + 1) * _WEEK)


@njit(inline="always")
def draw(moment, code):
    """One draw in [0, 1)."""
    return np.int64(mix(moment + np.uint64(code + 1) * _DRAW) >> _S12) * _UNIT


@njit(inline="always")
def to_64th(amount):
    """Round to 1/64, half to even."""
    return np.rint(amount * 64.0) / 64.0


@njit(inline="always")
def quantile(table, luck):
    """Read a quantile table at a draw."""
    position = luck * 4096
    cell = np.int64(position)
    low = table[cell]
    return low + (table[cell + 1] - low) * (position - cell)
