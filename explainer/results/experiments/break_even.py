"""The map: over two quantities, where either shop earns more and where it makes no difference."""

from dataclasses import dataclass
from functools import partial
from math import isclose

import pandas as pd

from explainer.results import quantities
from explainer.results.block import Block, Column, Selection, Table
from explainer.results.experiments.credit import signed
from explainer.results.experiments.question import Question, bounded
from explainer.results.marks import Axis, Chequer, cell_name
from explainer.results.measures import PROFIT, Reading
from explainer.results.quantities import Quantity
from simulations import CAPABILITIES, Scenario
from simulations.engine.estimates import Estimate
from simulations.experiments.break_even import BreakEven, break_even

MOST_SHOPPERS = 1_000
STEPS = 6
"""Six values from 0 to 100 of 100, or to 50 of 1,000, are round ones."""
DIGITS = 9
ALL_PIECES = "b.integration"


@dataclass(frozen=True, slots=True)
class Direction:
    """A quantity that the map can move, from a low to a high end in units of its knob."""

    quantity: Quantity
    low: float
    high: float

    @property
    def knob(self) -> str:
        """What the experiment calls it."""
        return ALL_PIECES if len(self.quantity.knobs) == len(CAPABILITIES) else self._only

    @property
    def _only(self) -> str:
        return self.quantity.knobs[0]

    def set(self, value: float) -> dict[str, float]:
        """Return the knobs that a value on the map sets."""
        return dict.fromkeys(self.quantity.knobs, round(value, DIGITS))

    def of(self, scenario: Scenario) -> float | None:
        """Return where a scenario stands, in units of the knob; None if the knobs differ."""
        mixed = self.quantity.mixed(scenario)
        return None if mixed else scenario.number(self._only)


DIRECTIONS = {
    direction.quantity.name: direction
    for direction in (
        Direction(quantities.CROSSING, 0.0, 1.0),
        Direction(quantities.COST, 0.0, 0.05),
        Direction(quantities.UPKEEP, 0.0, 0.025),
        Direction(quantities.INTEGRATION, 0.0, 1.0),
        Direction(quantities.ERRORS, 0.0, 0.5),
        Direction(quantities.PATIENCE, 0.0, 1.0),
    )
}


def map_question(scenario: Scenario, reading: Reading, x: str, y: str) -> Question[BreakEven]:
    """Ask who earns more over two quantities, two names of `DIRECTIONS`.

    The map is the same wherever on it the visitor stands, so it does not ask where that is.
    """
    across, up = DIRECTIONS[x], DIRECTIONS[y]
    nowhere = across.set(across.low) | up.set(up.low)
    small = bounded(scenario, MOST_SHOPPERS).with_values(nowhere)
    words = reading.words(
        "experiments.map.words",
        points=reading.words.integer(STEPS * STEPS),
        people=reading.words.integer(small.shoppers),
    )

    run = partial(
        break_even,
        small,
        across.knob,
        up.knob,
        steps=STEPS,
        x_range=(across.low, across.high),
        y_range=(up.low, up.high),
    )
    return Question(
        "map", small, (x, y, STEPS), run, words, reading.words("experiments.takes.some")
    )


def map_block(found: BreakEven, x: str, y: str, reading: Reading) -> Block:
    """Tell in how much of the map either shop earns more."""
    texts = reading.words
    cells = [who for row in found.winner for who in row]
    counted = {who: reading.words.integer(cells.count(who)) for who in ("a", "b", "unclear")}
    title = texts(
        "experiments.map.title",
        a=reading.who.a,
        b=reading.who.b,
        a_cells=counted["a"],
        b_cells=counted["b"],
        total=reading.words.integer(len(cells)),
    )
    marks = _marks(found, x, y, reading)
    line = "experiments.map.line" if found.zero_line else "experiments.map.no_line"
    cues = texts("experiments.map.cues", a=reading.who.a, b=reading.who.b)
    here = _cell_of(found, x, y, reading.comparison.scenario)
    return Block(
        name="break_even",
        title=title,
        picture=marks,
        words=f"{cues} {texts(line)} {_where(marks, here, reading)}",
        table=_table(found, marks, x, y, reading),
        frame=_frame(found),
        source=texts("experiments.map.rule"),
        selection=_pick(found, x, y, reading, here),
    )


def _where(marks: Chequer, here: tuple[int, int] | None, reading: Reading) -> str:
    """Say where the visitor's scenario is on the map."""
    if here is not None:
        return reading.words("pick.map.here", cell=marks.labels[here[0]][here[1]])
    return reading.words(f"experiments.map.{'here' if marks.here else 'not_here'}")


def _pick(
    found: BreakEven, x: str, y: str, reading: Reading, here: tuple[int, int] | None
) -> Selection:
    names = {"x": quantity_name(x, reading), "y": quantity_name(y, reading)}
    return Selection(
        "map",
        label=reading.words("pick.map.label", **names),
        hint=reading.words("pick.map.hint"),
        chosen=cell_name(*here) if here else "",
        changes=changes(found, x, y),
    )


