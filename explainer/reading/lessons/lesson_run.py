"""The runs behind a lesson: the base, the visitor's own, the one in which it fails."""

from collections.abc import Mapping

from content import LANGUAGES
from content.lesson_plans import Plan
from simulations import CAPABILITIES, Scenario

SHOPPERS = 3000
"""Enough for steady numbers, few enough for a control that answers at once."""


def base(plan: Plan, language: str) -> Scenario:
    """Return the scenario of a lesson, in the language's own country unless the plan names one."""
    country = plan.country or LANGUAGES[language].default_country
    scenario = Scenario().with_country(country).with_values({"shoppers": SHOPPERS})
    for side, preset in plan.presets.items():
        scenario = scenario.with_preset(side, preset)
    return scenario.with_values(plan.knobs)


def most_added_capability(scenario: Scenario) -> str:
    """Return the capability by which shop b is ahead of shop a most."""

    def ahead(capability: str) -> float:
        return scenario.b.capabilities[capability] - scenario.a.capabilities[capability]

    return max(CAPABILITIES, key=ahead)


def tried(plan: Plan, language: str, value: int) -> Scenario:
    """Return the scenario with the visitor's value of the lesson's control."""
    changes = dict.fromkeys(plan.control.knobs, value / plan.control.per)
    return base(plan, language).with_values(changes)


def failing(plan: Plan, language: str) -> Scenario:
    """Return the scenario in which it does not work."""
    return base(plan, language).with_values(plan.yet_knobs)


def scenarios(plan: Plan, language: str) -> Mapping[str, Scenario]:
    """Return every run that the words of a lesson may quote at any time, by name."""
    return {"base": base(plan, language), "yet": failing(plan, language)}


def only_capability(plan: Plan, language: str, capability: str) -> Scenario:
    """Return the scenario in which shop b is shop a with one capability, fully working."""
    scenario = base(plan, language)
    same = {
        name.replace("a.", "b.", 1): value
        for name, value in scenario.values.items()
        if name.startswith("a.")
    }
    changes = {f"b.capabilities.{capability}": 1.0, "b.ramp_weeks": 0}
    return scenario.with_values(same).with_values(changes)
