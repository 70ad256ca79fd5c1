"""The address of a page as a value: what it says, and what had to be corrected in it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import urlencode

from explainer.view.shell.edition import MOST_SHOPPERS
from explainer.view.shell.language import PARAMETER
from explainer.view.shell.sitemap import Place, is_choice
from explainer.view.simulator.pins_places import Pins
from simulations import Problem, Scenario

FOREIGN = ("utm_", "fbclid", "gclid", "mc_", "igsh")
"""Beginnings of parameters that mail and social networks hang on a link; not ours to judge."""
KEPT = 64
"""Scenarios whose address is remembered: a page has many links that carry the same one."""
LONGEST = 40
"""Letters of a refused choice that are repeated to the visitor."""


def read(
    query: Mapping[str, str], country: str = ""
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Read the state that an address carries.

    Parameters
    ----------
    query : Mapping[str, str]
        Parameters of the address, from anybody.
    country : str
        Where the visitor is taken to be if the address does not say, or says what is no country.

    Returns
    -------
    Scenario or None
        The state after correction; None if the address carries none.
    tuple of Problem
        Everything that was corrected, to be told to the visitor.
    """
    carried = {name: value for name, value in query.items() if _is_state(name)}
    if not carried:
        return None, ()
    scenario, problems = Scenario.from_query(carried)
    if country and ("country" not in carried or any(one.field == "country" for one in problems)):
        scenario = scenario.with_country(country)
    return limit(scenario, page_range(problems))


def read_choices(
    query: Mapping[str, str], here: Place
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Read what an address says about one page's own choices.

    Returns
    -------
    dict of str to str
        The choices that the address makes and that are legal.
    tuple of Problem
        Those that are not, to be told to the visitor.
    """
    chosen: dict[str, str] = {}
    problems: list[Problem] = []
    for name, legal in here.choices.items():
        if name not in query:
            continue
        if isinstance(legal, Pins):  # what is good in it is kept
            chosen[name], told = legal.mend(query[name])
            problems += told
        elif query[name] in legal:
            chosen[name] = query[name]
        else:
            given = query[name][:LONGEST]
            problems.append(Problem(name, "unknown_choice", given, choices=legal))
    return chosen, tuple(problems)


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


def query(language: str, scenario: Scenario | None) -> dict[str, str]:
    """Return the complete parameters of an address; only the language if there is no state."""
    return {PARAMETER: language, **(_carried(scenario) if scenario else {})}


@lru_cache(maxsize=KEPT)
def _carried(scenario: Scenario) -> Mapping[str, str]:
    return MappingProxyType(scenario.to_query())


@lru_cache(maxsize=KEPT)
def encoded(language: str, scenario: Scenario | None) -> str:
    """Return the complete parameters of an address as its text, without the question mark."""
    return urlencode(query(language, scenario))


def _is_state(name: str) -> bool:
    return name != PARAMETER and not is_choice(name) and not name.startswith(FOREIGN)
