"""Following a prompt, seeing that it goes on, and going back, without a browser."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from content import LANGUAGES, load_texts
from content.prompts import load_prompts
from explainer.view.shell import state
from explainer.view.simulator.settings import prompts
from explainer.view.simulator.settings.prompts import scenario_after
from simulations import PRESETS, Scenario

PROMPTS = [one for group in load_prompts().values() for one in group]
RUNNING = {language: load_texts(language)("prompts.running") for language in LANGUAGES}


def draw(language):
    st.session_state["language"] = language
    prompts.prompts(state.scenario(), load_texts(language))


def page(scenario, language="es"):
    def script(draw, language):
        draw(language)

    args = {"draw": draw, "language": language}
    found = AppTest.from_function(script, kwargs=args, default_timeout=30)
    found.session_state[state.SCENARIO] = scenario
    return found.run()


def html(found):
    return " ".join(element.proto.body for element in found.get("html"))


def buttons(found, kind):
    return [one.key.removeprefix(f"{kind}_") for one in found.button if one.key.startswith(kind)]


def shop(a, b, **more):
    return Scenario(more).with_preset("a", a).with_preset("b", b)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", PRESETS)
def test_both_strategies_have_their_prompts_b_first(preset, language):
    found = page(shop("single", preset), language)
    assert not found.exception
    wanted = [one.id for one in load_prompts()[preset]]
    if preset != "single":
        wanted += [one.id for one in load_prompts()["single"]]
    assert buttons(found, "try") == wanted
    assert RUNNING[language] not in html(found)


def test_set_ups_of_one_s_own_have_none():
    own = shop("single", "omnichannel").with_values({"b.capabilities.shared_cart": 0.5})
    assert buttons(page(own), "try") == [one.id for one in load_prompts()["single"]]
    both = own.with_values({"a.channels": "store,website"})
    assert html(page(both)) == ""


@pytest.mark.parametrize(
    "prompt", [p for group in load_prompts().values() for p in group], ids=lambda one: one.id
)
def test_a_prompt_sets_the_state_says_so_and_can_be_undone(prompt):
    before = shop("multichannel", prompt.strategy, seed=7)
    found = page(before)
    found.button(key=f"try_{prompt.id}").click().run()
    assert not found.exception
    assert found.session_state[state.SCENARIO] == scenario_after(prompt, "b", before) != before
    assert RUNNING["es"] in html(found)
    assert load_texts("es")(f"prompts.{prompt.id}.notice") in html(found)
    assert prompt.id not in buttons(found, "try")
    found.button(key=f"undo_{prompt.id}").click().run()
    assert not found.exception
    assert found.session_state[state.SCENARIO] == before
    assert RUNNING["es"] not in html(found)
    assert prompt.id in buttons(found, "try")


def test_a_prompt_of_a_sets_a_and_leaves_b():
    before = shop("omnichannel", "single")
    found = page(before)
    found.button(key="try_omnichannel.at_once").click().run()
    after = found.session_state[state.SCENARIO]
    assert after.get("a.ramp_weeks") == 0
    assert after.get("b.ramp_weeks") == before.get("b.ramp_weeks")
    assert after.b.preset == "multichannel"


def test_it_goes_on_as_long_as_its_values_do_and_going_back_keeps_later_changes():
    found = page(shop("multichannel", "omnichannel"))
    found.button(key="try_omnichannel.wrong_records").click().run()
    now = found.session_state[state.SCENARIO]
    found.session_state[state.SCENARIO] = now.with_values({"weeks": 20})
    found.run()
    assert buttons(found, "undo") == ["omnichannel.wrong_records"]
    found.session_state[state.SCENARIO] = now.with_values({"b.data_error": 0.1})
    found.run()
    assert buttons(found, "undo") == []
    found.session_state[state.SCENARIO] = now.with_values({"weeks": 20})
    found.run()
    found.button(key="undo_omnichannel.wrong_records").click().run()
    assert found.session_state[state.SCENARIO] == shop("multichannel", "omnichannel", weeks=20)


def test_a_piece_on_its_own_keeps_its_prompt_though_the_strategy_has_changed():
    found = page(shop("multichannel", "omnichannel"))
    found.button(key="try_multichannel.one_piece").click().run()
    assert found.session_state[state.SCENARIO].a.preset == "custom"
    assert buttons(found, "undo") == ["multichannel.one_piece"]
