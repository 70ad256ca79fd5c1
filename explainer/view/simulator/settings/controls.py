"""The controls of the simulator's first screen: two shops, four dials, and the luck."""

import streamlit as st

from content.html import Markup
from content.words import Words
from explainer.results.quantities import MAIN
from explainer.view.shell import state, style
from explainer.view.shell.callbacks import safely
from explainer.view.shell.html_parts import note
from explainer.view.simulator.settings import knob_controls as knobs
from explainer.view.simulator.settings import shop_drawings
from explainer.view.simulator.settings.changes import base, shop_line, world_line
from explainer.view.widgets.fields.dials import Group, dials
from simulations import KNOBS, PRESETS
from simulations.scenario.knobs import SIDES


def sides(words: Words) -> None:
    """Show both shops beside each other: house, choice, story, what was changed in them."""
    with st.container(key="ec_sides"):
        for column, side in zip(st.columns(2, gap="small"), SIDES, strict=True):
            with column, st.container(key=f"ec_side_{side}"):
                _side(side, words)


def main_dials(words: Words) -> None:
    """Show the four main quantities."""
    st.html(Markup('<h2 class="ec-kicker">{}</h2>').format(words("controls.heading")))
    group = Group([knobs.main_dial(control, words) for control in MAIN])
    take = knobs.setter(MAIN)
    dials([group], key="main_dials", take=take, words=words)
    world_line(words)


def luck(words: Words) -> bool:
    """Show 'another luck' and 'repeat'; return whether a repetition was asked for."""
    with st.container(key="ec_luck", horizontal=True, vertical_alignment="center"):
        st.button(words("controls.luck.other"), key="other_luck", on_click=safely(_other_luck))
        repeated = st.button(words("controls.luck.repeat"), key="repeat")
        number = words.integer(state.scenario().seed)
        st.html(note(words("controls.luck.number", number=number)))
    return repeated


def _side(side: str, words: Words) -> None:
    with st.container(key=f"ec_house_{side}"):
        style.show(shop_drawings.small_drawing(state.scenario().side(side), words))
    key = f"preset_{side}"
    preset = base(state.scenario(), side, state.choice(f"base_{side}"))
    st.session_state[key] = preset
    label = words(f"controls.side_{side}")
    st.html(Markup('<h2 class="ec-pill ec-pill-{}">{}</h2>').format(side, label))
    st.segmented_control(
        label,
        PRESETS,
        format_func=lambda name: words(f"terms.strategy.{name}.name"),
        key=key,
        on_change=safely(_choose_preset),
        args=(side, key),
        required=True,
        label_visibility="collapsed",
    )
    st.html(
        Markup('<p class="ec-note"><strong>{}</strong> {}</p>').format(
            words(f"terms.strategy.{preset}.story"), words(f"terms.strategy.{preset}.notice")
        )
    )
    shop_line(side, preset, words)


def _choose_preset(side: str, key: str) -> None:
    preset = st.session_state[key]
    if preset in PRESETS and not state.is_stale(lambda shown: shown.side(side).preset, preset):
        state.choose(f"base_{side}", preset)
        state.set_scenario(state.scenario().with_preset(side, preset))


def _other_luck() -> None:
    most = int(KNOBS["seed"].high)
    state.change_knobs({"seed": (state.scenario().seed + 1) % (most + 1)}, "seed")
