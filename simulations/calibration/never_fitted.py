"""Figures that no fit uses, reported beside the targets."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulations.calibration.matching import drawn_assumptions
from simulations.calibration.moments import MEASURES, Crowd, share
from simulations.engine.comparison import compare
from simulations.experiments.believable import believable
from simulations.experiments.ensemble import wilson
from simulations.experiments.methods.differences import sign_of
from simulations.experiments.premium import premium
from simulations.model.costs import one_off_cost, setup_costs, weekly_cost
from simulations.model.journeys import simulate
from simulations.model.outcomes import OUTCOMES, shopper_totals
from simulations.scenario.knobs import PRESETS
from simulations.scenario.scenario import Scenario

Floats = NDArray[np.float64]

SEED = 1001
YEAR, YEARS = 52, 3
JUDGED = ("frustration_index", "conversion_rate", "repeat_rate", "revenue", "profit")
WORLD_SHOPPERS = 2_000
MISSING = {"low": 0.03, "high": 0.10}


def never_fitted(shoppers: int = 20_000, worlds: int = 100) -> dict[str, Any]:
    """Measure figures that no fit uses, in the shipped world and in believable ones.

    Parameters
    ----------
    shoppers : int
        In the shipped world.
    worlds : int
        Believable worlds in which the four strategies compete, at most.

    Returns
    -------
    dict
        ``combining`` (relative effect on the revenue of a person whom chance makes combine
        channels, in each set-up), ``worse_off`` (share of people), ``years`` (relative gain in
        revenue and difference of profit in each of three years, in the ramp and at full effect),
        ``missing_in_store`` (share of attempts with omnichannel at full effect, against what
        retailers with shared stock report: OP8, OP10, IN23),
        ``left_per_purchase``, ``sales_against_reference`` (what the multichannel company sells
        against the revenue that costs are charged on) and ``won`` (by outcome, share of believable
        worlds in which each strategy is the best).
    """
    scenario = Scenario({"shoppers": shoppers, "seed": SEED})
    return {
        "combining": {
            preset: premium(scenario, side=side).causal["revenue"].to_dict()
            for side, preset in (("a", "multichannel"), ("b", "omnichannel"))
        },
        "worse_off": compare(scenario).shopper_kinds["worse"],
        "years": {
            name: _years(scenario.with_values({"b.ramp_weeks": weeks, "weeks": YEARS * YEAR}))
            for name, weeks in (("ramp", scenario.b.ramp_weeks), ("full_effect", 0))
        },
        "missing_in_store": {**MISSING, "reached": _missing(scenario)},
        **_sales(scenario),
        "won": _won(worlds),
    }


def _years(scenario: Scenario) -> list[dict[str, float]]:
    """Gain in revenue and difference of profit, year by year."""
    strategies = (scenario.a, scenario.b)
    _, ledger = simulate(scenario, strategies, np.arange(scenario.shoppers, dtype=np.int64))
    running = [weekly_cost(scenario, strategy) * YEAR for strategy in strategies]
    years = []
    for year in range(YEARS):
        in_year = ledger.week // YEAR == year
        revenue, earned = (
            ledger.journeys[name][:, in_year].sum(axis=1) / scenario.shoppers
            for name in ("revenue", "contribution")
        )
        profit = earned - running
        if year == 0:
            profit = profit - [one_off_cost(scenario, strategy) for strategy in strategies]
        years.append(
            {
                "year": year + 1,
                "revenue_per_person": float(revenue[0]),
                "revenue_gain": share(revenue[1], revenue[0]) - 1.0,
                "profit_difference": float(profit[1] - profit[0]),
            }
        )
    return years


def _missing(scenario: Scenario) -> float:
    whole = scenario.with_values({"b.ramp_weeks": 0})
    people, ledger = simulate(whole, (whole.b,), np.arange(whole.shoppers, dtype=np.int64))
    return MEASURES["T7"](Crowd.of(people, ledger, 0))["missing_in_store"]


def _sales(scenario: Scenario) -> dict[str, float]:
    _, ledger = simulate(scenario, (scenario.a,), np.arange(scenario.shoppers, dtype=np.int64))
    journeys = ledger.journeys
    reference = (
        scenario.group("population").need_rate
        * scenario.group("market").basket_mean
        * scenario.group("costs").reference_capture
    )
    sold = journeys["revenue"].sum() / scenario.shoppers * YEAR / scenario.weeks
    return {
        "left_per_purchase": share(journeys["left"].sum(), journeys["bought"].sum()),
        "sales_against_reference": share(sold, reference),
    }


def _won(worlds: int) -> dict[str, Any]:
    """In what share of believable worlds each strategy is the best of the four."""
    matched, drawn = believable(), drawn_assumptions()
    base = Scenario({"shoppers": WORLD_SHOPPERS})
    rows = matched.inputs(base, drawn, matched.drawn)[:worlds]
    best: dict[str, list[int]] = {key: [] for key in JUDGED}
    for number, row in enumerate(rows):
        changes: dict[str, object] = {"seed": SEED + number}
        for assumption, value in zip(drawn, row, strict=True):
            changes.update(assumption.changes(float(value)))
        scenario = base.with_values(changes)
        strategies = tuple(scenario.with_preset("b", name).b for name in PRESETS)
        _, ledger = simulate(scenario, strategies, np.arange(WORLD_SHOPPERS, dtype=np.int64))
        totals = shopper_totals(ledger, setup_costs(scenario, strategies))
        for key, winners in best.items():
            top, bottom = OUTCOMES[key].top(totals), OUTCOMES[key].bottom(totals)
            winners.append(int(np.argmax(sign_of(key) * _ratios(top, bottom))))
    return {
        key: {
            name: wilson(winners.count(row), len(winners)).to_dict()
            for row, name in enumerate(PRESETS)
            if winners
        }
        for key, winners in best.items()
    }


def _ratios(top: Floats, bottom: Floats) -> Floats:
    whole = np.broadcast_to(bottom, top.shape).sum(axis=1)
    return np.divide(top.sum(axis=1), whole, out=np.zeros(len(top)), where=whole > 0.0)
