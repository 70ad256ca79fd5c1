"""The numbers that the pages quote: of runs that are made once and kept for whoever asks next."""

from explainer.reading.lessons.lesson_numbers import Numbers
from explainer.view.server.runs import remembered
from simulations import Scenario


def numbers(scenario: Scenario) -> Numbers:
    """Return the numbers of a scenario, simulated now or remembered."""
    return Numbers(remembered(scenario))
