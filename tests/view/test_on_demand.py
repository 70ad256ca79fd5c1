"""Heavy questions: asked, remembered, dropped by the next input, and never half answered."""

import pytest
from streamlit.testing.v1 import AppTest

from content import load_texts
from explainer.view import on_demand
from explainer.view.on_demand import FEWEST, NotAnsweredError, bounded
from simulations import Scenario


@pytest.fixture(autouse=True)
def forget():
    """Nobody has asked anything yet."""
    on_demand.remembered.clear()


def little_page(calls, stop_at=None):
    """A page with one question; its answer counts to three and may be interrupted."""

    def page():
        import streamlit as st

        from content import load_texts
        from content.formats import Formats
        from explainer.view.on_demand import Question, answer
        from simulations import Scenario

        weeks = st.number_input("weeks", value=6, key="weeks")
        language = st.segmented_control("language", ["es", "pt"], default="es", key="tongue")

        def run(progress):
            st.session_state["calls"].append(weeks)
            for done in range(3):
                if st.session_state.get("stop_at") == done:
                    st.session_state["stop_at"] = None
                    st.rerun()  # what Streamlit does when some input arrives
                progress(done + 1, 3)
            return weeks * 2

        scenario = Scenario({"weeks": weeks, "shoppers": 5})
        question = Question("credit", scenario, (), run, "…", "…")
        found = answer(question, load_texts(language), Formats("es-MX", language))
        st.text(f"found {found}")

    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["calls"] = calls
    app.session_state["stop_at"] = stop_at
    return app.run()


def test_nothing_runs_before_it_is_asked_for():
    calls = []
    app = little_page(calls)
    assert not app.exception
    assert calls == []
    assert app.text[0].value == "found None"
    assert app.button(key="ask_credit").label == load_texts("es")("experiments.ask")


def test_an_answer_is_found_once_and_remembered():
    calls = []
    app = little_page(calls)
    app.button(key="ask_credit").click().run()
    assert not app.exception
    assert app.text[0].value == "found 12"
    app.run()
    assert app.text[0].value == "found 12"
    assert calls == [6]
    other = little_page(calls)  # another visitor has to ask, but nobody has to wait
    assert other.text[0].value == "found None"
    other.button(key="ask_credit").click().run()
    assert other.text[0].value == "found 12"


def test_a_change_makes_an_answer_stale_and_going_back_brings_it_back():
    calls = []
    app = little_page(calls)
    app.button(key="ask_credit").click().run()
    app.number_input(key="weeks").set_value(7).run()
    assert app.text[0].value == "found None"
    assert load_texts("es")("experiments.stale") in " ".join(e.proto.body for e in app.get("html"))
    app.number_input(key="weeks").set_value(6).run()
    assert app.text[0].value == "found 12"
    assert calls == [6]


def test_an_answer_survives_the_language_switch():
    calls = []
    app = little_page(calls)
    app.button(key="ask_credit").click().run()
    app.get("button_group")[0].set_value("pt").run()
    assert not app.exception
    assert app.text[0].value == "found 12"
    assert calls == [6]


def test_an_interrupted_question_leaves_nothing_behind():
    calls = []
    app = little_page(calls)
    app.session_state["stop_at"] = 2
    app.button(key="ask_credit").click().run()
    assert not app.exception
    assert calls == [6, 6]  # what interrupted it changed nothing, so it began again, from the start
    assert app.text[0].value == "found 12"


def test_a_question_that_a_change_interrupted_does_not_begin_again_by_itself():
    calls = []
    app = little_page(calls)
    app.session_state[on_demand.ASKED] = {"credit": "the key of another state"}
    app.run()
    assert calls == []
    assert app.session_state[on_demand.ASKED] == {}
    assert app.text[0].value == "found None"


def test_no_half_answer_is_remembered():
    with pytest.raises(NotAnsweredError):
        on_demand.remembered("nobody asked")
    with pytest.raises(NotAnsweredError):
        on_demand.remembered("nobody asked")
    assert on_demand.remembered("somebody", (1, 2)) == (1, 2)
    assert on_demand.remembered("somebody") == (1, 2)


@pytest.mark.parametrize(
    ("changes", "most", "people"),
    [
        ({"shoppers": 50_000}, 1000, 1000),
        ({"shoppers": 300}, 1000, 300),
        ({"shoppers": 0}, 1000, 0),
        ({"shoppers": 50_000, "weeks": 520, "population.need_rate": 7.0}, 1000, 136),
        ({"shoppers": 50_000, "weeks": 520, "population.need_rate": 52}, 1000, FEWEST),
        ({"shoppers": 50_000, "weeks": 1}, 1000, 1000),
    ],
)
def test_a_question_is_bounded_by_people_and_by_how_busy_they_are(changes, most, people):
    found = bounded(Scenario(changes), most)
    assert found.shoppers == people
    assert found.with_values({"shoppers": changes["shoppers"]}) == Scenario(changes)
