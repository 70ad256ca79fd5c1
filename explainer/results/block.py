"""A result as data: finding, picture, words, table, file, source, and what may be done about it.

A block is complete by construction: its fields have no defaults that would leave out the table,
the file or the text alternative. It knows no page: whoever shows it turns an action into a widget,
a link or a line of print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from content.cards import load_cards
from explainer.results.marks import Chart, Crowd, DifferenceGrid, LuckRows
from simulations.scenario.knobs import Value

Knobs = Mapping[str, Value]
"""New values of a scenario by knob."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and whether it holds numbers (right-aligned)."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a block, formatted for the visitor."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Selection:
    """What choosing a part of the picture would change.

    Attributes
    ----------
    name : str
        Its name in code.
    label, hint : str
        What can be chosen, and how.
    chosen : str
        Id of the part that the scenario stands on; empty if on none.
    changes : Mapping of str to Knobs
        By the id of each part.
    """

    name: str
    label: str
    hint: str
    chosen: str
    changes: Mapping[str, Knobs]


@dataclass(frozen=True, slots=True)
class Offer:
    """A change of the scenario that follows from the result: its name, its words, its knobs."""

    name: str
    label: str
    changes: Knobs


@dataclass(frozen=True, slots=True)
class Block:
    """One result.

    Attributes
    ----------
    name : str
        Its name in code: keys of elements and the file that it is saved as.
    title : str
        The finding.
    picture : Chart, DifferenceGrid, LuckRows or Crowd
        What is drawn, as records.
    words : str
        The finding with its numbers, as a sentence.
    table : Table
    data_frame : pandas.DataFrame
        The same data as codes and plain numbers, for the file.
    source : str
        The rule that the result comes from.
    terms : sequence of (str, str)
        Words of the table with their definitions.
    cards : sequence of str
        Ids of the evidence cards that the rule rests on.
    selection : Selection or None
        What choosing a part of the picture would change.
    offer : Offer or None
        What a visitor may do about the result; one without changes is none.

    Raises
    ------
    ValueError
        If there is no evidence card with one of the ids.
    """

    name: str
    title: str
    picture: Chart | DifferenceGrid | LuckRows | Crowd
    words: str
    table: Table
    data_frame: pd.DataFrame
    source: str
    terms: Sequence[tuple[str, str]] = ()
    cards: Sequence[str] = ()
    selection: Selection | None = None
    offer: Offer | None = None

    def __post_init__(self) -> None:
        unknown = [card for card in self.cards if card not in load_cards()]
        if unknown:
            raise ValueError(f"{self.name}: no evidence card is called {', '.join(unknown)}")
