"""The map: over two quantities, where either shop earns more and where it makes no difference."""

from dataclasses import dataclass

import pandas as pd

from explainer.figures.experiment_marks import Chequer
from explainer.figures.marks import Axis, Chart
from explainer.figures.tables import Column
from explainer.view import knob_controls as knobs
from explainer.view.blocks import Block, Table
from explainer.view.knob_controls import Quantity
from explainer.view.measures import PROFIT, Reading
from explainer.view.on_demand import Progress, Question, bounded
from explainer.view.results_credit import signed
from simulations import CAPABILITIES, Scenario
from simulations.estimates import Estimate
from simulations.experiments.break_even import BreakEven, break_even

MOST_SHOPPERS = 1_000
STEPS = 7
TICKS = 4
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


DIRECTIONS = {
    direction.quantity.name: direction
    for direction in (
        Direction(knobs.CROSSING, 0.0, 1.0),
        Direction(knobs.COST, 0.0, 0.06),
        Direction(knobs.UPKEEP, 0.0, 0.03),
        Direction(knobs.INTEGRATION, 0.0, 1.0),
        Direction(knobs.ERRORS, 0.0, 0.5),
        Direction(knobs.PATIENCE, 0.0, 1.0),
    )
}
ACROSS, UP = knobs.CROSSING.name, knobs.COST.name


def map_question(scenario: Scenario, reading: Reading, x: str, y: str) -> Question[BreakEven]:
    """Ask who earns more over two quantities, two names of `DIRECTIONS`."""
    small = bounded(scenario, MOST_SHOPPERS)
    across, up = DIRECTIONS[x], DIRECTIONS[y]
    words = reading.texts(
        "experiments.map.words",
        points=reading.formats.integer(STEPS * STEPS),
        people=reading.formats.integer(small.shoppers),
    )

    def run(progress: Progress) -> BreakEven:
        return break_even(
            small,
            across.knob,
            up.knob,
            steps=STEPS,
            x_range=(across.low, across.high),
            y_range=(up.low, up.high),
            progress=progress,
        )

    return Question(
        "map", small, (x, y, STEPS), run, words, reading.texts("experiments.takes.some")
    )


def map_block(found: BreakEven, x: str, y: str, reading: Reading) -> Block:
    """Tell in how much of the map either shop earns more."""
    texts = reading.texts
    cells = [who for row in found.winner for who in row]
    counted = {who: reading.formats.integer(cells.count(who)) for who in ("a", "b", "unclear")}
    title = texts(
        "experiments.map.title",
        a=reading.who.a,
        b=reading.who.b,
        a_cells=counted["a"],
        b_cells=counted["b"],
        total=reading.formats.integer(len(cells)),
    )
    marks = _marks(found, x, y, reading)
    line = "experiments.map.line" if found.zero_line else "experiments.map.no_line"
    where = "experiments.map.here" if marks.here else "experiments.map.not_here"
    cues = texts("experiments.map.cues", a=reading.who.a, b=reading.who.b)
    words = f"{cues} {texts(line)} {texts(where)}"
    alt = texts(
        "experiments.map.alt",
        x=marks.x_axis.label,
        y=marks.y_axis.label,
        title=title,
        unclear=counted["unclear"],
    )
    return Block(
        name="break_even",
        title=title,
        picture=Chart(title, f"{alt} {texts(line)}", marks),
        words=words,
        table=_table(found, marks, x, y, reading),
        frame=_frame(found),
        source=texts("experiments.map.rule"),
    )


def quantity_name(name: str, reading: Reading) -> str:
    """Name a direction of the map as its control is named."""
    return reading.texts(f"controls.{name}.label")


def _marks(found: BreakEven, x: str, y: str, reading: Reading) -> Chequer:
    texts = reading.texts
    letters = {who: texts(f"experiments.map.sign.{who}") for who in ("a", "b", "unclear")}
    across, up = _axis(found.x.values, x, reading), _axis(found.y.values, y, reading)
    return Chequer(
        x=found.x.values,
        y=found.y.values,
        values=tuple(tuple(float(v) for v in row) for row in found.mean),
        signs=tuple(tuple(letters[who] for who in row) for row in found.winner),
        hover=tuple(
            tuple(
                texts(
                    "experiments.map.hover",
                    x=_written(x, across_value, reading),
                    y=_written(y, up_value, reading),
                    size=_cell(found, row, column, reading),
                )
                for column, across_value in enumerate(found.x.values)
            )
            for row, up_value in enumerate(found.y.values)
        ),
        lines=tuple(tuple(line) for line in found.zero_line),
        here=_here(found, x, y),
        x_axis=across,
        y_axis=up,
    )


def _axis(values: tuple[float, ...], name: str, reading: Reading) -> Axis:
    per = reading.formats.integer(DIRECTIONS[name].quantity.per)
    label = reading.texts("experiments.map.axis", name=quantity_name(name, reading), per=per)
    every = max(1, (len(values) - 1) // (TICKS - 1))
    return Axis(label, ticks=tuple((v, _number(name, v, reading)) for v in values[::every]))


def _number(name: str, value: float, reading: Reading) -> str:
    return reading.formats.integer(value * DIRECTIONS[name].quantity.per)


def _written(name: str, value: float, reading: Reading) -> str:
    per = reading.formats.integer(DIRECTIONS[name].quantity.per)
    number = _number(name, value, reading)
    what = quantity_name(name, reading)
    return reading.texts("experiments.map.value", name=what, number=number, per=per)


def _estimate(found: BreakEven, row: int, column: int) -> Estimate:
    grids = (found.mean, found.low, found.high)
    return Estimate(*(float(grid[row][column]) for grid in grids))


def _cell(found: BreakEven, row: int, column: int, reading: Reading) -> str:
    return signed(_estimate(found, row, column), PROFIT, reading).text


def _here(found: BreakEven, x: str, y: str) -> tuple[float, float] | None:
    """Where the scenario stands; None if it is not on the map."""
    scenario = found.scenario
    place = []
    for axis, name in ((found.x, x), (found.y, y)):
        quantity = DIRECTIONS[name].quantity
        value = quantity.shown(scenario) / quantity.per
        if quantity.mixed(scenario) or not axis.values[0] <= value <= axis.values[-1]:
            return None
        place.append(value)
    return place[0], place[1]


def _table(found: BreakEven, marks: Chequer, x: str, y: str, reading: Reading) -> Table:
    """Write the grid with a row for each value of y, the highest first as on the map."""
    texts = reading.texts
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
