"""What one visitor is looking at: language, scenario, and what was wrong with their input.

The address bar and the controls are two writers of one state. What a browser sends with a
run may be older than the last edit, so an address is read only when somebody moved there: with
the first run of a visit, and when it carries a mark that we have not seen. The page's script
puts that mark on for the moment in which the browser moves in its history.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from content import LANGUAGES, Texts, load_texts
from content.formats import Formats
from explainer.view.shell import links
from explainer.view.shell.choice_kinds import Some
from explainer.view.shell.language import PARAMETER, country_of, resolve
from explainer.view.shell.sitemap import Place, place
from simulations import Problem, Scenario, ScenarioError

LANGUAGE, SCENARIO, PROBLEMS = "language", "scenario", "link_problems"
REFUSED, HERE, CHOICES, UNREAD, LIVE = "refused", "here", "choices", "unread", "live"
WRITTEN = "written"
MARK = "moved"
"""Parameter of an address that the browser has just moved to; a new value with each move."""


def arrive() -> str:
    """Read the address at the beginning of a run; return the code of the language."""
    memory = st.session_state
    address = st.query_params.to_dict()
    mark = address.pop(MARK, None)
    arrived = LANGUAGE not in memory or mark not in (None, memory.get(MARK))
    wish = address.get(PARAMETER) if arrived else None
    memory[LANGUAGE] = resolve(wish, memory.get(LANGUAGE), st.context.locale)
    if arrived:
        memory[MARK] = mark
        memory[UNREAD] = memory[WRITTEN] = address
        own = LANGUAGES[language()].default_country
        found, memory[PROBLEMS] = links.read(address, own)
        if found is not None:
            memory[SCENARIO] = found
            memory.pop(REFUSED, None)
    return language()


def arrive_at(here: Place) -> None:
    """Read what the address says about the choices of the page that is about to be shown."""
    memory = st.session_state
    memory[HERE] = here
    address = memory.pop(UNREAD, None)  # a run may have ended before it came here
    if address is None:
        return
    chosen, problems = links.read_choices(address, here)
    memory[CHOICES] = memory.get(CHOICES, {}) | {
        (here.name, name): value for name, value in chosen.items()
    }
    memory[PROBLEMS] = (*memory[PROBLEMS], *problems)


def choice(name: str) -> str:
    """Return what the visitor chose on this page; the first legal value until they did."""
    here: Place = st.session_state[HERE]
    made = st.session_state.get(CHOICES, {})
    return str(made.get((here.name, name), here.choices[name][0]))


def choose(name: str, value: str) -> None:
    """Keep a choice of this page, in memory and in the address; to be called by a control.

    Raises
    ------
    ValueError
        If the page has no such choice.
    """
    here: Place = st.session_state[HERE]
    if value not in here.choices.get(name, ()):
        raise ValueError(f"{here.name}.{name} is one of {here.choices.get(name)}, not {value!r}")
    made = st.session_state.get(CHOICES, {})
    st.session_state[CHOICES] = made | {(here.name, name): value}


def legal(name: str) -> tuple[str, ...]:
    """Return the legal values of a choice of this page, or raise KeyError."""
    here: Place = st.session_state[HERE]
    return here.choices[name]


def picked(name: str) -> frozenset[str]:
    """Return what is on in a choice of several of this page."""
    kind = legal(name)
    assert isinstance(kind, Some)
    return kind.parts(choice(name))


def switch(name: str, part: str, *, on: bool) -> None:
    """Switch one part of a choice of several; a part that there is not changes nothing."""
    kind = legal(name)
    assert isinstance(kind, Some)
    choose(name, kind.write(picked(name) | {part} if on else picked(name) - {part}))


def take(name: str, key: str) -> None:
    """Keep as a choice what the control under a key reports; what is no choice is left out."""
    here: Place = st.session_state[HERE]
    wish = st.session_state.get(key)
    if isinstance(wish, int):  # a slider's
        wish = str(wish)
    if isinstance(wish, str) and wish in here.choices.get(name, ()):
        choose(name, wish)


def publish() -> None:
    """Write the state into the address bar at the end of a run, but not halfway through a drag.

    Each writing is a step of the browser's history. A run in which nothing changed writes
    nothing, whatever address came with it: the browser may be on its way to another.
    """
    wanted = _here()
    if not st.session_state.pop(LIVE, False) and wanted != st.session_state.get(WRITTEN):
        st.session_state[WRITTEN] = wanted
        st.query_params.from_dict(wanted)


def language() -> str:
    """Return the code of the visitor's language."""
    return str(st.session_state[LANGUAGE])


