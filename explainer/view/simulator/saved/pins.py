"""Pin up to four runs: name them, go back to them, compare them. They live in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from content import Texts
from content.fields import field_name
from content.html import Markup
from content.words import Words
from explainer.results.measures import Reading
from explainer.results.pinned import MEASURES, Run, compared, run_of
from explainer.view.server import runs
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.shell.choice_buttons import choice_buttons
from explainer.view.shell.html_parts import note, section_heading, status
from explainer.view.simulator.results import blocks
from explainer.view.simulator.saved.pinned_runs import (
    COMPARED,
    FIELD,
    LONGEST_NAME,
    MOST,
    Pin,
    clean,
    fits,
    read,
    write,
)
from simulations import Scenario

CHOICE = "compared"
NEW, NOTICE = "pin_new", "pins_said"
LEVEL = 3
PER_HUNDRED = 100
ASKED = "pins_asked"
FEW = 3
"""Most settings that are named; more are counted."""


def pinned() -> tuple[Pin, ...]:
    """Return the runs that the visitor has pinned."""
    return read(state.choice(FIELD))[0]


def add(new: Sequence[Pin]) -> tuple[int, int]:
    """Pin more runs as long as there is room; those that are there already stay as they are.

    Returns
    -------
    tuple of int
        How many of them were new, and how many of those found no room.
    """
    pins, full, fresh = pinned(), 0, 0
    for pin in new:
        if any(pin.scenario == other.scenario for other in pins):
            continue
        fresh += 1
        if fits((*pins, pin)):
            pins = (*pins, pin)
        else:
            full += 1
    _keep(pins)
    return fresh, full


def pins_panel(reading: Reading, scenario: Scenario) -> None:
    """Show the pinned runs, pin the one on screen, and compare all of them."""
    texts, pins = reading.words, pinned()
    st.html(section_heading(texts("pins.heading"), texts("pins.lead")))
    with st.container(key="ec_pins"):
        for index, pin in enumerate(pins):
            _row(index, pin, scenario, reading)
        _offer(pins, scenario, texts)
        notice = st.session_state.pop(NOTICE, None)
        if notice:
            st.html(status(texts(notice[0], **notice[1])))
    if any(pin.scenario != scenario for pin in pins):
        _compare(pins, reading)


def suggested(scenario: Scenario, taken: Sequence[str], texts: Texts) -> str:
    """Name a run in words: its second set-up and who crosses channels, told apart from others."""
    crossing = PER_HUNDRED * float(scenario.group("population").crossing_share)
    strategy = texts(f"terms.strategy.{scenario.b.preset}.name")
    name = clean(texts.plural("pins.suggested", round(crossing), strategy=strategy))
    tries = [name, clean(texts("pins.with_luck", name=strategy, seed=str(scenario.seed)))]
    tries += [clean(f"{strategy} {number}") for number in range(2, MOST + 2)]
    return next(option for option in tries if option not in taken)


def _row(index: int, pin: Pin, scenario: Scenario, reading: Reading) -> None:
    """Show one pinned run: its name to be changed, what it is, and what can be done with it."""
    words, number = reading.words, str(index + 1)
    field = f"pin_name_{index}"
    if st.session_state.get(field) != pin.name:
        st.session_state[field] = pin.name
    with st.container(key=f"ec_pin_{index}"):
        st.text_input(
            words("pins.name", number=number),
            key=field,
            max_chars=LONGEST_NAME,
            on_change=safely(_rename),
            args=(index, field),
        )
        is_current = pin.scenario == scenario
        what = words("pins.here") if is_current else _differs(pin.scenario, scenario, words)
        st.html(Markup('<p class="ec-note">{} {}</p>').format(_facts(pin.scenario, words), what))
        with st.container(key=f"ec_pin_do_{index}", horizontal=True):
            if not is_current:
                label = words("pins.back", number=number)
                st.button(label, key=f"pin_back_{index}", on_click=safely(_back), args=(index,))
            label = words("pins.remove", number=number)
            st.button(label, key=f"pin_remove_{index}", on_click=safely(_remove), args=(index,))


def _facts(scenario: Scenario, words: Words) -> str:
    return words(
        "pins.facts",
        a=words(f"terms.strategy.{scenario.a.preset}.name"),
        b=words(f"terms.strategy.{scenario.b.preset}.name"),
        people=words.integer(scenario.shoppers),
        weeks=words.integer(scenario.weeks),
        seed=str(scenario.seed),
        country=words(f"terms.country.{scenario.country}"),
    )


def _differs(scenario: Scenario, other: Scenario, texts: Texts) -> str:
    """Say in which settings a run differs from the one on screen; many are counted."""
    names = [name for name in scenario.values if scenario.get(name) != other.get(name)]
    if len(names) > FEW:
        return texts.plural("pins.differs", len(names))
    what = "; ".join(field_name(name, texts) for name in names)
    return texts("pins.differs_in", what=what)


def _offer(pins: Sequence[Pin], scenario: Scenario, texts: Texts) -> None:
    """Let the visitor pin the run on screen, or say why that is not possible."""
    same = next((pin for pin in pins if pin.scenario == scenario), None)
    if same is not None:
        hint = texts("pins.already", name=same.name)
    elif len(pins) >= MOST:
        hint = texts("pins.full")
    else:
        name = suggested(scenario, [pin.name for pin in pins], texts)
        with st.form(key="pin_form", border=False, clear_on_submit=True):
            st.text_input(texts("pins.new"), key=NEW, max_chars=LONGEST_NAME, placeholder=name)
            st.form_submit_button(texts("pins.pin"), on_click=safely(_pin), args=(name,))
        hint = texts("pins.nameless", name=name)
    st.html(note(hint))


def _compare(pins: Sequence[Pin], reading: Reading) -> None:
    """Show the block that compares every pinned run and the one on screen."""
    texts = reading.words
    scenario = reading.comparison.scenario
    label, key = texts("experiments.outcome"), f"pins_{CHOICE}"
    chosen = choice_buttons(CHOICE, label, lambda name: texts(f"outcomes.{name}.name"), key=key)
    measure = MEASURES[COMPARED.index(chosen)]
    shown = _offer_large(pins, reading)
    if all(pin.scenario == scenario for _, pin in shown):
        return
    block = compared(_runs(shown, reading), measure, scenario.currency, texts)
    blocks.show(block, texts, level=LEVEL)


def _offer_large(pins: Sequence[Pin], reading: Reading) -> list[tuple[int, Pin]]:
    """Return the pinned runs to compare, with their numbers; offer a button for each of the others.

    Whoever opens a link has not asked for what it pins: a run that takes long waits for that.
    """
    texts, ready = reading.words, []
    asked: set[str] = st.session_state.setdefault(ASKED, set())
    for number, pin in enumerate(pins, 1):
        key, is_current = pin.scenario.to_json(), pin.scenario == reading.comparison.scenario
        if is_current or key in asked or runs.ordinary(pin.scenario) or runs.cached(pin.scenario):
            ready.append((number, pin))
            continue
        people = reading.words.integer(pin.scenario.shoppers)
        weeks = reading.words.integer(pin.scenario.weeks)
        st.html(note(texts("pins.large", name=pin.name, people=people, weeks=weeks)))
        label = texts("pins.ask", number=str(number))
        st.button(label, key=f"pin_ask_{number}", on_click=safely(asked.add), args=(key,))
    return ready


def _runs(pins: Sequence[tuple[int, Pin]], reading: Reading) -> list[Run]:
    """Simulate every pinned run, or remember it; the one on screen comes last."""
    words = reading.words
    current = reading.comparison
    results: list[Run] = []
    seen = False
    for number, pin in pins:
        is_current = pin.scenario == current.scenario
        seen = seen or is_current
        key = "pins.compare.numbered_here" if is_current else "pins.compare.numbered"
        name = words(key, number=str(number), name=pin.name)
        result = current if is_current else runs.result(pin.scenario, words, pin.name)
        results.append(run_of(name, result, words))
    if not seen:
        results.append(run_of(words("pins.compare.now"), current, words))
    return results


def _keep(pins: Sequence[Pin]) -> None:
    state.choose(FIELD, write(pins))


def _notify(key: str, **values: str) -> None:
    st.session_state[NOTICE] = (key, values)


def _pin(name: str) -> None:
    """Pin the run on screen under the name that was typed, or the suggested one."""
    pin = Pin(clean(st.session_state.get(NEW)) or name, state.scenario())
    fresh, full = add((pin,))
    if full:
        _notify("pins.no_room")
    elif fresh:
        _notify("pins.pinned", name=pin.name)


def _rename(index: int, field: str) -> None:
    """Take a new name; an empty one leaves the old."""
    pins, name = list(pinned()), clean(st.session_state[field])
    if index < len(pins) and name:
        before, pins[index] = pins[index], Pin(name, pins[index].scenario)
        if fits(pins):
            _keep(pins)
            _notify("pins.renamed", before=before.name, name=name)


def _back(index: int) -> None:
    """Go back to the state of a pinned run."""
    pins = pinned()
    if index < len(pins):
        state.set_scenario(pins[index].scenario)
        _notify("pins.returned", name=pins[index].name)


def _remove(index: int) -> None:
    pins = pinned()
    if index < len(pins):
        _keep((*pins[:index], *pins[index + 1 :]))
        _notify("pins.removed", name=pins[index].name)
