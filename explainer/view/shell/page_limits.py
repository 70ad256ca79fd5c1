"""What a page can simulate while somebody waits: less than the model allows."""

from dataclasses import replace

from explainer.edition import MOST_SHOPPERS
from simulations import Problem, Scenario


def limit(
    scenario: Scenario, problems: tuple[Problem, ...] = ()
) -> tuple[Scenario, tuple[Problem, ...]]:
    """Cut a crowd down to what a page can simulate, and say so."""
    if scenario.shoppers <= MOST_SHOPPERS:
        return scenario, problems
    cut = Problem(
        field="shoppers",
        code="out_of_range",
        given=str(scenario.shoppers),
        low=0,
        high=MOST_SHOPPERS,
    )
    return scenario.with_values({"shoppers": MOST_SHOPPERS}), (*problems, cut)


def page_range(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Name the range that holds on a page, where it is narrower than the model's."""
    return tuple(
        replace(problem, high=MOST_SHOPPERS)
        if problem.field == "shoppers" and problem.high is not None
        else problem
        for problem in problems
    )
