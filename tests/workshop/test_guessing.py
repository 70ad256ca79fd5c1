"""Ten thousand codes from one address: few are looked up, and none lets anybody in."""

from __future__ import annotations

import pytest

from explainer.view.workshop import host
from explainer.view.workshop.server import GUESSES, Workshops
from explainer.workshop import codes
from explainer.workshop.errors import WorkshopError
from explainer.workshop.limits import Limit
from explainer.workshop.storage import Storage

TRIES = 10_000


class Time:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def workshops(time, tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("EXPLAINER_DATA", str(tmp_path / "rooms"))
    made = Workshops(time)
    yield made
    made.rooms.storage.close()


def code_of(call, *args):
    with pytest.raises(WorkshopError) as error:
        call(*args)
    return error.value.code


def test_guessing_ten_thousand_codes_is_stopped(workshops, time, monkeypatch):
    opened = workshops.open("m45", "es-MX", "es", "host")
    looked = []
    see = workshops.rooms.see
    monkeypatch.setattr(workshops.rooms, "see", lambda code: looked.append(code) or see(code))
    said = [code_of(workshops.enter, codes.new_code(), "guesser") for _ in range(TRIES)]
    most, seconds = GUESSES
    assert len(looked) <= most
    assert set(said[most:]) == {"too_many_guesses"}
    # Even the right code is refused there, and taken everywhere else.
    assert code_of(workshops.enter, opened.code, "guesser") == "too_many_guesses"
    assert workshops.enter(opened.code, "class").code == opened.code
    time.now += seconds + 1
    assert workshops.enter(opened.code, "guesser").code == opened.code


def test_a_class_behind_one_address_may_mistype(workshops):
    opened = workshops.open("m45", "es-MX", "es", "class")
    for _ in range(59):
        assert code_of(workshops.enter, codes.new_code(), "class") == "unknown_room"
        assert workshops.enter(opened.code, "class").code == opened.code


def test_the_phones_of_a_room_that_has_ended_are_no_guessers(workshops):
    """Each asks for its room once more: sixty would use up what the class may mistype."""
    opened = workshops.open("m45", "es-MX", "es", "class")
    workshops.enter(opened.code, "class")
    workshops.rooms.delete(opened.code, opened.secret)
    workshops.forget(opened.code)
    for _ in range(3 * GUESSES[0]):
        assert code_of(workshops.enter, opened.code, "class") == "unknown_room"
    again = workshops.open("m45", "es-MX", "es", "class")
    assert workshops.enter(again.code, "class").code == again.code


def test_a_host_whose_room_has_ended_is_no_guesser_and_a_wrong_secret_is(workshops, monkeypatch):
    monkeypatch.setattr(host, "WORKSHOPS", workshops)
    monkeypatch.setattr(host, "address", lambda: "class")
    opened = workshops.open("m45", "es-MX", "es", "class")
    assert host._hosted_room(opened.code, opened.secret).code == opened.code
    for _ in range(GUESSES[0]):
        assert code_of(host._hosted_room, opened.code, "0" * 32) in ("not_host", "too_many_guesses")
    assert workshops.guesses.reached("class")
    workshops.guesses = Limit(*GUESSES)
    workshops.rooms.delete(opened.code, opened.secret)
    workshops.forget(opened.code)
    for _ in range(3 * GUESSES[0]):
        assert code_of(host._hosted_room, opened.code, opened.secret) == "unknown_room"
    assert not workshops.guesses.reached("class")


def test_rooms_are_not_opened_without_end(workshops):
    for _ in range(30):
        workshops.open("m20", "es-MX", "es", "one")
    assert code_of(workshops.open, "m20", "es-MX", "es", "one") == "too_many_rooms"
    assert workshops.open("m20", "es-MX", "es", "other")


def test_many_looks_at_a_room_are_one_look_at_the_database(workshops, time, monkeypatch):
    opened = workshops.open("m45", "es-MX", "es", "host")
    looked = []
    see = workshops.rooms.see
    monkeypatch.setattr(workshops.rooms, "see", lambda code: looked.append(code) or see(code))
    for _ in range(60):
        workshops.see(opened.code)
    assert len(looked) == 1
    time.now += 1
    workshops.see(opened.code)
    workshops.see(opened.code, fresh=True)
    assert len(looked) == 3


def test_a_database_that_fails_is_tried_again(workshops, monkeypatch):
    from explainer.view.workshop import server
    from explainer.workshop.errors import StorageError

    def broken(_url):
        raise StorageError("storage_locked")

    monkeypatch.setattr(server, "Storage", broken)
    assert code_of(workshops.open, "m20", "es-MX", "es", "one") == "storage_locked"
    monkeypatch.setattr(server, "Storage", Storage)
    assert workshops.open("m20", "es-MX", "es", "one")
