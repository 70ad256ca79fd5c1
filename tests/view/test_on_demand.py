"""Heavy questions: asked, remembered, dropped by the next input, and never half answered."""

import pytest
from streamlit.testing.v1 import AppTest

from content import load_texts
from explainer.results.experiments.question import FEWEST, bounded
from explainer.view.server import on_demand
from explainer.view.server.shared import SHARED
from explainer.view.server.worker_pool import LONG, Job
from explainer.view.shell import state
from simulations import Scenario


@pytest.fixture(autouse=True)
def forget():
    """Nobody has asked anything yet."""
    SHARED.cache.clear()


def little_page(calls, stop_at=None):
    """A page with one question; its answer counts to three and may be interrupted."""

    def page():
        import pandas as pd
        import streamlit as st

        from content.words import load_words
        from explainer.results.block import Block, Column, Table
        from explainer.results.experiments.question import Question
        from explainer.results.marks import Crowd
        from explainer.view.server import on_demand
        from explainer.view.shell import state
        from explainer.view.shell.sitemap import page_named
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

        def tell(found):
            table = Table([Column("weeks")], [[str(found)]])
            frame = pd.DataFrame({"weeks": [found]})
            nobody = Crowd({}, "", "", {})
            return [Block("little", f"found {found}", nobody, "", table, frame, "a rule")]

        on_demand.drop_unfinished()
        scenario = Scenario({"weeks": weeks, "shoppers": 5})
        state.read_address()
        st.session_state[state.SCENARIO] = scenario
        st.session_state[state.LANGUAGE] = language
        st.session_state[state.PAGE] = page_named("simulator")
        question = Question("credit", scenario, (), run, "…", "…")
        words = load_words(language, "es-MX")
        known = on_demand.ask(question, tell, words)
        st.text(f"known {known}")
        on_demand.answer_waiting(words)

    app = AppTest.from_function(page, default_timeout=30)
    app.session_state["calls"] = calls
    app.session_state["stop_at"] = stop_at
    return app.run()


def html(app):
    return " ".join(element.proto.body for element in app.get("html"))


def fresh(app, found):
    """Whether an answer stands on the page for the state on screen."""
    return f"found {found}</h3>" in html(app) and not stale(app)


def stale(app):
    return load_texts("es")("experiments.stale") in html(app)


def test_nothing_runs_before_it_is_asked_for():
    calls = []
    app = little_page(calls)
    assert not app.exception
    assert calls == []
    assert "found" not in html(app)
    assert app.button(key="ask_credit").label == load_texts("es")("experiments.ask")


def test_an_answer_is_found_once_and_remembered():
    calls = []
    app = little_page(calls)
    app.button(key="ask_credit").click().run()
    assert not app.exception
    assert fresh(app, 12)
    app.run()
    assert fresh(app, 12)
    assert app.text[0].value == "known 12"
    assert calls == [6]
    other = little_page(calls)  # another visitor has to ask, but nobody has to wait
    assert "found" not in html(other)
    other.button(key="ask_credit").click().run()
    assert fresh(other, 12)
    assert calls == [6]


def test_an_answer_follows_a_change_and_going_back_brings_the_old_one_back():
    calls = []
    app = little_page(calls)
    app.button(key="ask_credit").click().run()
    app.number_input(key="weeks").set_value(7).run()
    assert not app.exception
    assert fresh(app, 14)
    app.number_input(key="weeks").set_value(6).run()
    assert fresh(app, 12)
    assert calls == [6, 7]


def test_the_old_answer_stands_greyed_until_the_new_one_comes():
    calls = []
    app = little_page(calls)
    app.button(key="ask_credit").click().run()
    app.session_state[state.CHOICES] = {}  # as after "stop"
    app.number_input(key="weeks").set_value(7).run()
    assert not app.exception
    assert calls == [6]
    assert stale(app)
    assert "found 12" in html(app)
    assert app.get("download_button")[0].proto.disabled
    app.button(key="ask_credit").click().run()
    assert fresh(app, 14)
    assert calls == [6, 7]


def test_an_answer_survives_the_language_switch():
    calls = []
    app = little_page(calls)
    app.button(key="ask_credit").click().run()
    app.get("button_group")[0].set_value("pt").run()
    assert not app.exception
    assert fresh(app, 12)
    assert calls == [6]


def test_an_interrupted_question_leaves_nothing_behind():
    calls = []
    app = little_page(calls)
    app.session_state["stop_at"] = 2
    app.button(key="ask_credit").click().run()
    assert not app.exception
    assert calls == [6, 6]  # what interrupted it changed nothing, so it began again, from the start
    assert fresh(app, 12)


def test_what_a_run_left_unanswered_does_not_reach_the_next():
    calls = []
    app = little_page(calls)
    app.session_state[on_demand.WAITING] = ["a question of a run that was ended"]
    app.run()
    assert not app.exception
    assert calls == []


def test_no_half_answer_is_remembered():
    class EndedError(BaseException):
        pass

    def work(progress):
        progress(1, 2)
        return (1, 2)

    def ended(_done, _total):
        raise EndedError

    job = Job("somebody", LONG, 1.0, work)
    with pytest.raises(EndedError):
        SHARED.answer(job, ended)
    assert SHARED.cached("somebody") is None
    assert SHARED.answer(job, lambda *_: None) == (1, 2)
    assert SHARED.cached("somebody") == (1, 2)


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
