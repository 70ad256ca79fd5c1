"""For whom it made a difference: the four kinds of shoppers, drawn as a hundred real ones."""

import pandas as pd

from explainer.results.block import Block, Column, Table
from explainer.results.marks import KINDS, Crowd
from explainer.results.measures import Reading
from simulations.people.rounding import share_out
from simulations.people.sample_of_100 import SampleOf100, sample_from

SAMPLE_SIZE = 100
FEELINGS = ("better", "same", "worse")


def kinds(reading: Reading) -> Block:
    """Show for whom the set-up made a difference, as a hundred people."""
    texts, who = reading.words, reading.who
    shares = reading.comparison.shopper_kinds
    sample = sample_from(reading.comparison)
    labels = kind_labels(reading)
    title = _title(sample, reading)
    alt = "; ".join(f"{reading.words.integer(sample.counts[k])}: {labels[k]}" for k in KINDS)
    percent = {name: reading.words.percent(shares[name], 1) for name in (*KINDS, *FEELINGS)}
    people = share_out({name: shares[name] for name in FEELINGS})
    feelings = {name: reading.words.integer(people[name]) for name in FEELINGS}
    columns = (Column(texts("blocks.column.kind")), Column(texts("blocks.column.share"), True))
    return Block(
        name="kinds",
        title=title,
        picture=Crowd(sample.counts, title, alt, {kind: labels[kind] for kind in KINDS}),
        words=texts("blocks.kinds.words", b=who.b, **feelings),
        table=Table(columns, [[labels[name], percent[name]] for name in (*KINDS, *FEELINGS)]),
        data_frame=pd.DataFrame({"kind": list(shares), "share": list(shares.values())}),
        source=texts("blocks.rule.kinds"),
        cards=("HB1", "SE8", "HB7"),
    )


def kind_labels(reading: Reading) -> dict[str, str]:
    """Name the four kinds and the three feelings, as the key of the drawing does."""
    texts, who = reading.words, reading.who
    labels = {kind: texts(f"blocks.kinds.{kind}") for kind in ("both", "neither", "same")}
    labels["only_a"] = texts("blocks.kinds.only_a", a=who.a_short)
    labels["only_b"] = texts("blocks.kinds.only_b", b=who.b_short)
    return labels | {kind: texts(f"blocks.kinds.{kind}", b=who.b) for kind in ("better", "worse")}


def _title(sample: SampleOf100, reading: Reading) -> str:
    """Count the kinds among a hundred, or among all where there are fewer."""
    counts = {str(kind): reading.words.integer(sample.counts[kind]) for kind in KINDS}
    values = counts | {"a": reading.who.a, "b": reading.who.b}
    people = len(sample.people)
    if people == SAMPLE_SIZE:
        return reading.words("blocks.kinds.title", **values)
    return reading.words("crowd.title", people=reading.words.integer(people), **values)
