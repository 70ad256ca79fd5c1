"""Take the world that an answer has found to the controls: its knobs, and the button for them."""

from collections.abc import Mapping

import streamlit as st

from content import Texts
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from simulations.experiments.counter_case import Counter
from simulations.experiments.plan import BestPlan, build


def plan_changes(found: BestPlan) -> dict[str, object]:
    """Return the knobs that make the side that is built the best plan; none for waiting.

    What the plan does not build is as the other side has it, as in the experiment: its channels
    and nudges, and the capabilities that are left for later.
    """
    if found.waiting:
        return {}
    side = found.side
    here = found.scenario.side("a" if side == "b" else "b")
    built = build(here, found.scenario.side(side), found.levels, found.best.capabilities)
    own: dict[str, object] = {
        "channels": built.channels,
        "nudge_to_store": built.nudge_to_store,
        "nudge_to_online": built.nudge_to_online,
        **{f"capabilities.{name}": level for name, level in built.capabilities.items()},
    }
    return {f"{side}.{name}": value for name, value in own.items()}


def counter_changes(counter: Counter) -> dict[str, object]:
    """Return the knobs of the world in which the other shop earns more; none if not found."""
    if not counter.found:
        return {}
    changed: dict[str, object] = {}
    for change in counter.changes:
        changed |= change.assumption.changes(change.after)
    return changed


def apply_button(changes: Mapping[str, object], key: str, label: str) -> None:
    """Show a button that sets some knobs of the visitor's scenario; nothing if there are none.

    Parameters
    ----------
    changes : mapping of str to value
        New values by knob.
    key : str
        Name of the button on the page, under which a refusal is reported.
    label : str
        What it does, in the visitor's language.
    """
    if changes:
        st.button(label, key=key, on_click=safely(state.change), args=(dict(changes), key))


def plan_button(found: BestPlan, texts: Texts) -> None:
    """Offer to build the best plan."""
    apply_button(plan_changes(found), "apply_plan", texts("pick.apply.plan"))


def counter_button(counter: Counter, texts: Texts) -> None:
    """Offer to go to the world in which the other shop earns more."""
    key = f"apply_counter_{counter.winner}"
    apply_button(counter_changes(counter), key, texts("pick.apply.counter"))
