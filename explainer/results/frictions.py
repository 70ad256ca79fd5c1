"""What went wrong for people under each set-up, as blocks."""

import pandas as pd

from explainer.results.block import Block
from explainer.results.marks import Bar, Bars, Chart
from explainer.results.measures import Reading
from simulations.scenario.knobs import SIDES

MOST_CAUSES = 8


def causes(reading: Reading) -> Block:
    """Show which kinds of friction frustrate most under each set-up."""
    texts, who, both = reading.words, reading.who, _friction(reading)
    bars = tuple(
        Bar(
            texts(f"terms.friction.{kind}"),
            reading.exact(float(both.at[kind, "a"])),
            reading.exact(float(both.at[kind, "b"])),
        )
        for kind in both.index
    )
    title = _worst(reading, both)
    shown = [bar for bar in bars if bar.a.value or bar.b.value][:MOST_CAUSES]
    return Block(
        name="frictions",
        title=title,
        picture=Chart(title, reading.pairs(shown), Bars(tuple(shown), who.a_short, who.b_short)),
        words=texts("blocks.causes.words"),
        table=reading.bar_table(texts("blocks.column.friction"), bars),
        data_frame=both.rename_axis("friction").reset_index(),
        source=texts("blocks.rule.causes"),
        cards=("EF5", "EF11", "IN23", "OP15"),
    )


def _worst(reading: Reading, both: pd.DataFrame) -> str:
    """Name what frustrates most on each side, or that nothing did."""
    texts, names = reading.words, {"a": reading.who.a, "b": reading.who.b}
    worst = {
        side: texts(f"terms.friction.{both[side].idxmax()}") for side in SIDES if both[side].any()
    }
    if not worst:
        return texts("blocks.causes.title_none")
    if len(worst) == 1:
        ((side, cause),) = worst.items()
        return texts(f"blocks.causes.title_only_{side}", **names, **{f"{side}_cause": cause})
    if worst["a"] == worst["b"]:
        return texts("blocks.causes.title_same", cause=worst["a"])
    return texts("blocks.causes.title", **names, a_cause=worst["a"], b_cause=worst["b"])


def _friction(reading: Reading) -> pd.DataFrame:
    """Return points of frustration per person by kind of friction, the worst first."""
    comparison = reading.comparison
    sides = {
        side: source.friction.groupby("kind")["points"].sum()
        for side, source in (("a", comparison.a), ("b", comparison.b))
    }
    both = pd.DataFrame(sides).fillna(0.0)
    return both.loc[both.max(axis=1).sort_values(ascending=False, kind="stable").index]
