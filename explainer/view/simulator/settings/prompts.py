"""Things to try with the strategies on screen: a button that sets the state, and what to see."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from content import Texts
from content.html import Markup
from content.prompts import OTHER, OWN, Prompt, load_prompts
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from simulations import Scenario

TRIED = "prompts_tried"
B_FIRST = ("b", "a")
"""The set-up that is being judged comes first."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A prompt that the visitor has followed.

    Attributes
    ----------
    wanted : Mapping of str to object
        What the prompt set.
    before : Mapping of str to object
        What the knobs that changed with it were before.
    """

    wanted: Mapping[str, object]
    before: Mapping[str, object]

    def still_holds(self, scenario: Scenario) -> bool:
        """Say whether the scenario still has what the prompt set."""
        return all(scenario.get(knob) == value for knob, value in self.wanted.items())


def prompts(scenario: Scenario, texts: Texts) -> None:
    """Show the prompts: those in effect first, then those of b, then those of a on demand."""
    tried: dict[str, Attempt] = st.session_state.get(TRIED, {})
    running = {name: tried[name] for name in tried if tried[name].still_holds(scenario)}
    offered = {side: offers(scenario, side) for side in B_FIRST}
    if not running and not any(offered.values()):
        return
    st.html(
        Markup('<h2 class="ec-kicker">{}</h2><p class="ec-note">{}</p>').format(
            texts("prompts.heading"), texts("prompts.lead")
        )
    )
    everything = {prompt.id: prompt for group in load_prompts().values() for prompt in group}
    if running:
        with st.container(key="ec_prompts_running"):
            for name, attempt in running.items():
                _running(everything[name], attempt, texts)
    first = next((side for side in B_FIRST if offered[side]), "b")
    for side in B_FIRST:
        left = [prompt for prompt in offered[side] if prompt.id not in running]
        if left and side == first:
            _group(left, side, texts)
        elif left:
            name = texts(f"terms.strategy.{left[0].strategy}.name")
            with st.expander(texts("prompts.with", name=name), key=f"prompts_of_{side}"):
                _group(left, side, texts)


def offers(scenario: Scenario, side: str) -> tuple[Prompt, ...]:
    """Return the prompts of a side's strategy, those of twice the same strategy once."""
    preset = scenario.side(side).preset
    if side == B_FIRST[1] and preset == scenario.side(B_FIRST[0]).preset:
        return ()
    return load_prompts().get(preset, ())


def scenario_after(prompt: Prompt, side: str, scenario: Scenario) -> Scenario:
    """Return the scenario that a prompt leads to, `side` being the one with its strategy.

    Raises
    ------
    ScenarioError
        If the prompt asks for what the model does not know.
    """
    if prompt.other:
        scenario = scenario.with_preset(_meant_side(OTHER, side), prompt.other)
    return scenario.with_values(values_set(prompt, side))


def values_set(prompt: Prompt, side: str) -> dict[str, object]:
    """Return the knobs that a prompt sets by their names in a scenario, with their values."""
    values = {}
    for knob, value in prompt.values.items():
        first, _, rest = knob.partition(".")
        values[f"{_meant_side(first, side)}.{rest}" if first in (OWN, OTHER) else knob] = value
    return values


def _meant_side(who: str, side: str) -> str:
    """Return the side that is meant by "own" or "other"."""
    return side if who == OWN else B_FIRST[1 - B_FIRST.index(side)]


def _group(group: list[Prompt], side: str, texts: Texts) -> None:
    with st.container(key=f"ec_prompts_{side}"):
        for prompt in group:
            with st.container(key=f"ec_prompt_{prompt.strategy}_{prompt.name}"):
                st.button(
                    texts(f"prompts.{prompt.strategy}.{prompt.name}.try"),
                    key=f"try_{prompt.id}",
                    on_click=safely(_follow),
                    args=(prompt, side),
                )
                st.html(
                    Markup('<p class="ec-note">{}{}</p>').format(
                        _notice(prompt, texts), _strategy_change(prompt, side, texts)
                    )
                )


def _strategy_change(prompt: Prompt, side: str, texts: Texts) -> str:
    """Say so when a prompt would put another strategy into the other shop."""
    other = _meant_side(OTHER, side)
    if prompt.other in ("", state.scenario().side(other).preset):
        return ""
    shop = texts(f"findings.shop.{other}")
    name = texts(f"terms.strategy.{prompt.other}.name")
    return " " + texts("prompts.moves", shop=shop, name=name)


def _running(prompt: Prompt, attempt: Attempt, texts: Texts) -> None:
    """Show a prompt that is in effect: what to look at, and a button to undo it."""
    with st.container(key=f"ec_prompt_{prompt.strategy}_{prompt.name}"):
        st.html(
            Markup(
                '<p role="status"><span class="ec-pill">{}</span> <strong>{}</strong></p><p>{}</p>'
            ).format(
                texts("prompts.running"),
                texts(f"prompts.{prompt.strategy}.{prompt.name}.try"),
                _notice(prompt, texts),
            )
        )
        if attempt.before:
            label = texts("prompts.undo")
            st.button(label, key=f"undo_{prompt.id}", on_click=safely(_undo), args=(prompt.id,))


def _notice(prompt: Prompt, texts: Texts) -> str:
    return texts(f"prompts.{prompt.strategy}.{prompt.name}.notice")


def _follow(prompt: Prompt, side: str) -> None:
    """Set what a prompt asks for, and keep the values to undo it."""
    scenario = state.scenario()
    after = scenario_after(prompt, side, scenario)
    before = {knob: value for knob, value in scenario.values.items() if after.get(knob) != value}
    wanted = {knob: after.get(knob) for knob in values_set(prompt, side)}
    tried: dict[str, Attempt] = st.session_state.get(TRIED, {})
    st.session_state[TRIED] = tried | {prompt.id: Attempt(wanted, before)}
    state.set_scenario(after)


def _undo(name: str) -> None:
    """Put back what a prompt changed; what the visitor has set since stays."""
    tried: dict[str, Attempt] = dict(st.session_state.get(TRIED, {}))
    attempt = tried.pop(name, None)
    st.session_state[TRIED] = tried
    if attempt is not None:
        state.set_scenario(state.scenario().with_values(attempt.before))
