"""Room for a part that is far away keeps the height that the part had."""

import streamlit as st
from streamlit.testing.v1 import AppTest

from explainer.view.widgets import later

WORDS = {"later.words": "later"}.__getitem__


def page():
    import streamlit as st

    from explainer.view.widgets import later
    from tests.view.test_later import WORDS

    if "said" in st.session_state:
        later.note_far(st.session_state.pop("said"))
    later.draw_when_near("chapter", lambda: st.text("drawn"), WORDS)


def test_a_height_measured_while_room_is_left_is_not_that_of_the_part(monkeypatch):
    """On a busy machine the room was measured half put up, and the page jumped by a chart."""
    rooms = []
    monkeypatch.setattr(later, "_later", lambda data, **_: rooms.append(data["height"]))
    site = AppTest.from_function(page, default_timeout=30)

    def say(height):
        site.session_state["said"] = {"chapter": height}
        site.run()
        assert not site.exception
        return [one.value for one in site.text]

    assert [one.value for one in site.run().text] == ["drawn"]
    assert say(3972) == say(3064) == []
    assert rooms == [3972, 3972]
    assert [one.value for one in site.run().text] == ["drawn"]
    assert say(2000) == []
    assert rooms == [3972, 3972, 2000]


def test_what_is_no_height_leaves_no_room(monkeypatch):
    monkeypatch.setattr(later, "_later", lambda **_: st.text("room"))
    for said in (None, [], {"chapter": 0}, {"chapter": True}, {"chapter": 1e9}, {"chapter": "9"}):
        site = AppTest.from_function(page, default_timeout=30)
        site.session_state["said"] = said
        assert [one.value for one in site.run().text] == ["drawn"]
