"""Both set-ups as drawings, and the channels that are open in each."""

from collections.abc import Sequence

import streamlit as st

from content import Texts
from content.html import Markup
from content.words import Words
from explainer.figures.drawings.houses import SMALL
from explainer.figures.drawings.stage import FEW, House
from explainer.figures.drawings.street import street
from explainer.view.shell import problems, state
from explainer.view.shell.callbacks import safely
from explainer.view.widgets.drawings.stage import stage
from simulations import CHANNELS, Strategy
from simulations.scenario.knobs import SIDES


def drawings(texts: Texts) -> None:
    """Show both set-ups as houses whose walls follow the dials, with a playable walk."""
    scenario = state.scenario()
    houses = []
    for side in SIDES:
        strategy = scenario.side(side)
        name = f"{texts(f'controls.side_{side}')} · {strategy_name(strategy, texts)}"
        houses.append(House(strategy, name))
    stage(houses, texts, key="simulator_stage")


def small_drawing(strategy: Strategy, texts: Texts) -> Markup:
    """Draw a set-up with two doors: beside its choice, where its walls follow the dials."""
    return street(
        strategy, strategy_name(strategy, texts), texts, doors=doors_of(strategy), pictures=SMALL
    )


def doors_of(strategy: Strategy) -> Sequence[str]:
    """Return the channels of a small drawing: the two most common of those that are open."""
    return [channel for channel in (*FEW, *CHANNELS) if channel in strategy.channels][:2]


def strategy_name(strategy: Strategy, texts: Texts) -> str:
    """Return the name of a set-up: its preset's, or that of one of the visitor's own."""
    return texts(f"terms.strategy.{strategy.preset}.name")


def channels(words: Words) -> None:
    """Let the visitor open and close the channels of both shops."""
    for column, side in zip(st.columns(2, gap="large"), SIDES, strict=True):
        key = f"channels_{side}"
        opened = state.scenario().side(side).channels
        st.session_state[key] = [name for name in CHANNELS if name in opened]
        with column, st.container(key=f"ec_side_{side}_channels"):
            label = words("settings.channels", shop=words(f"controls.side_{side}"))
            st.pills(
                label,
                CHANNELS,
                selection_mode="multi",
                format_func=lambda name: words(f"terms.channel.{name}"),
                key=key,
                on_change=safely(_open_channels),
                args=(side, key),
            )
            wrong = state.refused(key)
            st.html(problems.refusal(wrong, 1, label, words) or Markup("<span></span>"))


def _open_channels(side: str, key: str) -> None:
    channels = list(st.session_state[key])
    if not state.is_stale(lambda shown: sorted(shown.side(side).channels), sorted(channels)):
        state.change_knobs({f"{side}.channels": channels}, key)