def changes(found: BreakEven, x: str, y: str) -> dict[str, dict[str, float]]:
    """Return the knobs that each cell of the map stands for, by the cell's id."""
    return {
        cell_name(row, column): DIRECTIONS[x].set(across) | DIRECTIONS[y].set(up)
        for row, up in enumerate(found.y.values)
        for column, across in enumerate(found.x.values)
    }


def quantity_name(name: str, reading: Reading) -> str:
    """Name a direction of the map as its control is named."""
    return reading.words(f"controls.{name}.label")


def _marks(found: BreakEven, x: str, y: str, reading: Reading) -> Chequer:
    texts = reading.words
    letters = {who: texts(f"experiments.map.sign.{who}") for who in ("a", "b", "unclear")}
    return Chequer(
        x=found.x.values,
        y=found.y.values,
        values=tuple(tuple(float(v) for v in row) for row in found.mean),
        signs=tuple(tuple(letters[who] for who in row) for row in found.winner),
        labels=tuple(
            tuple(_label(found, x, y, row, column, reading) for column in range(len(row_of)))
            for row, row_of in enumerate(found.winner)
        ),
        lines=tuple(tuple(line) for line in found.zero_line),
        here=_here(found, x, y, reading.comparison.scenario),
        x_axis=_axis(found.x.values, x, reading),
        y_axis=_axis(found.y.values, y, reading),
    )


def _label(found: BreakEven, x: str, y: str, row: int, column: int, reading: Reading) -> str:
    """Say what a cell stands for, and who earns more there by how much."""
    names = {"a": reading.who.a, "b": reading.who.b}
    winner = found.winner[row][column]
    return reading.words(
        "pick.map.cell",
        x=_written(x, found.x.values[column], reading),
        y=_written(y, found.y.values[row], reading),
        who=reading.words(
            f"pick.map.who.{winner}", **{k: v for k, v in names.items() if k == winner}
        ),
        size=_cell(found, row, column, reading),
    )


def _axis(values: tuple[float, ...], name: str, reading: Reading) -> Axis:
    per = reading.words.integer(DIRECTIONS[name].quantity.per)
    label = reading.words("experiments.map.axis", name=quantity_name(name, reading), per=per)
    return Axis(label, ticks=tuple((v, _number(name, v, reading)) for v in values))


def _number(name: str, value: float, reading: Reading) -> str:
    return reading.words.integer(value * DIRECTIONS[name].quantity.per)


def _written(name: str, value: float, reading: Reading) -> str:
    per = reading.words.integer(DIRECTIONS[name].quantity.per)
    number = _number(name, value, reading)
    what = quantity_name(name, reading)
    return reading.words("experiments.map.value", name=what, number=number, per=per)


def _estimate(found: BreakEven, row: int, column: int) -> Estimate:
    grids = (found.mean, found.low, found.high)
    return Estimate(*(float(grid[row][column]) for grid in grids))


def _cell(found: BreakEven, row: int, column: int, reading: Reading) -> str:
    return signed(_estimate(found, row, column), PROFIT, reading).text


def _here(found: BreakEven, x: str, y: str, scenario: Scenario) -> tuple[float, float] | None:
    """Where a scenario stands; None if it is not on the map."""
    place = []
    for axis, name in ((found.x, x), (found.y, y)):
        value = DIRECTIONS[name].of(scenario)
        if value is None or not axis.values[0] <= value <= axis.values[-1]:
            return None
        place.append(value)
    return place[0], place[1]


def _cell_of(found: BreakEven, x: str, y: str, scenario: Scenario) -> tuple[int, int] | None:
    """Row and column of the cell in whose middle a scenario stands; None if there is none."""
    place = _here(found, x, y, scenario)
    if place is None:
        return None
    cells = [
        next((n for n, value in enumerate(axis.values) if isclose(value, mine, abs_tol=1e-9)), None)
        for axis, mine in zip((found.x, found.y), place, strict=True)
    ]
    column, row = cells
    return None if row is None or column is None else (row, column)


def _table(found: BreakEven, marks: Chequer, x: str, y: str, reading: Reading) -> Table:
    """Write the grid with a row for each value of y, the highest first as on the map."""
    texts = reading.words
    head = texts("experiments.map.corner", x=marks.x_axis.label, y=marks.y_axis.label)
    across = (Column(_number(x, value, reading), True) for value in found.x.values)
    columns = [Column(head), *across]
    rows = [
        [
            _number(y, found.y.values[row], reading),
            *(
                f"{_cell(found, row, column, reading)} {marks.signs[row][column]}"
                for column in range(len(found.x.values))
            ),
        ]
        for row in reversed(range(len(found.y.values)))
    ]
    return Table(columns, rows)


def _frame(found: BreakEven) -> pd.DataFrame:
    rows = [
        {
            found.x.name: across,
            found.y.name: up,
            "difference": float(found.mean[row][column]),
            "low": float(found.low[row][column]),
            "high": float(found.high[row][column]),
            "winner": found.winner[row][column],
        }
        for row, up in enumerate(found.y.values)
        for column, across in enumerate(found.x.values)
    ]
    return pd.DataFrame(rows)
