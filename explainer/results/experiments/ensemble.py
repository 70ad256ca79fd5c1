"""The ensemble: who wins in the plausible worlds, and which assumptions decide it."""

from functools import partial

import numpy as np
import pandas as pd

from content import Texts
from content.fields import field_name
from explainer.results.block import Block, Column, Table
from explainer.results.experiments.question import Question, bounded
from explainer.results.marks import Bar, Bars, Chart, Ranking, Step, Value
from explainer.results.measures import AT_THE_END, FRUSTRATION, PROFIT, Measure, Reading
from simulations import Estimate, Scenario
from simulations.experiments.ensemble import Ensemble, ensemble

MOST_SHOPPERS = 500
DRAWS = 400
SHOWN = 8
BOTH = "both."
MEASURES = (*AT_THE_END, PROFIT)


def ensemble_question(scenario: Scenario, reading: Reading) -> Question[Ensemble]:
    """Ask how much of the answer hangs on what nobody has measured."""
    small, draws = bounded(scenario, MOST_SHOPPERS), DRAWS
    words = reading.words(
        "experiments.ensemble.words",
        draws=reading.words.integer(draws),
        people=reading.words.integer(small.shoppers),
    )
    return Question(
        "ensemble",
        small,
        (draws,),
        partial(ensemble, small, draws),
        words,
        reading.words("experiments.takes.long"),
    )


def worlds_block(result: Ensemble, reading: Reading) -> Block:
    """Show in how many of 100 plausible worlds either shop does better, outcome by outcome."""
    texts = reading.words
    bars = tuple(
        Bar(
            reading.name(measure),
            _share(result.spreads[measure.outcome].a_better, reading),
            _share(result.spreads[measure.outcome].b_better, reading),
        )
        for measure in MEASURES
    )
    calm, rich = (
        _share(result.spreads[m.outcome].b_better, reading).text for m in (FRUSTRATION, PROFIT)
    )
    title = texts(
        "experiments.ensemble.worlds",
        b=reading.who.b,
        calm=calm,
        rich=rich,
    )
    share = _share(result.spreads[PROFIT.outcome].b_better, reading)
    words = texts(
        "experiments.ensemble.sure",
        interval=texts.interval(share.low, share.high, texts.integer),
        kept=reading.words.integer(len(result.inputs)),
        draws=reading.words.integer(result.draws),
        assumptions=reading.words.integer(len(result.assumptions)),
    )
    return Block(
        name="worlds",
        title=title,
        picture=Chart(
            title, reading.pairs(bars), Bars(bars, reading.who.a_short, reading.who.b_short)
        ),
        words=words,
        table=reading.bar_table(texts("blocks.column.outcome"), bars),
        data_frame=_worlds_data(result),
        source=texts("experiments.ensemble.rule"),
    )


def assumptions_block(result: Ensemble, measure: Measure, reading: Reading) -> Block:
    """Show which assumptions move the difference of one outcome most."""
    texts = reading.words
    sensitivity = result.sensitivities[measure.outcome]
    order = [int(index) for index in np.argsort(-sensitivity.share, kind="stable")]
    steps = tuple(_step(result, index, measure, reading) for index in order)
    what = reading.name(measure)
    clear = [step for step in steps if step.clear]
    title = texts("experiments.ensemble.none", what=what)
    if clear:
        title = texts(
            "experiments.ensemble.most", what=what, name=clear[0].name, share=clear[0].value.text
        )
    shown = steps[:SHOWN]
    high = max((step.value.high for step in shown), default=1.0)
    alt = "; ".join(f"{step.name}: {step.value.text}" for step in shown)
    columns = (
        Column(texts("experiments.column.assumption")),
        Column(texts("experiments.column.explains"), True),
        Column(texts("experiments.column.range"), True),
        Column(texts("experiments.column.clear")),
    )
    rows = [
        [
            step.name,
            step.value.text,
            texts.interval(step.value.low, step.value.high, texts.percent),
            texts("experiments.clear.yes") if step.clear else texts("experiments.clear.no"),
        ]
        for step in steps
    ]
    return Block(
        name="assumptions",
        title=title,
        picture=Chart(title, alt or title, Ranking(shown, high)),
        words=texts("experiments.ensemble.pale"),
        table=Table(columns, rows),
        data_frame=_assumptions_data(result, order, measure),
        source=texts("experiments.ensemble.rank"),
    )


def assumption_name(name: str, texts: Texts) -> str:
    """Name an assumption; one that both shops share without a shop."""
    return field_name(name.removeprefix(BOTH), texts)


def _step(result: Ensemble, index: int, measure: Measure, reading: Reading) -> Step:
    sensitivity = result.sensitivities[measure.outcome]
    parts = (sensitivity.share, sensitivity.low, sensitivity.high)
    mean, low, high = (float(part[index]) for part in parts)
    value = Value(mean, low, high, reading.words.percent(mean))
    name = assumption_name(result.assumptions[index].name, reading.words)
    return Step(name, value, bool(sensitivity.matters[index]))


def _share(estimate: Estimate, reading: Reading) -> Value:
    mean, low, high = (100 * end for end in (estimate.mean, estimate.low, estimate.high))
    return Value(mean, low, high, reading.words.integer(mean))


def _worlds_data(result: Ensemble) -> pd.DataFrame:
    rows = [
        {
            "outcome": key,
            "b_better": spread.b_better.mean,
            "b_better_low": spread.b_better.low,
            "b_better_high": spread.b_better.high,
            "a_better": spread.a_better.mean,
            "difference_median": spread.median,
            "difference_low": spread.low,
            "difference_high": spread.high,
        }
        for key, spread in result.spreads.items()
    ]
    return pd.DataFrame(rows)


def _assumptions_data(result: Ensemble, order: list[int], measure: Measure) -> pd.DataFrame:
    sensitivity = result.sensitivities[measure.outcome]
    return pd.DataFrame(
        {
            "outcome": [measure.outcome] * len(order),
            "assumption": [result.assumptions[index].name for index in order],
            "share": sensitivity.share[order],
            "low": sensitivity.low[order],
            "high": sensitivity.high[order],
            "matters": sensitivity.matters[order],
            "evidence": [result.assumptions[index].evidence for index in order],
        }
    )
