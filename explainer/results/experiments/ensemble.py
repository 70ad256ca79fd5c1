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
from simulations import Scenario
from simulations.experiments.ensemble import Ensemble, ensemble

MOST_SHOPPERS = 500
DRAWS = 400
SHOWN = 8
BOTH = "both."
TOLD = (*AT_THE_END, PROFIT)


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


def worlds_block(found: Ensemble, reading: Reading) -> Block:
    """Tell in how many of 100 plausible worlds either shop does better, outcome by outcome."""
    texts = reading.words
    bars = tuple(
        Bar(
            reading.name(measure),
            _share(found.spreads[measure.outcome].a_better, reading),
            _share(found.spreads[measure.outcome].b_better, reading),
        )
        for measure in TOLD
    )
    calm, rich = (found.spreads[m.outcome].b_better.mean for m in (FRUSTRATION, PROFIT))
    title = texts(
        "experiments.ensemble.worlds",
        b=reading.who.b,
        calm=_of_100(calm, reading),
        rich=_of_100(rich, reading),
    )
    alt = " ".join(reading.pair(bar.name, bar.a.text, bar.b.text) for bar in bars)
    share = found.spreads[PROFIT.outcome].b_better
    words = texts(
        "experiments.ensemble.sure",
        interval=reading.words.interval(share.low * 100, share.high * 100, reading.words.integer),
        kept=reading.words.integer(len(found.inputs)),
        draws=reading.words.integer(found.draws),
        assumptions=reading.words.integer(len(found.assumptions)),
    )
    who = reading.who
    columns = (
        Column(texts("blocks.column.outcome")),
        Column(who.a_short, True),
        Column(who.b_short, True),
    )
    return Block(
        name="worlds",
        title=title,
        picture=Chart(title, alt, Bars(bars, who.a_short, who.b_short)),
        words=words,
        table=Table(columns, [[bar.name, bar.a.text, bar.b.text] for bar in bars]),
        frame=_worlds_frame(found),
        source=texts("experiments.ensemble.rule"),
    )


def assumptions_block(found: Ensemble, measure: Measure, reading: Reading) -> Block:
    """Tell which assumptions move the difference of one outcome most."""
    texts = reading.words
    own = found.sensitivities[measure.outcome]
    order = [int(place) for place in np.argsort(-own.share, kind="stable")]
    steps = tuple(_step(found, place, measure, reading) for place in order)
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
    clearly = {True: texts("experiments.clear.yes"), False: texts("experiments.clear.no")}
    rows = [[s.name, s.value.text, _range(s.value, reading), clearly[s.clear]] for s in steps]
    return Block(
        name="assumptions",
        title=title,
        picture=Chart(title, alt or title, Ranking(shown, high)),
        words=texts("experiments.ensemble.pale"),
        table=Table(columns, rows),
        frame=_assumptions_frame(found, order, measure),
        source=texts("experiments.ensemble.rank"),
    )


def assumption_name(name: str, texts: Texts) -> str:
    """Name an assumption; one that both shops share without a shop."""
    return field_name(name.removeprefix(BOTH), texts)


def _step(found: Ensemble, place: int, measure: Measure, reading: Reading) -> Step:
    own = found.sensitivities[measure.outcome]
    mean, low, high = (float(part[place]) for part in (own.share, own.low, own.high))
    value = Value(mean, low, high, reading.words.percent(mean))
    name = assumption_name(found.assumptions[place].name, reading.words)
    return Step(name, value, bool(own.matters[place]))


def _share(estimate: object, reading: Reading) -> Value:
    mean, low, high = (float(getattr(estimate, part)) for part in ("mean", "low", "high"))
    return Value(mean * 100, low * 100, high * 100, _of_100(mean, reading))


def _of_100(share: float, reading: Reading) -> str:
    return reading.words.integer(share * 100)


def _range(value: Value, reading: Reading) -> str:
    return reading.words.interval(value.low, value.high, reading.words.percent)


def _worlds_frame(found: Ensemble) -> pd.DataFrame:
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
        for key, spread in found.spreads.items()
    ]
    return pd.DataFrame(rows)


def _assumptions_frame(found: Ensemble, order: list[int], measure: Measure) -> pd.DataFrame:
    own = found.sensitivities[measure.outcome]
    return pd.DataFrame(
        {
            "outcome": [measure.outcome] * len(order),
            "assumption": [found.assumptions[place].name for place in order],
            "share": [float(own.share[place]) for place in order],
            "low": [float(own.low[place]) for place in order],
            "high": [float(own.high[place]) for place in order],
            "matters": [bool(own.matters[place]) for place in order],
            "evidence": [found.assumptions[place].evidence for place in order],
        }
    )
