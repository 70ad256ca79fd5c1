"""For whom it made a difference, and what went wrong for them, as blocks."""

import pandas as pd

from explainer.figures.marks import Bar, Bars, Chart, Value
from explainer.figures.people import people_grid_svg, share_out
from explainer.figures.tables import Column
from explainer.view import findings
from explainer.view.blocks import Block, Table
from explainer.view.measures import Reading

KINDS = ("both", "only_a", "only_b", "neither")
FEELINGS = ("better", "same", "worse")
MOST_CAUSES = 8


def kinds(reading: Reading) -> Block:
    """Tell for whom the set-up made a difference, as a hundred people."""
    texts, who = reading.texts, reading.who
    shares = reading.comparison.shopper_kinds
    counts = share_out({kind: shares[kind] for kind in KINDS})
    told = {kind: reading.formats.integer(counts[kind]) for kind in KINDS}
    labels = {kind: texts(f"blocks.kinds.{kind}") for kind in ("both", "neither", "same")}
    labels["only_a"] = texts("blocks.kinds.only_a", a=who.a_short)
    labels |= {kind: texts(f"blocks.kinds.{kind}", b=who.b) for kind in ("better", "worse")}
    labels["only_b"] = texts("blocks.kinds.only_b", b=who.b_short)
    title = texts("blocks.kinds.title", a=who.a, b=who.b, **told)
    alt = "; ".join(f"{told[kind]}: {labels[kind]}" for kind in KINDS)
    percent = {name: reading.formats.percent(shares[name], 1) for name in (*KINDS, *FEELINGS)}
    people = share_out({name: shares[name] for name in FEELINGS})
    feelings = {name: reading.formats.integer(people[name]) for name in FEELINGS}
    columns = (Column(texts("blocks.column.kind")), Column(texts("blocks.column.share"), True))
    return Block(
        name="kinds",
        title=title,
        picture=people_grid_svg(
            counts, title=title, description=alt, labels={kind: labels[kind] for kind in KINDS}
        ),
        words=texts("blocks.kinds.words", b=who.b, **feelings),
        table=Table(columns, [[labels[name], percent[name]] for name in (*KINDS, *FEELINGS)]),
        frame=pd.DataFrame({"kind": list(shares), "share": list(shares.values())}),
        source=texts("blocks.rule.kinds"),
    )


def causes(reading: Reading) -> Block:
    """Tell which kinds of friction frustrate most under each set-up."""
    texts, who, both = reading.texts, reading.who, _friction(reading)
    bars = tuple(
        Bar(
            texts(f"terms.friction.{kind}"),
            _amount(reading, both.at[kind, "a"]),
            _amount(reading, both.at[kind, "b"]),
        )
        for kind in both.index
    )
    worst = {side: texts(f"terms.friction.{both[side].idxmax()}") for side in ("a", "b")}
    title = texts("blocks.causes.title_same", cause=worst["a"])
    if worst["a"] != worst["b"]:
        causes = {"a_cause": worst["a"], "b_cause": worst["b"]}
        title = texts("blocks.causes.title", a=who.a, b=who.b, **causes)
    shown = bars[:MOST_CAUSES]
    alt = " ".join(reading.pair(bar.name, bar.a.text, bar.b.text) for bar in shown)
    columns = (
        Column(texts("blocks.column.friction")),
        Column(who.a_short, True),
        Column(who.b_short, True),
    )
    return Block(
        name="frictions",
        title=title,
        picture=Chart(title, alt, Bars(shown, who.a_short, who.b_short)),
        words=texts("blocks.causes.words"),
        table=Table(columns, [[bar.name, bar.a.text, bar.b.text] for bar in bars]),
        frame=both.rename_axis("friction").reset_index(),
        source=texts("blocks.rule.causes"),
    )


def _friction(reading: Reading) -> pd.DataFrame:
    """Return points of frustration per person by kind of friction, the worst first."""
    comparison = reading.comparison
    sides = {
        side: source.friction.groupby("kind")["points"].sum()
        for side, source in (("a", comparison.a), ("b", comparison.b))
    }
    both = pd.DataFrame(sides).fillna(0.0)
    return both.loc[both.max(axis=1).sort_values(ascending=False).index]


def _amount(reading: Reading, points: float) -> Value:
    text = reading.formats.number(points, findings.decimals(points))
    return Value(float(points), float(points), float(points), text)
