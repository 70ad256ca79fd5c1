"""The targets, and what the model reaches of each."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from simulations.calibration.moments import (
    MEASURES,
    WEEKS_TO_ARRIVE,
    WEEKS_TO_FOLLOW,
    Crowd,
    Moments,
    gains,
    share,
)
from simulations.model.journeys import simulate
from simulations.scenario.knobs import KNOBS, PRESET_FILE
from simulations.scenario.scenario import Scenario
from simulations.scenario.strategies import Strategy

FILE = Path(__file__).with_name("targets.toml")
YEAR = 52
LONG = WEEKS_TO_ARRIVE + WEEKS_TO_FOLLOW


@dataclass(frozen=True, slots=True)
class Target:
    """One measured figure, with the band in which a result counts as reached.

    Attributes
    ----------
    target : str
        ``T1`` … ``T13``.
    moment : str
        What is measured, see ``moments.py``.
    world : str
        ``multichannel``, ``omnichannel`` or ``gain`` (of the second over the first).
    country, category : str
        Presets in which it is measured.
    value, low, high : float
    unit, evidence : str
    fitted : bool
        Whether the calibration may use it.
    """

    target: str
    moment: str
    world: str
    country: str
    category: str
    value: float
    low: float
    high: float
    unit: str
    evidence: str
    fitted: bool

    @property
    def half_band(self) -> float:
        """Half the width of the band."""
        return (self.high - self.low) / 2.0


@dataclass(frozen=True, slots=True)
class Row:
    """A target and what the model reaches.

    Attributes
    ----------
    target : Target
    mean, low, high : float
        Mean over seeds and the ends of its 95 % interval for luck, in the unit of the target.
    """

    target: Target
    mean: float
    low: float
    high: float

    @property
    def passed(self) -> bool:
        """Whether the mean lies inside the band."""
        return self.target.low <= self.mean <= self.target.high

    def to_dict(self) -> dict[str, Any]:
        """Return a plain value for JSON.

        Returns
        -------
        dict
            The target with its ``band``, ``reached`` (``mean``, ``low``, ``high``; None where
            nobody could be counted) and ``pass``.
        """
        plain = asdict(self.target)
        band = {"low": plain.pop("low"), "high": plain.pop("high")}
        ends = {"mean": self.mean, "low": self.low, "high": self.high}
        reached = {name: value if math.isfinite(value) else None for name, value in ends.items()}
        return {**plain, "band": band, "reached": reached, "pass": self.passed}


def _read_file() -> dict[str, Any]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


def free_parameters() -> tuple[str, ...]:
    """Return the names of the knobs that the fit may move.

    Returns
    -------
    tuple of str
    """
    return tuple(_read_file()["free"])


def starting_values() -> Mapping[str, float]:
    """Return where a fit from scratch begins, for every knob that it may move.

    Returns
    -------
    mapping of knob to float
        As named in ``targets.toml``, else the middle of the plausible range.
    """
    named: dict[str, float] = _read_file()["start"]
    return {name: named.get(name, sum(KNOBS[name].plausible) / 2.0) for name in free_parameters()}


def why_missed() -> Mapping[str, str]:
    """Return what keeps the model from a figure: written by hand, shown when it is missed.

    Returns
    -------
    mapping of moment to str
    """
    reasons: dict[str, str] = _read_file()["why_missed"]
    return reasons


def load_targets() -> tuple[Target, ...]:
    """Read the targets in their order.

    Returns
    -------
    tuple of Target
    """
    raw = _read_file()
    return tuple(
        Target(
            target=group.get("target", name),
            moment=moment,
            world=group["world"],
            country=group.get("country", "es-MX"),
            category=group.get("category", "utilitarian"),
            evidence=group["evidence"],
            **{"fitted": True, **entry},
        )
        for name, group in raw.items()
        if "moments" in group
        for moment, entry in group["moments"].items()
    )


def measure(
    targets: Sequence[Target], settings: Mapping[str, object], shoppers: int, seed: int
) -> list[float]:
    """Measure each target once.

    Parameters
    ----------
    targets : sequence of Target
    settings : mapping of knob to value
        Parameters that replace those of the file; a country's or category's own values win.
    shoppers, seed : int

    Returns
    -------
    list of float
        One number per target; nan where nobody could be counted.
    """
    worlds: dict[tuple[str, str, int, bool], Moments] = {}
    measured = []
    for target in targets:
        key = _key(target)
        if key not in worlds:
            worlds[key] = {}
            wanted = {t.target for t in targets if _key(t) == key}
            worlds[key] = _world(key, wanted, settings, shoppers, seed)
        measured.append(worlds[key][f"{target.target}.{target.moment}"])
    return measured


def _key(target: Target) -> tuple[str, str, int, bool]:
    """World of a target: country, category, weeks, and whether the ramp is over (T11)."""
    weeks = LONG if target.target == "T10" else YEAR
    return target.country, target.category, weeks, target.target == "T11"


def _world(
    key: tuple[str, str, int, bool],
    wanted: set[str],
    settings: Mapping[str, object],
    shoppers: int,
    seed: int,
) -> Moments:
    country, category, weeks, full_effect = key
    scenario = target_scenario(country, category, settings, weeks, seed)
    if full_effect:
        scenario = scenario.with_values({"a.ramp_weeks": 0, "b.ramp_weeks": 0})
    both = wanted & {"T11", "T12"}
    strategies: tuple[Strategy, ...] = (scenario.a, scenario.b) if both else (scenario.a,)
    people, ledger = simulate(scenario, strategies, np.arange(shoppers, dtype=np.int64))
    crowds = [Crowd.of(people, ledger, side) for side in range(len(strategies))]
    moments: Moments = {}
    for name in wanted:
        if name == "T11":
            measured = gains(crowds[0], crowds[1])
        else:
            measured = MEASURES[name](crowds[1] if name == "T12" else crowds[0])
        moments.update({f"{name}.{moment}": value for moment, value in measured.items()})
    return moments


def target_scenario(
    country: str, category: str, settings: Mapping[str, object], weeks: int, seed: int
) -> Scenario:
    """Return the world of a target: multichannel (a) and omnichannel (b) in that market.

    Settings replace the defaults of the parameter file: what a country or a category sets still
    wins over them, and what they multiply is multiplied.

    Parameters
    ----------
    country : str
        One of ``COUNTRIES``.
    category : str
        One of ``CATEGORIES``.
    settings : mapping of knob to number
    weeks, seed : int
        As knobs of the scenario.

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        For a value outside its legal range.
    """
    base = Scenario({"country": country, "category": category})
    country_file, category_file = PRESET_FILE["country"][country], PRESET_FILE["category"][category]
    set_by_country, multiply = country_file["set"], country_file["multiply"]
    changes: dict[str, object] = {"weeks": weeks, "seed": seed}
    for name, value in settings.items():
        if name not in set_by_country and name not in category_file["set"]:
            assert isinstance(value, int | float)
            factor = multiply.get(name, 1.0) * category_file["multiply"].get(name, 1.0)
            changes[name] = value * factor
    return base.with_values(changes)


def sold_share(settings: Mapping[str, object], shoppers: int, seed: int) -> float:
    """Return what the multichannel company sells in a year, as a share of all that people need.

    Costs are charged on it (rules, section 5), in the first country and category.

    Parameters
    ----------
    settings : mapping of knob to number
    shoppers, seed : int

    Returns
    -------
    float
        0 to 1; nan where nobody needs anything.
    """
    scenario = target_scenario("es-MX", "utilitarian", settings, YEAR, seed)
    _, ledger = simulate(scenario, (scenario.a,), np.arange(shoppers, dtype=np.int64))
    sold = float(ledger.journeys["revenue"].sum()) / shoppers
    needs = scenario.group("population").need_rate
    return share(sold, needs * scenario.group("market").basket_mean)


def check(
    settings: Mapping[str, object] | None = None,
    *,
    seeds: int = 8,
    shoppers: int = 20_000,
    first_seed: int = 1001,
    progress: Callable[[int, int], None] | None = None,
) -> list[Row]:
    """Measure every target over seeds that no fit has seen.

    Parameters
    ----------
    settings : mapping of knob to number, optional
        Parameters to try instead of the shipped ones.
    seeds : int
        Number of seeds, from 1.
    shoppers : int
        Shoppers per seed.
    first_seed : int
        The others follow it.
    progress : callable, optional
        Called with seeds done and seeds in all.

    Returns
    -------
    list of Row
        One per figure, in the order of the targets.
    """
    targets = load_targets()
    runs = []
    for number in range(seeds):
        runs.append(measure(targets, settings or {}, shoppers, first_seed + number))
        if progress is not None:
            progress(number + 1, seeds)
    return list(_rows(targets, np.array(runs)))


def _rows(targets: Sequence[Target], runs: np.ndarray[Any, Any]) -> Iterator[Row]:
    for column, target in enumerate(targets):
        values = runs[:, column]
        mean = float(values.mean())
        spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
        half = _student(len(values)) * spread / math.sqrt(len(values))
        yield Row(target, mean, mean - half, mean + half)


def _student(count: int) -> float:
    from scipy import stats

    return float(stats.t.ppf(0.975, count - 1)) if count > 1 else 0.0
