"""``plan``: the set of capabilities that is worth most within a budget."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from simulations.commands.options import (
    add_workers,
    interval,
    number,
    run_experiment,
    scenario_command,
    unit_of,
)
from simulations.engine.estimates import Estimate
from simulations.experiments.plan import MOST_MONEY, BestPlan, Plan, best_plan
from simulations.model.outcomes import JUDGED, OUTCOMES
from simulations.scenario.knobs import SIDES


def add(commands: Any) -> None:
    """Add the command to the parser."""
    words = "best set of capabilities within a budget, the runners-up, and what waiting is worth"
    command = scenario_command(commands, "plan", words, run)
    command.add_argument(
        "--budget",
        required=True,
        metavar="MONEY",
        help="per shopper over the horizon, one-off and running costs together, 0 to 1e9, "
        "in the country's currency",
    )
    command.add_argument(
        "--side",
        choices=SIDES,
        default="b",
        help="set-up whose levels, execution and cost shares the plan takes over; the retailer "
        "stands at the other one and keeps its channels",
    )
    command.add_argument(
        "--outcome", choices=JUDGED, default="profit", metavar="KEY", help="what to gain"
    )
    add_workers(command)


def run(options: argparse.Namespace) -> str:
    """Return what is printed."""
    budget = number("--budget", options.budget, 0.0, MOST_MONEY)
    experiment = partial(best_plan, budget=budget, side=options.side, outcome=options.outcome)
    return run_experiment(options, experiment, _table, "lives")


def _table(result: BestPlan) -> str:
    scenario, outcome = result.scenario, OUTCOMES[result.outcome]
    unit = unit_of(result.outcome, scenario)
    current = scenario.a if result.side == "b" else scenario.b
    lines = [
        f"from {current.preset} with at most {result.budget:g} {scenario.currency} per shopper and "
        f"{scenario.weeks} weeks: {result.affordable} plans, {scenario.shoppers} shoppers, "
        f"seed {scenario.seed}, {scenario.country}, {scenario.category}",
        f"gain in {result.outcome} ({unit}, {outcome.better} is better) over waiting, on luck "
        "that had no part in the choice",
        f"{'gain to expect':>14}   {'95 % interval':26}{'when chosen':>12}{'cost':>12}   plan",
    ]
    lines.extend(_line(plan) for plan in (result.best, *result.runners_up))
    lines.append(_verdict(result))
    if result.lead is not None:
        lead = result.lead
        certainty = _certainty(result, lead)
        lines.append(f"lead over the next: {lead.mean:.4f} {interval(lead)}: {certainty}")
    return "\n".join(lines) + "\n"


def _verdict(result: BestPlan) -> str:
    if result.waiting:
        return "best: waiting (a gain of 0 at no cost)"
    sure = "more than luck" if result.beats_waiting else "luck could explain it"
    return f"gain of the best over waiting: {sure}"


def _certainty(result: BestPlan, lead: Estimate) -> str:
    if result.tie:
        return "a tie, luck could explain it"
    ahead = (lead.mean < 0.0) == (OUTCOMES[result.outcome].better == "lower")
    return "more than luck" if ahead else "the next is better, luck chose the best"


def _line(plan: Plan) -> str:
    expected, names = plan.expected, ", ".join(plan.capabilities) or "waiting"
    return (
        f"{expected.mean:14.4f}   {interval(expected):26}{plan.gain.mean:12.4f}{plan.cost:12.4f}"
        f"   {names}"
    )
