"""What one visitor is looking at: language, scenario, page, and what was wrong with their input.

The browser's address and the controls are two writers of one state. `widgets.address` reports
where the visitor has gone; each report is read once, by whatever asks for the state first, be it a
control's callback or the page. What a browser sends along with a run by itself may be older than
the last edit: it counts only at the begin of a visit.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from content import LANGUAGES
from content.words import Words, load_words
from explainer.view.shell import links, sitemap
from explainer.view.shell.callbacks import PAGE
from explainer.view.shell.choice_kinds import Subset
from explainer.view.shell.language import PARAMETER, country_of, resolve
from explainer.view.shell.page_limits import limit, page_range
from explainer.view.shell.sitemap import Page, page_named
from explainer.view.widgets import address as browser
from explainer.view.widgets.address import Address, AddressMessage
from explainer.view.widgets.fields import dials
from simulations import Problem, Scenario, ScenarioError

LANGUAGE, SCENARIO, PROBLEMS = "language", "scenario", "link_problems"
REFUSED, CHOICES, LIVE = "refused", "choices", "live"
SESSION, READ, TRIES, OPENED = "session", "read", "tries", "opened"
ARRIVED, WRITTEN = "arrived", "written"
NAVIGATED, COMPLETE, DRAWN, SHOWN = "moved", "whole", "drawn", "shown_states"
RECENT = 32
"""States of which the browser may still show a control, at most."""
STEP = "step"
"""The choice that makes a page of several screens."""
_IS_READ = ContextVar("_IS_READ", default=False)
"""Whether this run is past its controls: what the browser said with it has been read."""


@contextmanager
def address_read() -> Iterator[None]:
    """Read where the visitor has gone, once for all that the page of this run asks of its state.

    A page asks some ninety times, and Streamlit makes a class for each look at a component. The
    controls of the next message are called outside of this and read for themselves.
    """
    read_address()
    before = _IS_READ.set(True)
    try:
        yield
    finally:
        _IS_READ.reset(before)


def read_address() -> bool:
    """Read a new report of the visitor's address; return whether they went to another page.

    To be called at the beginning of a run. Everything here that a callback calls does it too: in
    one message the browser may tell of a move and of an edit after it.
    """
    if _IS_READ.get():
        return False
    memory = st.session_state
    if SESSION not in memory:
        opened = _opened()
        memory[SESSION], memory[OPENED] = token_hex(8), opened.relative()
        memory[READ] = memory[TRIES] = 0
        _go_to(opened)
        return True
    report = browser.report(memory[SESSION], memory[READ], memory[TRIES])
    if report is None:
        return False
    known = report.n == memory[READ]
    memory[READ], memory[TRIES] = report.n, report.tries
    memory[DRAWN], memory[NAVIGATED] = report.shown, True
    memory[SHOWN] = tuple(state for state in _shown() if state.n >= report.shown)
    if known:
        # Its page was made, and is still on its way: the controls that say this are older.
        memory[COMPLETE] = False
        return False
    _go_to(report.address)
    return True


def _opened() -> Address:
    """Return the address that the visit begins with."""
    slug = urlsplit(st.context.url or "").path.rpartition("/")[2]
    return Address(slug, st.query_params.to_dict())


def _go_to(target: Address) -> None:
    memory, query = st.session_state, target.query
    page = memory[PAGE] = sitemap.page_at(target.slug)
    memory[LANGUAGE] = resolve(query.get(PARAMETER), memory.get(LANGUAGE), st.context.locale)
    carried, problems = links.read(query, LANGUAGES[memory[LANGUAGE]].default_country)
    chosen, more = links.read_choices(query, page)
    memory[PROBLEMS] = (*problems, *more)
    if carried is not None:
        memory[SCENARIO] = carried
        memory.pop(REFUSED, None)
    elif page.runs:
        memory.setdefault(SCENARIO, _default_scenario())
    memory[CHOICES] = memory.get(CHOICES, {}) | {
        (page.name, name): value for name, value in chosen.items()
    }
    memory[ARRIVED] = memory[WRITTEN] = relative_address()


def current_page() -> Page:
    """Return the page that the visitor is on."""
    return st.session_state[PAGE]


def choice(name: str) -> str:
    """Return what the visitor chose on this page; the first legal value until they did."""
    read_address()
    made = st.session_state.get(CHOICES, {})
    return str(made.get((current_page().name, name), current_page().choices[name][0]))


def choose(name: str, value: str) -> None:
    """Keep a choice of this page, in memory and in the address; to be called by a control.

    Raises
    ------
    ValueError
        If the page has no such choice.
    """
    left = current_page()
    if read_address() and current_page() != left:
        return  # by the time that this was heard of, the visitor had gone to another page
    if _overtaken() and any(value == state.choices.get((left.name, name)) for state in _shown()):
        return
    if value not in left.choices.get(name, ()):
        raise ValueError(f"{left.name}.{name} is one of {left.choices.get(name)}, not {value!r}")
    made = st.session_state.get(CHOICES, {})
    st.session_state[CHOICES] = made | {(left.name, name): value}


def legal_values(name: str) -> tuple[str, ...]:
    """Return the legal values of a choice of this page, or raise KeyError."""
    read_address()
    return current_page().choices[name]


def subset(name: str) -> Subset:
    """Return a choice of several of this page."""
    kind = legal_values(name)
    assert isinstance(kind, Subset)
    return kind


def selected(name: str) -> frozenset[str]:
    """Return what is on in a choice of several of this page."""
    return subset(name).parts(choice(name))


def switch(name: str, part: str, *, on: bool) -> None:
    """Switch one part of a choice of several; a part that there is not changes nothing."""
    choose(name, subset(name).write(selected(name) | {part} if on else selected(name) - {part}))


def take_choice(name: str, key: str) -> None:
    """Keep as a choice what the control under a key reports; what is no choice is left out."""
    read_address()
    value = st.session_state.get(key)
    if isinstance(value, int):  # a slider's
        value = str(value)
    if isinstance(value, str) and value in current_page().choices.get(name, ()):
        choose(name, value)


def is_stale(part: Callable[[Scenario], object], value: object) -> bool:
    """Return whether a control reports a value that it showed before the visitor went on.

    A control of Streamlit's is sent along as it is on screen. As long as the new page is not drawn,
    that is the value of a page that was left, or of one that was passed on the way. `part` returns
    what of a scenario the control shows.
    """
    return _overtaken() and any(
        state.scenario and part(state.scenario) == value for state in _shown()
    )


def mark_complete() -> None:
    """Note that the page of this run is drawn: from now on its controls show its state."""
    memory = st.session_state
    _remember_screen()
    memory[COMPLETE], memory[NAVIGATED] = True, False


def _overtaken() -> bool:
    """Say whether the visitor has moved on from a page that was never whole, here or on screen."""
    read_address()
    memory = st.session_state
    behind = memory.get(DRAWN, 0) < memory.get(READ, 0) - 1
    return bool(memory.get(NAVIGATED)) and (behind or not memory.get(COMPLETE, True))


@dataclass(frozen=True)
class _Shown:
    """What a run has put on screen, or was about to."""

    n: int
    scenario: Scenario | None
    choices: Mapping[tuple[str, str], str]


def _shown() -> tuple[_Shown, ...]:
    """Return the states that the browser may still show, the oldest first."""
    return st.session_state.get(SHOWN, ())


def _remember_screen() -> None:
    memory, page = st.session_state, current_page()
    made = memory.get(CHOICES, {})
    chosen = {(page.name, x): made.get((page.name, x), of[0]) for x, of in page.choices.items()}
    current = _Shown(memory[READ], memory.get(SCENARIO), chosen)
    if current not in _shown()[-1:]:
        memory[SHOWN] = (*_shown(), current)[-RECENT:]


def message() -> AddressMessage:
    """Return the message to the browser: the address of this state, but not during a drag."""
    memory = st.session_state
    memory[COMPLETE] = False
    _remember_screen()
    if not memory.pop(LIVE, False):
        memory[WRITTEN] = relative_address()
    screen = (
        f"{current_page().name}-{choice(STEP)}"
        if STEP in current_page().choices
        else current_page().name
    )
    return AddressMessage(
        session=memory[SESSION],
        n=memory[READ],
        opened=memory[OPENED],
        arrived=memory[ARRIVED],
        address=memory[WRITTEN],
        page=current_page().name,
        screen=screen,
        language=LANGUAGES[language()].html_lang,
        choices=sorted({name for page in sitemap.PAGES for name in page.choices}),
        heard=dials.change_numbers(),
    )


def language() -> str:
    """Return the code of the visitor's language."""
    return str(st.session_state[LANGUAGE])


