"""The numbers of runs that pages quote in their words."""

from explainer.reading.lessons.lesson_numbers import Numbers
from explainer.view.server.runs import comparison_of
from simulations import Scenario


def numbers(scenario: Scenario) -> Numbers:
    """Return the numbers of a scenario, simulated now or remembered."""
    return Numbers(comparison_of(scenario))
