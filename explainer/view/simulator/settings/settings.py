"""All other settings, grouped as the model is: unit, range, and what each value rests on."""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from content import Texts
from content.fields import field_name
from content.words import Words
from explainer.edition import MOST_SHOPPERS
from explainer.results.quantities import Quantity
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.simulator.settings.changes import shop_values
from explainer.view.simulator.settings.country import market_buttons
from explainer.view.simulator.settings.knob_controls import dial, setter
from explainer.view.simulator.settings.knob_groups import RUN, SHOPS, group_of
from explainer.view.simulator.settings.setting_words import mark, ranges, unit_words
from explainer.view.simulator.settings.shop_drawings import channels, drawings
from explainer.view.simulator.simulator_choices import CAPABILITY_GROUP, CLOSED, SETTINGS
from explainer.view.widgets.fields.dials import Dial, Group, dials
from simulations import CAPABILITIES, CATEGORIES, COUNTRIES, KNOBS, Scenario
from simulations.scenario.knobs import SIDES, Knob, Value
from simulations.scenario.strategies import market_values

MARKET = "market"
UNGROUPED = frozenset({"population", MARKET, "reaction"})
"""Groups without parts; the others are folded by the second part of their names."""
STEPS = 100
MONEY = "money"
MONEY_ENDS = (0.2, 4.0)
"""Where the slider of an amount begins and ends, in times of what is usual in the country."""
KEY = "settings"


def settings(words: Words) -> None:
    """Show the choice of groups, and the settings of the one that is open."""
    st.session_state[KEY] = None if state.choice(KEY) == CLOSED else state.choice(KEY)
    with st.container(key="ec_settings"):
        st.segmented_control(
            words("settings.heading"),
            SETTINGS[1:],
            format_func=lambda name: group_title(name, words),
            key=KEY,
            on_change=safely(_open),
        )
        name = state.choice(KEY)
        if name == CLOSED:
            return
        if name == CAPABILITY_GROUP:
            drawings(words)
            channels(words)
        if name == MARKET:
            market_buttons("category", CATEGORIES, "category", words)
            market_buttons("country", tuple(COUNTRIES), "country", words)
        groups, controls = _dials(name, words)
        take = setter(controls)
        dials(groups, key=f"settings_{name}", take=take, words=words)


def group_title(name: str, texts: Texts) -> str:
    """Name a group of settings."""
    return texts("settings.pieces" if name == CAPABILITY_GROUP else f"model.group.{name}")


@lru_cache(maxsize=1024)
def quantity_of(name: str, usual: float = 0.0) -> Quantity:
    """Return the quantity of one knob; its slider covers what is plausible.

    `usual` is what an amount of money is in the country: each currency has its own size.
    """
    knob = KNOBS[name]
    low, high = knob.plausible
    if knob.unit == MONEY and usual > 0:
        low, high = (float(f"{usual * share:.1g}") for share in MONEY_ENDS)
    if name == "shoppers":
        low, high = 500, min(20_000, MOST_SHOPPERS)
    elif name == "weeks":
        low, high = 4, 104
    elif name == "seed":
        low, high = 0, 100
    step = _step((high - low) * knob.per, whole=knob.kind == "int")
    return Quantity(name, (name,), top=high * knob.per, bottom=low * knob.per, step=step)


def _step(width: float, *, whole: bool) -> float:
    """Return a round step that cuts a range into about a hundred."""
    if whole:
        return 500 if width > 1_000 else 1
    step = 1.0
    while step > 1e-4 and width / step < STEPS / 2:
        step /= 10
    while width / step > STEPS * 5:
        step *= 10
    return round(step, 6)


def _dials(name: str, words: Words) -> tuple[list[Group], list[Quantity]]:
    if name == CAPABILITY_GROUP:
        return _pairs([f"capabilities.{capability}" for capability in CAPABILITIES], words)
    if name == SHOPS:
        names = [knob[2:] for knob in KNOBS if knob.startswith("a.") and "." not in knob[2:]]
        return _pairs([knob for knob in names if knob != "channels"], words)
    knobs = [knob for knob in KNOBS.values() if group_of(knob.name) == name and not knob.choices]
    controls = [_quantity(knob.name) for knob in knobs]
    made = [_dial(knob, words) for knob in knobs]
    if name in UNGROUPED or name == RUN:
        return [Group(made)], controls
    parts: dict[str, list[Dial]] = {}
    for knob, entry in zip(knobs, made, strict=True):
        parts.setdefault(knob.name.split(".")[1], []).append(entry)
    if name == "costs":
        loose = [entry for part, entries in parts.items() if part != "weight" for entry in entries]
        return [Group(loose), Group(parts["weight"])], controls
    kind = {"taste": "stage"}.get(name, name)
    titles = {part: words(f"terms.{kind}.{part}") for part in parts}
    return [Group(entries, titles[part], fold=True) for part, entries in parts.items()], controls


def _pairs(names: Sequence[str], words: Words) -> tuple[list[Group], list[Quantity]]:
    """Set both shops side by side: a row of two dials for each of a shop's knobs."""
    groups, controls = [], []
    for name in names:
        both = []
        for side in SIDES:
            knob = KNOBS[f"{side}.{name}"]
            both.append(_dial(knob, words, label=words(f"controls.side_{side}")))
            controls.append(_quantity(knob.name))
        capability = name.partition("capabilities.")[2]
        note = words(f"terms.capability.{capability}.meaning") if capability else ""
        groups.append(Group(both, field_name(name, words), note, look="ec-dials-pair"))
    return groups, controls


def _dial(knob: Knob, words: Words, *, label: str = "") -> Dial:
    control, scenario = _quantity(knob.name), state.scenario()
    is_capability = knob.name.startswith(("a.capabilities.", "b.capabilities."))
    usual = _usual(knob.name, scenario)
    changed = scenario.get(knob.name) != usual
    long = field_name(knob.name, words)
    return dial(
        control,
        label or long,
        words,
        unit=words.currency_sign if knob.unit == MONEY else unit_words(knob, words),
        spoken=long if label else "",
        wording="" if is_capability else ranges(knob, words),
        before=round(float(usual) * control.per, 6) if changed and usual is not None else None,
        rests=None if is_capability else mark(knob, words),
    )


def _quantity(name: str) -> Quantity:
    usual = _usual(name, state.scenario()) if KNOBS[name].unit == MONEY else None
    return quantity_of(name, float(usual or 0.0))


def _usual(name: str, scenario: Scenario) -> float | None:
    """Return the usual number of a knob; None for what belongs to the run itself."""
    side = name.partition(".")[0]
    value: Value | None = None
    if side in SIDES:
        if ".capabilities." not in name:
            value = shop_values(side, "multichannel")[name]
    elif "." in name:
        value = market_values(scenario.country, scenario.category).get(name)
    assert value is None or isinstance(value, int | float)  # as all that has a dial
    return value


def _open() -> None:
    state.choose(KEY, st.session_state[KEY] or CLOSED)