def texts() -> Texts:
    """Return the words of the visitor's language."""
    return load_texts(language(), _country())


def formats() -> Formats:
    """Return how the scenario's country writes numbers, with words of the visitor's language."""
    return Formats(_country(), language())


def scenario() -> Scenario:
    """Return the visitor's scenario; the first one is set in the visitor's own country."""
    if SCENARIO not in st.session_state:
        fresh = Scenario().with_country(country_of(language(), st.context.locale))
        st.session_state[SCENARIO] = fresh
    found: Scenario = st.session_state[SCENARIO]
    return found


def query(
    target: str, choices: Mapping[str, str] | None = None, other: Scenario | None = None
) -> dict[str, str]:
    """Return the parameters of a link to a page of the site.

    It takes along the language, the scenario (or another one) and what the visitor has chosen
    on that page before, with some of the choices made anew.
    """
    there = place(target)
    made = st.session_state.get(CHOICES, {})
    chosen = {name: made.get((target, name), legal[0]) for name, legal in there.choices.items()}
    carried = other or st.session_state.get(SCENARIO)
    return links.query(language(), carried, links.differing({**chosen, **(choices or {})}, there))


def link_query(target: str, choices: Mapping[str, str] | None = None) -> str:
    """Return the same as the text of a link."""
    return urlencode(query(target, choices))


def address() -> str:
    """Return the whole address of this page in this state, or its parameters alone."""
    here = (st.context.url or "").partition("?")[0].partition("#")[0]
    return f"{here}?{urlencode(_here())}"


def keep(changed: Scenario) -> None:
    """Make a scenario the visitor's, after an edit on the page."""
    st.session_state[SCENARIO] = changed
    st.session_state.pop(PROBLEMS, None)
    st.session_state.pop(REFUSED, None)


def change(values: Mapping[str, Any], field: str, *, live: bool = False) -> None:
    """Set some knobs; a value that is not legal leaves the scenario as it was and is reported.

    Parameters
    ----------
    values : Mapping[str, Any]
        New values by dotted name.
    field : str
        The control that was used, where the report is shown.
    live : bool
        Whether the visitor is still moving the control: the address waits for the end.
    """
    st.session_state[LIVE] = live
    try:
        changed = scenario().with_values(values)
    except ScenarioError as error:
        st.session_state[REFUSED] = (field, links.page_range(error.problems))
        return
    limited, problems = links.limit(changed)
    keep(limited)
    if problems:
        st.session_state[REFUSED] = (field, problems)


def link_problems() -> tuple[Problem, ...]:
    """Return what was corrected in the link that brought the visitor here."""
    return tuple(st.session_state.get(PROBLEMS, ()))


def refused(field: str) -> tuple[Problem, ...]:
    """Return what was wrong with the last input into one control."""
    where, problems = st.session_state.get(REFUSED, ("", ()))
    return tuple(problems) if where == field else ()


def _here() -> dict[str, str]:
    """Return the parameters of an address that restores this page in this state."""
    here: Place = st.session_state[HERE]
    return query(here.name)


def _country() -> str:
    """Return the scenario's country, or the visitor's as long as there is no scenario."""
    found = st.session_state.get(SCENARIO)
    return str(found.country) if found else country_of(language(), st.context.locale)
