"""The piece of page that hands out the people: asked for, complete, for the state on screen."""

import io
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from content import load_texts
from content.formats import Formats
from explainer.exports.people_file import write_people
from explainer.view.server.shared import SHARED
from explainer.view.simulator.saved import people_export
from simulations import Scenario
from simulations.people.table import MOST_ROWS


def page():
    import streamlit as st

    from content.words import load_words
    from explainer.view.server import on_demand
    from explainer.view.simulator.saved import people_export
    from simulations import Scenario

    on_demand.drop_unfinished()
    seed = st.number_input("seed", value=1, key="seed")
    crowd = st.number_input("crowd", value=25, key="crowd")
    stop_at = st.session_state.get("stop_at")
    save = people_export.save_people

    def interrupted(path, scenario, rows, formats, progress):
        def tell(done, total):
            if stop_at is not None:
                st.session_state["stop_at"] = None
                if stop_at == "seed":
                    st.session_state["made"] = path
                    st.rerun()
            progress(done, total)

        return save(path, scenario, rows, formats, progress=tell)

    scenario = Scenario({"shoppers": crowd, "seed": seed})
    words = load_words("es", "es-MX")
    people_export.people_file(scenario, words)
    st.text("the rest of the page")
    people_export.save_people = interrupted
    try:
        on_demand.answer_waiting(words)
    finally:
        people_export.save_people = save


@pytest.fixture
def app():
    return AppTest.from_function(page, default_timeout=30).run()


def said(app):
    return " ".join(element.proto.body for element in app.get("html"))


def rows_input(app):
    return next(i for i in app.text_input if i.key.startswith("people_rows"))


def ready(app):
    memory = app.session_state
    if people_export.READY not in memory:
        return None
    return memory[people_export.READY]


def made():
    """The bytes of the file of the visit, for which the test stands."""
    return SHARED.files.read("test session id")


def test_nothing_is_made_before_it_is_asked_for(app):
    assert not app.exception
    assert ready(app) is None
    assert rows_input(app).value == "25"
    assert load_texts("es")("people_file.lead") in said(app)
    assert not app.get("download_button")


def test_the_file_is_the_one_that_the_export_writes(app):
    app.button(key="ask_people").click().run()
    assert not app.exception
    expected = io.BytesIO()
    size = write_people(Scenario({"shoppers": 25}), 25, Formats("es-MX"), expected)
    assert made() == made() == expected.getvalue()
    assert ready(app).size == size
    assert len(app.get("download_button")) == 1
    assert "25 personas" in said(app)
    assert "kB" in said(app)
    app.run()
    assert len(app.get("download_button")) == 1
    assert not [button for button in app.button if button.key == "ask_people"]


def test_another_state_takes_the_file_away_and_makes_no_other(app):
    app.button(key="ask_people").click().run()
    old = ready(app)
    app.number_input(key="seed").set_value(2).run()
    assert not app.exception
    assert made() == b""
    assert ready(app) is None
    assert not app.get("download_button")
    app.button(key="ask_people").click().run()
    read = pd.read_csv(io.BytesIO(made()))
    assert len(read) == 25
    assert ready(app).key != old.key


def test_more_people_than_the_crowd_are_said_to_be_beyond_it(app):
    rows_input(app).set_value("40").run()
    assert load_texts("es").plural("people_file.beyond", 25) in said(app)
    app.button(key="ask_people").click().run()
    assert len(pd.read_csv(io.BytesIO(made()))) == 40
    app.number_input(key="crowd").set_value(30).run()
    assert rows_input(app).value == "30"  # a new crowd is the new proposal


@pytest.mark.parametrize("typed", ["1 200", "1,200", "１２００", "1.2e3", "1200,0"])
def test_the_number_of_people_is_read_as_it_is_meant(app, typed):
    rows_input(app).set_value(typed).run()
    app.button(key="ask_people").click().run()
    assert len(pd.read_csv(io.BytesIO(made()))) == 1200


@pytest.mark.parametrize("typed", ["", "12 3", "1_000", "mil", "1.5", "<b>", "nan", "∞"])
def test_what_is_no_number_of_people_is_refused_and_not_guessed(app, typed):
    rows_input(app).set_value(typed).run()
    assert not app.exception
    words = said(app)
    assert 'role="alert"' in words
    assert load_texts("es")("people_file.rows") in words
    assert "100,000" in words
    assert not [button for button in app.button if button.key == "ask_people"]


@pytest.mark.parametrize("wrong", [0, -5, MOST_ROWS + 1, 10**12])
def test_an_impossible_number_is_refused_in_words_with_its_range(app, wrong):
    rows_input(app).set_value(Formats("es-MX").integer(wrong)).run()
    assert not app.exception
    words = said(app)
    assert 'role="alert"' in words
    assert load_texts("es")("people_file.rows") in words
    assert "100,000" in words
    assert f"«{Formats('es-MX').integer(wrong)}»" in words
    assert not [button for button in app.button if button.key == "ask_people"]


def test_what_is_interrupted_leaves_no_half_file(app):
    app.session_state["stop_at"] = "seed"
    app.button(key="ask_people").click().run()
    assert not app.exception
    assert not Path(app.session_state["made"]).exists()  # the first try
    assert len(made()) == ready(app).size  # nothing had changed, so it began again


def test_a_file_that_a_change_interrupted_does_not_begin_again_by_itself(app):
    app.session_state[people_export.WANTED] = "the key of another state"
    app.run()
    assert ready(app) is None
    assert people_export.WANTED not in app.session_state


def test_a_file_that_went_with_a_visit_that_seemed_over_is_offered_again(app):
    app.button(key="ask_people").click().run()
    SHARED.files.drop("test session id")
    app.run()
    assert not app.exception
    assert ready(app) is None
    assert [button for button in app.button if button.key == "ask_people"]


def test_the_rest_of_the_page_stands_before_the_file_is_made(app):
    app.button(key="ask_people").click().run()
    assert app.text[0].value == "the rest of the page"
    assert not [button for button in app.button if button.key == "stop_people"]
