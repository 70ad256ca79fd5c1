"""The best plan for a budget: what to build first, or whether to wait."""

from functools import partial

import pandas as pd

from explainer.results import findings
from explainer.results.block import Block, Column, Offer, Table
from explainer.results.experiments.credit import signed, span
from explainer.results.experiments.question import Question, bounded
from explainer.results.marks import Chart, Differences, Gap
from explainer.results.measures import PROFIT, Reading
from simulations import Scenario
from simulations.experiments.plan import BestPlan, Plan, best_plan, build
from simulations.model.costs import setup_costs
from simulations.scenario.knobs import Value

MOST_SHOPPERS = 1_000
NAMED = 2
"""Pieces of a plan that a row names; the table names them all."""


def plan_question(scenario: Scenario, reading: Reading, budget: float) -> Question[BestPlan]:
    """Ask what to build with a budget, money per shopper over the whole time."""
    small = bounded(scenario, MOST_SHOPPERS)
    people = reading.words.integer(small.shoppers)
    words = reading.words("experiments.plan.words", people=people)

    run = partial(best_plan, small, budget)
    return Question("plan", small, (budget,), run, words, reading.words("experiments.takes.some"))


def usual_budget(scenario: Scenario) -> float:
    """Return half of what set-up b costs more than a, at least 1, rounded: a place to start."""
    a, b = (float(cost) for cost in setup_costs(scenario, (scenario.a, scenario.b)))
    return float(max(1, round((b - a) / 2)))


def plan_block(found: BestPlan, reading: Reading) -> Block:
    """Tell the best plan, the next best, and what may be expected of each."""
    texts = reading.words
    plans = [found.best, *found.runners_up]
    values = [signed(plan.expected, PROFIT, reading) for plan in plans]
    scale = max([1e-9, *(abs(end) for v in values for end in (v.low, v.high))]) * 1.1
    gaps = tuple(
        Gap(plan_name(plan, reading), value, scale)
        for plan, value in zip(plans, values, strict=True)
    )
    title = _title(found, reading)
    alt = "; ".join(f"{gap.name}: {gap.value.text}" for gap in gaps)
    ends = (texts("experiments.plan.loses"), texts("experiments.plan.gains"))
    return Block(
        name="plan",
        title=title,
        picture=Chart(title, alt, Differences(gaps, *ends)),
        words=_words(found, reading),
        table=_table(plans, reading),
        frame=_frame(plans),
        source=texts("experiments.plan.rule"),
        offer=Offer("apply_plan", texts("pick.apply.plan"), plan_changes(found)),
    )


def plan_name(plan: Plan, reading: Reading, named: int = NAMED) -> str:
    """Name a plan by its first pieces, and count the rest."""
    texts = reading.words
    if not plan.capabilities:
        return texts("experiments.plan.wait")
    names = [texts(f"terms.capability.{name}.name") for name in plan.capabilities]
    rest = len(names) - named
    if rest <= 0:
        return " + ".join(names)
    more = texts.plural("experiments.plan.more", rest)
    return " + ".join([*names[:named], more])


def _title(found: BestPlan, reading: Reading) -> str:
    texts = reading.words
    if found.waiting:
        return texts("experiments.plan.title.wait")
    name = plan_name(found.best, reading)
    points = findings.direction(found.best.expected)
    if points == "more":
        gain = signed(found.best.expected, PROFIT, reading).text
        return texts("experiments.plan.title.more", plan=name, gain=gain)
    key = "experiments.plan.title.less" if points == "less" else "experiments.plan.title.unclear"
    return texts(key, plan=name)


def _words(found: BestPlan, reading: Reading) -> str:
    texts = reading.words
    told = [
        texts(
            "experiments.plan.tried",
            plans=reading.words.integer(found.affordable),
            budget=reading.words.money(found.budget),
        )
    ]
    if found.tie:
        told.append(texts("experiments.plan.tie"))
    return " ".join(told)


def _table(plans: list[Plan], reading: Reading) -> Table:
    texts = reading.words
    columns = (
        Column(texts("experiments.column.plan")),
        Column(texts("experiments.column.cost"), True),
        Column(texts("experiments.column.expected"), True),
        Column(texts("blocks.column.range"), True),
        Column(texts("experiments.column.chosen"), True),
    )
    rows = []
    for plan in plans:
        value = signed(plan.expected, PROFIT, reading)
        rows.append(
            [
                plan_name(plan, reading, named=len(plan.capabilities)),
                reading.words.money(plan.cost),
                value.text,
                span(value, PROFIT, reading),
                signed(plan.gain, PROFIT, reading).text,
            ]
        )
    return Table(columns, rows)


def _frame(plans: list[Plan]) -> pd.DataFrame:
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


def plan_changes(found: BestPlan) -> dict[str, Value]:
    """Return the knobs that make the side that is built the best plan; none for waiting.

    What the plan does not build is as the other side has it, as in the experiment: its channels
    and nudges, and the capabilities that are left for later.
    """
    if found.waiting:
        return {}
    side = found.side
    here = found.scenario.side("a" if side == "b" else "b")
    built = build(here, found.scenario.side(side), found.levels, found.best.capabilities)
    own: dict[str, Value] = {
        "channels": built.channels,
        "nudge_to_store": built.nudge_to_store,
        "nudge_to_online": built.nudge_to_online,
        **{f"capabilities.{name}": level for name, level in built.capabilities.items()},
    }
    return {f"{side}.{name}": value for name, value in own.items()}
