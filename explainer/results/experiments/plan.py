"""The best plan for a budget: what to build first, or whether to wait."""

from functools import partial

import pandas as pd

from explainer.results import findings
from explainer.results.block import Block, Column, Offer, Table
from explainer.results.experiments.question import Question, bounded
from explainer.results.marks import Chart, Differences, Value, on_one_scale
from explainer.results.measures import PROFIT, Reading
from simulations import Scenario
from simulations.experiments.plan import BestPlan, Plan, best_plan, build
from simulations.model.costs import setup_costs
from simulations.scenario import knobs

MOST_SHOPPERS = 1_000
NAMED = 2
"""Capabilities of a plan that a row names; the table names them all."""


def plan_question(scenario: Scenario, reading: Reading, budget: float) -> Question[BestPlan]:
    """Ask what to build with a budget, money per shopper over the whole time."""
    small = bounded(scenario, MOST_SHOPPERS)
    people = reading.words.integer(small.shoppers)
    words = reading.words("experiments.plan.words", people=people)
    run = partial(best_plan, small, budget)
    return Question("plan", small, (budget,), run, words, reading.words("experiments.takes.some"))


def usual_budget(scenario: Scenario) -> float:
    """Return half of what set-up b costs more than a, at least 1, rounded, to start from."""
    a, b = (float(cost) for cost in setup_costs(scenario, (scenario.a, scenario.b)))
    return float(max(1, round((b - a) / 2)))


def plan_block(result: BestPlan, reading: Reading) -> Block:
    """Show the best plan, the next best, and what may be expected of each."""
    texts = reading.words
    plans = [result.best, *result.runners_up]
    values = [reading.to_value(plan.expected, PROFIT.unit, signed=True) for plan in plans]
    rows = on_one_scale([plan_name(plan, reading) for plan in plans], values, least=1e-9)
    title = _title(result, reading)
    alt = "; ".join(f"{row.name}: {row.value.text}" for row in rows)
    ends = (texts("experiments.plan.loses"), texts("experiments.plan.gains"))
    return Block(
        name="plan",
        title=title,
        picture=Chart(title, alt, Differences(rows, *ends)),
        words=_words(result, reading),
        table=_table(plans, values, reading),
        data_frame=_data_frame(plans),
        source=texts("experiments.plan.rule"),
        offer=Offer("apply_plan", texts("pick.apply.plan"), plan_changes(result)),
    )


def plan_name(plan: Plan, reading: Reading, named: int = NAMED) -> str:
    """Name a plan by its first capabilities, and count the rest."""
    texts = reading.words
    if not plan.capabilities:
        return texts("experiments.plan.wait")
    names = [texts(f"terms.capability.{name}.name") for name in plan.capabilities]
    rest = len(names) - named
    if rest <= 0:
        return " + ".join(names)
    more = texts.plural("experiments.plan.more", rest)
    return " + ".join([*names[:named], more])


def _title(result: BestPlan, reading: Reading) -> str:
    texts = reading.words
    if result.waiting:
        return texts("experiments.plan.title.wait")
    name = plan_name(result.best, reading)
    points = findings.direction(result.best.expected)
    if points == "more":
        gain = reading.to_value(result.best.expected, PROFIT.unit, signed=True).text
        return texts("experiments.plan.title.more", plan=name, gain=gain)
    key = "experiments.plan.title.less" if points == "less" else "experiments.plan.title.unclear"
    return texts(key, plan=name)


def _words(result: BestPlan, reading: Reading) -> str:
    texts = reading.words
    tried = texts(
        "experiments.plan.tried",
        plans=texts.integer(result.affordable),
        budget=texts.money(result.budget),
    )
    return f"{tried} {texts('experiments.plan.tie')}" if result.tie else tried


def _table(plans: list[Plan], values: list[Value], reading: Reading) -> Table:
    texts = reading.words
    columns = (
        Column(texts("experiments.column.plan")),
        Column(texts("experiments.column.cost"), True),
        Column(texts("experiments.column.expected"), True),
        Column(texts("blocks.column.range"), True),
        Column(texts("experiments.column.chosen"), True),
    )
    rows = [
        [
            plan_name(plan, reading, named=len(plan.capabilities)),
            texts.money(plan.cost),
            value.text,
            reading.span(value, PROFIT.unit),
            reading.to_value(plan.gain, PROFIT.unit, signed=True).text,
        ]
        for plan, value in zip(plans, values, strict=True)
    ]
    return Table(columns, rows)


def _data_frame(plans: list[Plan]) -> pd.DataFrame:
    rows = [
        {
            "rank": rank,
            "capabilities": " ".join(plan.capabilities),
            "cost": plan.cost,
            "expected": plan.expected.mean,
            "low": plan.expected.low,
            "high": plan.expected.high,
            "when_chosen": plan.gain.mean,
        }
        for rank, plan in enumerate(plans, start=1)
    ]
    return pd.DataFrame(rows)


def plan_changes(result: BestPlan) -> dict[str, knobs.Value]:
    """Return the knobs that make the side that is built the best plan; none for waiting.

    What the plan does not build is as the other side has it, as in the experiment: its channels
    and nudges, and the capabilities that are left for later.
    """
    if result.waiting:
        return {}
    side = result.side
    other = result.scenario.side("a" if side == "b" else "b")
    built = build(other, result.scenario.side(side), result.levels, result.best.capabilities)
    changes: dict[str, knobs.Value] = {
        "channels": built.channels,
        "nudge_to_store": built.nudge_to_store,
        "nudge_to_online": built.nudge_to_online,
        **{f"capabilities.{name}": level for name, level in built.capabilities.items()},
    }
    return {f"{side}.{name}": value for name, value in changes.items()}
