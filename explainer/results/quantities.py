"""The quantities that a visitor sets: what each shows of a scenario and what it changes."""

from __future__ import annotations

from dataclasses import dataclass

from simulations import CAPABILITIES, KNOBS, Scenario
from simulations.scenario.knobs import SIDES


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that a visitor sets.

    Attributes
    ----------
    name : str
        Its name in the catalogue `controls`.
    knobs : tuple of str
        The knobs that it sets, all to the same value.
    top : float
        Where the slider ends, in shown units; it never passes the legal range.
    bottom, step : float
        Where the slider begins, and its step.
    """

    name: str
    knobs: tuple[str, ...]
    top: float = 100
    bottom: float = 0
    step: float = 1

    @property
    def per(self) -> int:
        """How many shown units stand for 1."""
        return KNOBS[self.knobs[0]].per

    @property
    def shop(self) -> str:
        """The shop that it belongs to, if it does."""
        side = self.knobs[0].partition(".")[0]
        return side if side in SIDES else ""

    def shown(self, scenario: Scenario) -> float:
        """Return the quantity in shown units; the rounded mean if its knobs differ."""
        values = [scenario.number(knob) for knob in self.knobs]
        mean = sum(values) / len(values) * self.per
        return round(mean, 0 if self.mixed(scenario) else 6)

    def mixed(self, scenario: Scenario) -> bool:
        """Return whether the knobs behind the quantity have different values."""
        return len({scenario.get(knob) for knob in self.knobs}) > 1

    def changes(self, shown: float) -> dict[str, float]:
        """Return the knobs that a value in shown units sets."""
        return dict.fromkeys(self.knobs, shown / self.per)

    def ends(self) -> tuple[float, float]:
        """Return both ends of the slider, inside the legal range."""
        knob = KNOBS[self.knobs[0]]
        return max(self.bottom, knob.low * self.per), min(self.top, knob.high * self.per)


CROSSING = Quantity("crossing", ("population.crossing_share",))
PATIENCE = Quantity("patience", ("population.patience",))
INTEGRATION = Quantity("integration", tuple(f"b.capabilities.{name}" for name in CAPABILITIES))
COST = Quantity("cost", ("b.one_off_cost",), top=200)
UPKEEP = Quantity("upkeep", ("b.running_cost",), top=100)
ERRORS = Quantity("errors", ("b.data_error",))
MAIN = (CROSSING, INTEGRATION, PATIENCE, COST)