def words() -> Words:
    """Return the visitor's words, with numbers as the scenario's country writes them."""
    return load_words(language(), _country())


def scenario() -> Scenario:
    """Return the visitor's scenario; the first one is set in the visitor's own country."""
    read_address()
    kept: Scenario | None = st.session_state.get(SCENARIO)
    return kept or _default_scenario()


def query(
    target: str, choices: Mapping[str, str] | None = None, other: Scenario | None = None
) -> dict[str, str]:
    """Return the parameters of a link to a page of the site.

    It takes along the language, the scenario (or another one) and what the visitor has chosen
    on that page before, with some of the choices made anew.
    """
    page = page_named(target)
    made = st.session_state.get(CHOICES, {})
    chosen = {name: made.get((target, name), legal[0]) for name, legal in page.choices.items()}
    carried = other or st.session_state.get(SCENARIO)
    return links.query(language(), carried, links.non_default({**chosen, **(choices or {})}, page))


def address() -> str:
    """Return the whole address of this page in this state, or its parameters alone."""
    return absolute(relative_address())


def absolute(relative: str) -> str:
    """Return a whole address from "./slug?query"; the same text where the address is unknown."""
    url = urlsplit(st.context.url or "")
    top, _, last = url.path.rpartition("/")
    if not any(last == page.slug for page in sitemap.PAGES):
        top = url.path.rstrip("/")  # the first page of a site that is served below a path
    return f"{url.scheme}://{url.netloc}{top}/{relative[2:]}" if url.netloc else relative


