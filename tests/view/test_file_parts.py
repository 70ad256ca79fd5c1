"""A large file in parts: bounded on the server too, in order, once each, and gone when dropped."""

import base64

import pytest
import streamlit as st

from explainer.view.server.shared import SHARED
from explainer.view.widgets.files import file_parts
from explainer.view.widgets.files.file_input import Upload
from explainer.view.widgets.files.file_parts import PART, drop, incoming, open_uploaded

KEY, LIMIT = "orders", 3 * PART
DATA = bytes(range(256)) * ((2 * PART + 1000) // 256)


class Field:
    """The field of one visitor, and what its page was told."""

    def __init__(self):
        self.told, self.started = [], 0

    def start(self):
        self.started += 1

    def report(self, value):
        file_parts._take(value, LIMIT, KEY, self.told.append, self.start)
        return incoming(KEY)

    def send(self, start, *, data=DATA, own="one", **other):
        packed = base64.b64encode(data[start : start + PART]).decode()
        part = {"id": own, "name": "x.csv", "size": len(data), "from": start, "bytes": packed}
        return self.report(part | other)


@pytest.fixture
def field(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    yield Field()
    SHARED.uploads.drop("")


def held():
    with open_uploaded() as file:
        file.seek(0)
        return file.read()


def test_parts_become_the_file_and_its_name_is_told_when_it_is_complete(field):
    assert field.send(0).received == PART
    assert field.send(PART).received == 2 * PART
    assert field.told == []
    last = field.send(2 * PART)
    assert not last.wanted
    assert field.told == [Upload("x.csv")]
    assert field.started == 1
    assert held() == DATA


def test_a_part_that_was_not_asked_for_changes_nothing(field):
    field.send(0)
    for start, own in ((0, "one"), (2 * PART, "one"), (PART, "other")):
        assert field.send(start, own=own).received == PART
    assert field.send(PART).received == 2 * PART
    field.send(2 * PART)
    field.send(2 * PART)
    assert held() == DATA
    assert len(field.told) == 1


def test_an_empty_file_is_complete_at_once(field):
    field.send(0, data=b"")
    assert field.told == [Upload("x.csv")]
    assert held() == b""


def test_another_file_takes_the_place_of_one_on_its_way(field):
    field.send(0)
    field.send(0, data=b"a;b", own="two")
    assert field.told == [Upload("x.csv")]
    assert held() == b"a;b"


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ({"size": LIMIT + 1}, "too_large"),
        ({"size": 10}, "unreadable"),
        ({"size": -1}, "unreadable"),
        ({"size": True}, "unreadable"),
        ({"size": None}, "unreadable"),
        ({"from": "0"}, "too_large"),
        ({"bytes": None}, "unreadable"),
        ({"bytes": ""}, "unreadable"),
        ({"bytes": "ab!c"}, "unreadable"),
        ({"bytes": "A" * (4 * PART)}, "unreadable"),
        ({"unreadable": True}, "unreadable"),
        ({"several": 2}, "several"),
    ],
)
def test_what_is_not_as_it_says_is_refused_and_leaves_nothing_behind(field, part, fault):
    field.send(0, **part)
    assert [one.fault for one in field.told] == [fault]
    assert open_uploaded() is None


@pytest.mark.parametrize("value", [None, "x", 5, []])
def test_what_is_no_part_at_all_is_unreadable(field, value):
    field.report(value)
    assert [one.fault for one in field.told] == ["unreadable"]


def test_a_file_whose_rest_the_browser_has_not_is_told_once(field):
    field.send(0)
    field.report({"id": "one", "gone": True})
    field.report({"id": "one", "gone": True})
    assert field.told == [Upload("x.csv", fault="interrupted")]
    assert open_uploaded() is None


def test_a_file_that_the_server_has_not_any_more_is_told(field):
    field.send(0)
    SHARED.uploads.drop("")
    field.send(PART)
    assert field.told == [Upload("x.csv", fault="gone")]


def test_no_more_is_wanted_of_what_was_dropped(field):
    field.send(0)
    drop(KEY)
    assert not incoming(KEY).wanted
    field.send(PART)
    assert open_uploaded() is None
    assert field.told == []
