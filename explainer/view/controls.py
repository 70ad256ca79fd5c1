"""The controls of the simulator: two strategies, four quantities, and the rest on demand."""

from html import escape

import streamlit as st

from content import Texts
from content.formats import Formats
from explainer.figures.houses import houses_svg
from explainer.view import knob_controls as knobs
from explainer.view import state, style
from explainer.view.knob_controls import quantity
from simulations import CAPABILITIES, CATEGORIES, CHANNELS, COUNTRIES, KNOBS, PRESETS, Strategy

CUSTOM = "custom"
VISITORS_OWN = ("population.crossing_share", "population.patience")
"""What the visitor set with a main control and keeps when the market changes."""


def sides(texts: Texts) -> None:
    """Show both strategies beside each other: choice, story, houses."""
    with st.container(key="ec_sides"):
        for column, side in zip(st.columns(2, gap="medium"), ("a", "b"), strict=True):
            with column, st.container(key=f"ec_side_{side}"):
                _side(side, texts)


def main_controls(texts: Texts, formats: Formats) -> None:
    """Show the four main quantities, and each capability on demand."""
    st.html(f'<h2 class="ec-kicker">{escape(texts("controls.heading"))}</h2>')
    quantity(knobs.CROSSING, texts, formats)
    quantity(knobs.INTEGRATION, texts, formats)
    with st.expander(texts("controls.pieces"), key="pieces"):
        for capability in CAPABILITIES:
            quantity(knobs.level_of(capability), texts, formats)
    quantity(knobs.PATIENCE, texts, formats)
    quantity(knobs.COST, texts, formats)
    with st.expander(texts("controls.more"), key="more"):
        _market(texts)
        for control in (knobs.ERRORS, knobs.UPKEEP, knobs.SHOPPERS, knobs.WEEKS, knobs.SEED):
            quantity(control, texts, formats)


def luck(texts: Texts, formats: Formats) -> bool:
    """Show 'another luck' and 'repeat'; return whether a repetition was asked for."""
    with st.container(key="ec_luck", horizontal=True, vertical_alignment="center"):
        st.button(texts("controls.luck.other"), key="other_luck", on_click=_other_luck)
        again = st.button(texts("controls.luck.repeat"), key="repeat")
        number = formats.integer(state.scenario().seed)
        st.html(f'<p class="ec-note">{escape(texts("controls.luck.number", number=number))}</p>')
    return again


def houses(texts: Texts) -> None:
    """Draw both set-ups beside each other."""
    for column, side in zip(st.columns(2, gap="large"), ("a", "b"), strict=True):
        strategy = state.scenario().side(side)
        with column:
            st.html(
                f'<p class="ec-pill ec-pill-{side}">{escape(texts(f"controls.side_{side}"))}</p>'
            )
            style.show(drawing(strategy, texts))


def strategy_name(strategy: Strategy, texts: Texts) -> str:
    """Return the name of a set-up: its preset's, or that of one of the visitor's own."""
    return texts(f"terms.strategy.{strategy.preset}.name")


def drawing(strategy: Strategy, texts: Texts) -> str:
    """Draw a set-up as houses with a title and a description in words."""
    open_channels = [name for name in CHANNELS if name in strategy.channels]
    labels = {name: texts(f"drawing.channel.{name}") for name in open_channels}
    return houses_svg(
        open_channels,
        strategy.capabilities,
        labels,
        title=texts("drawing.houses", name=strategy_name(strategy, texts)),
        description=", ".join(labels.values()),
    )


def _side(side: str, texts: Texts) -> None:
    strategy = state.scenario().side(side)
    options = [*PRESETS, CUSTOM] if strategy.preset == CUSTOM else list(PRESETS)
    key = f"preset_{side}"
    st.session_state[key] = strategy.preset
    label = texts(f"controls.side_{side}")
    st.html(f'<h2 class="ec-pill ec-pill-{side}">{escape(label)}</h2>')
    st.segmented_control(
        label,
        options,
        format_func=lambda name: texts(f"terms.strategy.{name}.name"),
        key=key,
        on_change=_choose_preset,
        args=(side, key),
        required=True,
        label_visibility="collapsed",
    )
    story = texts(f"terms.strategy.{strategy.preset}.story")
    notice = texts(f"terms.strategy.{strategy.preset}.notice")
    st.html(f'<p class="ec-note"><strong>{escape(story)}</strong> {escape(notice)}</p>')


def _market(texts: Texts) -> None:
    scenario = state.scenario()
    for name, choices in (("category", CATEGORIES), ("country", tuple(COUNTRIES))):
        st.session_state[name] = scenario.get(name)
        st.segmented_control(
            texts(f"fields.{name}"),
            choices,
            format_func=lambda code, name=name: texts(f"terms.{name}.{code}"),
            key=name,
            on_change=_choose_market,
            args=(name,),
            required=True,
        )


def _choose_preset(side: str, key: str) -> None:
    if st.session_state[key] in PRESETS:
        state.keep(state.scenario().with_preset(side, st.session_state[key]))


def _choose_market(name: str) -> None:
    """Move to another market; it brings its prices and habits, not the visitor's settings."""
    own = {knob: state.scenario().get(knob) for knob in VISITORS_OWN}
    state.change({name: st.session_state[name], **own}, name)


def _other_luck() -> None:
    most = int(KNOBS["seed"].high)
    state.change({"seed": (state.scenario().seed + 1) % (most + 1)}, "seed")