def set_scenario(changed: Scenario) -> None:
    """Make a scenario the visitor's, after an edit on the page."""
    st.session_state[SCENARIO] = changed
    st.session_state.pop(PROBLEMS, None)
    st.session_state.pop(REFUSED, None)


def change_knobs(values: Mapping[str, Any], field: str, *, live: bool = False) -> None:
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
    read_address()
    st.session_state[LIVE] = live
    try:
        changed = scenario().with_values(values)
    except ScenarioError as error:
        st.session_state[REFUSED] = (field, page_range(error.problems))
        return
    limited, problems = limit(changed)
    set_scenario(limited)
    if problems:
        st.session_state[REFUSED] = (field, problems)


def link_problems() -> tuple[Problem, ...]:
    """Return what was corrected in the link that brought the visitor here."""
    return tuple(st.session_state.get(PROBLEMS, ()))


def refused(field: str) -> tuple[Problem, ...]:
    """Return what was wrong with the last input into one control."""
    where, problems = st.session_state.get(REFUSED, ("", ()))
    return tuple(problems) if where == field else ()


def relative_address() -> str:
    """Return the address, below the top of the site, that restores this page in this state."""
    return Address(current_page().slug, query(current_page().name)).relative()


def _default_scenario() -> Scenario:
    """Return the scenario that a visit begins with, in the visitor's own country."""
    return Scenario().with_country(country_of(language(), st.context.locale))


def _country() -> str:
    """Return the scenario's country, or the visitor's as long as there is no scenario."""
    kept = st.session_state.get(SCENARIO)
    return str(kept.country) if kept else country_of(language(), st.context.locale)
