"""The map: over two quantities, where either shop earns more and where it makes no difference."""

from dataclasses import dataclass
from functools import partial
from math import isclose

import pandas as pd

from explainer.results import quantities
from explainer.results.block import Block, Column, Selection, Table
from explainer.results.experiments.question import Question, bounded
from explainer.results.marks import Axis, DifferenceGrid, cell_name
from explainer.results.measures import PROFIT, Reading
from explainer.results.quantities import Quantity
from simulations import CAPABILITIES, Scenario
from simulations.engine.estimates import Estimate
from simulations.experiments.break_even import BreakEven, break_even

MOST_SHOPPERS = 1_000
STEPS = 6
"""Six values from 0 to 100 of 100, or to 50 of 1,000, are round ones."""
DIGITS = 9
ALL_CAPABILITIES = "b.integration"


@dataclass(frozen=True, slots=True)
class MapAxis:
    """A quantity that the map can vary, from a low to a high end in units of its knob."""

    quantity: Quantity
    low: float
    high: float

    @property
    def knob(self) -> str:
        """What the experiment calls it."""
        knobs = self.quantity.knobs
        return ALL_CAPABILITIES if len(knobs) == len(CAPABILITIES) else knobs[0]

    @property
    def name(self) -> str:
        """Its name in code."""
        return self.quantity.name

    def set(self, value: float) -> dict[str, float]:
        """Return the knobs that a value on the map sets."""
        return dict.fromkeys(self.quantity.knobs, round(value, DIGITS))

    def of(self, scenario: Scenario) -> float | None:
        """Return the value of a scenario in units of the knob; None if the knobs differ."""
        mixed = self.quantity.mixed(scenario)
        return None if mixed else scenario.number(self.quantity.knobs[0])


MAP_AXES = {
    axis.name: axis
    for axis in (
        MapAxis(quantities.CROSSING, 0.0, 1.0),
        MapAxis(quantities.COST, 0.0, 0.05),
        MapAxis(quantities.UPKEEP, 0.0, 0.025),
        MapAxis(quantities.INTEGRATION, 0.0, 1.0),
        MapAxis(quantities.ERRORS, 0.0, 0.5),
        MapAxis(quantities.PATIENCE, 0.0, 1.0),
    )
}


def map_question(scenario: Scenario, reading: Reading, x: str, y: str) -> Question[BreakEven]:
    """Ask who earns more over two quantities, two names of `MAP_AXES`.

    The map is the same wherever on it the visitor stands, so it does not ask where that is.
    """
    across, up = MAP_AXES[x], MAP_AXES[y]
    origin = across.set(across.low) | up.set(up.low)
    small = bounded(scenario, MOST_SHOPPERS).with_values(origin)
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


def map_block(result: BreakEven, x: str, y: str, reading: Reading) -> Block:
    """Show in how much of the map either shop earns more."""
    texts, view = reading.words, _Map(result, MAP_AXES[x], MAP_AXES[y], reading)
    cells = [who for row in result.winner for who in row]
    counted = {who: texts.integer(cells.count(who)) for who in ("a", "b", "unclear")}
    title = texts(
        "experiments.map.title",
        a=reading.who.a,
        b=reading.who.b,
        a_cells=counted["a"],
        b_cells=counted["b"],
        total=texts.integer(len(cells)),
    )
    grid = view.grid()
    line = "experiments.map.line" if result.zero_line else "experiments.map.no_line"
    cues = texts("experiments.map.cues", a=reading.who.a, b=reading.who.b)
    return Block(
        name="break_even",
        title=title,
        picture=grid,
        words=f"{cues} {texts(line)} {view.position_sentence()}",
        table=view.table(grid),
        data_frame=_data_frame(result),
        source=texts("experiments.map.rule"),
        selection=view.selection(),
    )


def changes(result: BreakEven, x: str, y: str) -> dict[str, dict[str, float]]:
    """Return the knobs that each cell of the map stands for, by the cell's id."""
    return {
        cell_name(row, column): MAP_AXES[x].set(across) | MAP_AXES[y].set(up)
        for row, up in enumerate(result.y.values)
        for column, across in enumerate(result.x.values)
    }


def quantity_name(name: str, reading: Reading) -> str:
    """Name an axis of the map as its control is named."""
    return reading.words(f"controls.{name}.label")


