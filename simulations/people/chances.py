"""Against which chance a draw was held under each set-up: why something happened here, not there.

A trace knows the chance of what happened. For a friction that happened under one set-up only,
the chance under the other is worked out from the rules (section 3 and 4), at the same moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulations.model.setups import Setups, make_setups
from simulations.people.trace import Life, Moment
from simulations.scenario.knobs import FRICTIONS, SIDES
from simulations.scenario.scenario import Scenario

DECIDED_TOGETHER = ({"thought", "forgot"}, {"bought", "not_convinced"})
"""Events that are the two ends of one draw."""


@dataclass(frozen=True, slots=True)
class Odds:
    """How chances compare in one traced life.

    Attributes
    ----------
    scenario : Scenario
    life : Life
    setups : Setups
        Both set-ups, laid out over the horizon.
    """

    scenario: Scenario
    life: Life
    setups: Setups

    @staticmethod
    def of(scenario: Scenario, life: Life) -> Odds:
        """Lay out both set-ups of the scenario that a life was traced in."""
        return Odds(scenario, life, make_setups(scenario, (scenario.a, scenario.b)))

    def chances(self, moment: Moment) -> Mapping[str, float | None]:
        """Chance of a moment under each side; None where the question never came up or is moot."""
        if moment.event in FRICTIONS:
            return {side: self._friction(moment, place) for place, side in enumerate(SIDES)}
        if moment.event == "rescued":
            return {side: self._rescue(moment, place) for place, side in enumerate(SIDES)}
        return {side: self._found(moment, side) for side in SIDES}

    def _found(self, moment: Moment, side: str) -> float | None:
        """Look the same decision up in a side's own trace."""
        alike = next((pair for pair in DECIDED_TOGETHER if moment.event in pair), {moment.event})
        for other in getattr(self.life, side):
            same_draw = other.draw is not None and other.draw == moment.draw
            if other.week == moment.week and other.event in alike and same_draw:
                return float(other.chance) if other.chance is not None else None
        return None

    def _friction(self, moment: Moment, place: int) -> float:
        """Chance of a friction at this moment under one set-up (rules, sections 3 and 4)."""
        week, person = moment.week - 1, self.life.person
        market, setups = self.scenario.group("market"), self.setups
        chance = float(setups.chance[moment.event][week, place, 0])
        match moment.event:
            case "over_contact":
                pressure = float(setups.pressure[week, place, int(person.uses_messaging)])
                return chance * min(1.0, max(0.0, pressure))
            case "price_gap":
                return chance * min(1.0, market.price_noticed * 2.0 * person.price_sensitivity)
            case "privacy_unease":
                return chance * float(setups.effect["shared_history"][week, place, 0])
            case "late_delivery":
                return min(1.0, chance * market.delivery_days)
            case "nobody_helps" if not setups.several[place, 0]:
                return 0.0
        return chance

    def _rescue(self, moment: Moment, place: int) -> float:
        week, market = moment.week - 1, self.scenario.group("market")
        by_stock = market.rescue_by_stock * float(self.setups.good["shared_stock"][week, place, 0])
        by_goals = market.rescue_by_goals * float(
            self.setups.effect["shared_goals"][week, place, 0]
        )
        return 1.0 - (1.0 - by_stock) * (1.0 - by_goals)
