"""Two strategies side by side, difference by difference, as cards that a phone can show."""

from html import escape

import streamlit as st

from content import Texts
from content.shared_parts import load_rows
from explainer.view.shell import state, style
from explainer.view.shell.callbacks import safely
from explainer.view.simulator import pieces
from simulations import PRESETS, Scenario

SIDES = ("left", "right")
LOOKS = {"left": "a", "right": "b"}


def compare_page() -> None:
    """Show two strategies: picture, what to notice, and every difference."""
    texts = state.texts()
    st.html(
        f"<h1>{escape(texts('compare.title'))}</h1>"
        f'<p class="ec-lead">{escape(texts("compare.lead"))}</p>'
    )
    with st.container(key="ec_sides"):
        for column, side in zip(st.columns(2, gap="medium"), SIDES, strict=True):
            with column, st.container(key=f"ec_side_{LOOKS[side]}"):
                _side(side, texts)
    chosen = [state.choice(side) for side in SIDES]
    rows = [row for row in load_rows() if f"compare.rows.{row}.name" in texts]
    st.html(f'<div class="ec-rows">{"".join(_row(row, chosen, texts) for row in rows)}</div>')


def _side(side: str, texts: Texts) -> None:
    """Show the choice of a strategy and its picture."""
    key, label = f"compare_{side}", texts(f"compare.{side}")
    st.session_state[key] = state.choice(side)
    st.segmented_control(
        label,
        list(PRESETS),
        format_func=lambda name: texts(f"terms.strategy.{name}.name"),
        key=key,
        on_change=safely(state.take),
        args=(side, key),
        required=True,
    )
    preset = state.choice(side)
    strategy = Scenario().with_preset("a", preset).a
    style.show(pieces.drawing(strategy, texts))
    st.html(f'<p class="ec-note">{escape(texts(f"terms.strategy.{preset}.notice"))}</p>')


def _row(row: str, chosen: list[str], texts: Texts) -> str:
    """Write one difference: what it is, how each strategy does it, an example, what one notices."""
    pairs = "".join(
        f'<div><dt class="ec-pill ec-pill-{LOOKS[side]}">'
        f"{escape(texts(f'terms.strategy.{name}.name'))}</dt>"
        f"<dd>{escape(texts(f'compare.rows.{row}.{name}'))}</dd></div>"
        for side, name in zip(SIDES, chosen, strict=True)
    )
    notice = texts("compare.notice", what=texts(f"compare.rows.{row}.notice"))
    return (
        f'<section class="ec-card ec-row"><h2>{escape(texts(f"compare.rows.{row}.name"))}</h2>'
        f'<dl class="ec-pair">{pairs}</dl>'
        f"<p>{escape(texts(f'compare.rows.{row}.example'))}</p>"
        f'<p class="ec-note">{escape(notice)}</p></section>'
    )