@dataclass(frozen=True, slots=True)
class _Map:
    """A result with its axes and a visitor's words."""

    result: BreakEven
    x: MapAxis
    y: MapAxis
    reading: Reading

    def position(self) -> tuple[float, float] | None:
        """Return where the visitor's scenario is; None if it is not on the map."""
        scenario, result = self.reading.comparison.scenario, self.result
        x, y = self.x.of(scenario), self.y.of(scenario)
        if x is None or not result.x.values[0] <= x <= result.x.values[-1]:
            return None
        if y is None or not result.y.values[0] <= y <= result.y.values[-1]:
            return None
        return x, y

    def cell(self) -> tuple[int, int] | None:
        """Return row and column of the cell in whose middle the scenario is; None without one."""
        position = self.position()
        if position is None:
            return None
        column, row = (
            [n for n, value in enumerate(axis.values) if isclose(value, at, abs_tol=1e-9)]
            for axis, at in zip((self.result.x, self.result.y), position, strict=True)
        )
        return (row[0], column[0]) if row and column else None

    def position_sentence(self) -> str:
        """Write where the visitor's scenario is on the map."""
        cell = self.cell()
        if cell is not None:
            return self.reading.words("pick.map.here", cell=self.label(*cell))
        return self.reading.words(f"experiments.map.{'here' if self.position() else 'not_here'}")

    def selection(self) -> Selection:
        words, cell = self.reading.words, self.cell()
        x, y = (quantity_name(axis.name, self.reading) for axis in (self.x, self.y))
        return Selection(
            "map",
            label=words("pick.map.label", x=x, y=y),
            hint=words("pick.map.hint"),
            chosen=cell_name(*cell) if cell else "",
            changes=changes(self.result, self.x.name, self.y.name),
        )

    def grid(self) -> DifferenceGrid:
        result, words = self.result, self.reading.words
        letters = {who: words(f"experiments.map.sign.{who}") for who in ("a", "b", "unclear")}
        return DifferenceGrid(
            x=result.x.values,
            y=result.y.values,
            values=tuple(tuple(float(v) for v in row) for row in result.mean),
            signs=tuple(tuple(letters[who] for who in row) for row in result.winner),
            labels=tuple(
                tuple(self.label(row, column) for column in range(len(result.x.values)))
                for row in range(len(result.y.values))
            ),
            lines=tuple(tuple(line) for line in result.zero_line),
            position=self.position(),
            x_axis=self.axis(self.x, result.x.values),
            y_axis=self.axis(self.y, result.y.values),
        )

    def label(self, row: int, column: int) -> str:
        """Write what a cell stands for, and who earns more there by how much."""
        words, winner = self.reading.words, self.result.winner[row][column]
        names = {"a": {"a": self.reading.who.a}, "b": {"b": self.reading.who.b}}
        return words(
            "pick.map.cell",
            x=self.quantity(self.x, self.result.x.values[column]),
            y=self.quantity(self.y, self.result.y.values[row]),
            who=words(f"pick.map.who.{winner}", **names.get(winner, {})),
            size=self.difference(row, column),
        )

    def difference(self, row: int, column: int) -> str:
        grids = (self.result.mean, self.result.low, self.result.high)
        estimate = Estimate(*(float(grid[row][column]) for grid in grids))
        return self.reading.to_value(estimate, PROFIT.unit, signed=True).text

    def axis(self, axis: MapAxis, values: tuple[float, ...]) -> Axis:
        words = self.reading.words
        name, per = quantity_name(axis.name, self.reading), words.integer(axis.quantity.per)
        ticks = tuple((value, self.number(axis, value)) for value in values)
        return Axis(words("experiments.map.axis", name=name, per=per), ticks=ticks)

    def number(self, axis: MapAxis, value: float) -> str:
        """Write a value along an axis in shown units."""
        return self.reading.words.integer(value * axis.quantity.per)

    def quantity(self, axis: MapAxis, value: float) -> str:
        """Write a value along an axis with its name and unit."""
        words = self.reading.words
        name, per = quantity_name(axis.name, self.reading), words.integer(axis.quantity.per)
        return words("experiments.map.value", name=name, number=self.number(axis, value), per=per)

    def table(self, grid: DifferenceGrid) -> Table:
        """Write the grid with a row for each value of y, the highest first as on the map."""
        words = self.reading.words
        head = words("experiments.map.corner", x=grid.x_axis.label, y=grid.y_axis.label)
        across = (Column(self.number(self.x, value), True) for value in grid.x)
        rows = [
            [
                self.number(self.y, grid.y[row]),
                *(
                    f"{self.difference(row, column)} {sign}"
                    for column, sign in enumerate(grid.signs[row])
                ),
            ]
            for row in reversed(range(len(grid.y)))
        ]
        return Table((Column(head), *across), rows)


def _data_frame(result: BreakEven) -> pd.DataFrame:
    rows = [
        {
            result.x.name: across,
            result.y.name: up,
            "difference": float(result.mean[row][column]),
            "low": float(result.low[row][column]),
            "high": float(result.high[row][column]),
            "winner": result.winner[row][column],
        }
        for row, up in enumerate(result.y.values)
        for column, across in enumerate(result.x.values)
    ]
    return pd.DataFrame(rows)
