"""What a browser says was chosen is taken only if it was offered."""

import pytest
import streamlit as st

from explainer.figures.drawings.people import Figure, selectable_people
from explainer.view.widgets.drawings import selectable

DRAWING = selectable_people(
    [Figure("17", "both", 'Ana "A" & co'), Figure('<a "b">', "neither", "Bo")],
)


class Reported:
    def __init__(self, chosen):
        self.chosen = chosen


def told(monkeypatch, reported):
    """Return what the page is told when the browser reports something."""
    found = []
    monkeypatch.setattr(st, "session_state", {"drawing": reported})
    selectable._chose("drawing", selectable.offered(DRAWING), found.append)
    return found


def test_the_parts_of_a_drawing_are_those_with_an_id():
    assert selectable.offered(DRAWING) == {"17", '<a "b">'}
    assert selectable.offered("<svg><path/></svg>") == frozenset()


@pytest.mark.parametrize("part", ["17", '<a "b">'])
def test_what_was_offered_is_taken(monkeypatch, part):
    assert told(monkeypatch, Reported(part)) == [part]


@pytest.mark.parametrize(
    "wish",
    ["18", "", "17 ", "<script>", None, 17, 1e308, True, ["17"], {"17": "17"}, "9" * 100_000],
)
def test_anything_else_is_not(monkeypatch, wish):
    assert told(monkeypatch, Reported(wish)) == []


@pytest.mark.parametrize("reported", [None, "17", {"chosen": "17"}, 3])
def test_a_report_of_another_shape_is_not_taken(monkeypatch, reported):
    assert told(monkeypatch, reported) == []
