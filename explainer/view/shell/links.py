"""Read and write the state in an address, and report what was corrected in it."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from explainer.view.shell.language import PARAMETER
from explainer.view.shell.page_limits import limit, page_range
from explainer.view.shell.sitemap import PAGES, Page, is_choice
from explainer.view.simulator.saved.pinned_runs import Pins
from simulations import Problem, Scenario
from simulations.scenario.link import FORM, LINK_VERSION, PARAMETERS
from simulations.scenario.problems import shorten

CACHED = 64
"""Scenarios whose address is remembered: a page has many links that carry the same one."""
MOST_UNKNOWN = 20
"""Unknown parameters that are held against ours; a link with more of them has no slips."""
MOST_TYPOS = 2
"""Letters that may be wrong, missing, too many or exchanged in the name of a parameter of ours."""
SHORT = 5
"""Letters of a name in which one slip is the most."""
SHORTEST = 4
"""Shorter names are anybody's."""


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
    carried = {name: value for name, value in query.items() if name in PARAMETERS}
    slips = tuple(
        Problem(shorten(name), "unknown_name", shorten(query[name]), choices=(meant,))
        for name, meant in misspelled_parameters(query).items()
    )
    if not carried or carried == {FORM: LINK_VERSION}:
        return None, slips
    scenario, problems = Scenario.from_query(carried)
    if country and carried.get("country") != scenario.country:
        scenario = scenario.with_country(country)
    return limit(scenario, page_range((*problems, *slips)))


def misspelled_parameters(query: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters that are nearly ones of ours, each with the one that is meant.

    Mail, social networks and advertisers hang names of their own on a link; those mean nothing
    here and nothing is said about them.
    """
    unknown = [name for name in query if not is_known(name)]
    known = known_parameters()
    longest = max(map(len, known))
    slips = {}
    for name in unknown[:MOST_UNKNOWN]:
        meant = _intended(name, known) if len(name) <= longest + MOST_TYPOS else ""
        if meant:
            slips[name] = meant
    return slips


def is_known(name: str) -> bool:
    """Say whether a parameter is one of ours."""
    return name in PARAMETERS or name == PARAMETER or is_choice(name)


@lru_cache(maxsize=1)
def known_parameters() -> tuple[str, ...]:
    """Return every parameter that an address of the site may have."""
    choices = {name for page in PAGES for name in page.choices}
    return tuple(sorted({PARAMETER, *PARAMETERS, *choices}))


def read_choices(
    query: Mapping[str, str], page: Page
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Read what an address says about one page's own choices.

    Returns
    -------
    dict of str to str
        The choices that the address makes and that are legal. One that has a version says all
        there is to say about its page: what it leaves out is the default.
    tuple of Problem
        Those that are not, to be told to the visitor.
    """
    whole = FORM in query
    chosen = {name: legal[0] for name, legal in page.choices.items()} if whole else {}
    problems: list[Problem] = []
    for name, legal in page.choices.items():
        if name not in query:
            continue
        if isinstance(legal, Pins):  # what is good in it is kept
            chosen[name], corrections = legal.mend(query[name])
            problems += corrections
        elif query[name] in legal:
            chosen[name] = query[name]
        else:
            given = shorten(query[name])
            problems.append(Problem(name, "unknown_choice", given, choices=legal))
    return chosen, tuple(problems)


def query(
    language: str, scenario: Scenario | None, chosen: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the parameters of an address.

    Parameters
    ----------
    language : str
    scenario : Scenario or None
    chosen : Mapping[str, str], optional
        What its page keeps beside, without defaults; absent for a page that keeps nothing.

    Returns
    -------
    dict of str to str
        Only the language if there is nothing else to say.
    """
    carried = _carried(scenario) if scenario else {}
    if chosen is None:
        return {PARAMETER: language, **carried}
    return {PARAMETER: language, FORM: LINK_VERSION, **carried, **chosen}


@lru_cache(maxsize=CACHED)
def _carried(scenario: Scenario) -> Mapping[str, str]:
    return MappingProxyType(scenario.to_query())


def non_default(chosen: Mapping[str, str], page: Page) -> dict[str, str] | None:
    """Return the choices of a page that are not its defaults; None if it has no choices."""
    if not page.choices:
        return None
    return {
        name: chosen[name]
        for name, legal in page.choices.items()
        if chosen.get(name, legal[0]) != legal[0]
    }


def _intended(name: str, known: tuple[str, ...]) -> str:
    """Return the known parameter that a name misspells; empty for a foreign name."""
    lower = name.lower()
    candidates = [
        (typos, candidate)
        for candidate in known
        if len(candidate) >= SHORTEST and candidate[0] == lower[:1]
        for typos in range(1 + (1 if len(candidate) <= SHORT else MOST_TYPOS))
        if _within_edits(lower, candidate, typos)
    ]
    if candidates:
        return min(candidates)[1]
    group = lower.partition(".")[0] + "."
    return next(
        (candidate for candidate in known if "." in lower and candidate.startswith(group)), ""
    )


def _within_edits(text: str, other: str, edits: int) -> bool:
    """Return whether two texts are within an edit distance, exchanged neighbours being one edit."""
    if abs(len(text) - len(other)) > edits:
        return False
    same = next(
        (n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b),
        min(len(text), len(other)),
    )
    text, other = text[same:], other[same:]
    if not text or not other or not edits:
        return len(text) + len(other) <= edits
    exchanged = text[:2] == other[1::-1] and _within_edits(text[2:], other[2:], edits - 1)
    return exchanged or any(
        _within_edits(text[skip:], other[step:], edits - 1)
        for skip, step in ((1, 1), (1, 0), (0, 1))
    )
