"""A server's clock that jumps: nothing is lost, and the last word stays the last word."""

from __future__ import annotations

from explainer.workshop.answers import Answer
from explainer.workshop.rooms import DAYS
from explainer.workshop.templates import PREDICT
from tests.workshop.conftest import GUESS


def test_a_clock_that_jumps_back_or_ahead_within_the_days_of_a_room_changes_nothing(rooms, clock):
    room = rooms.open("m45", "es-MX", "es")
    rooms.go(room.code, room.secret, 0, 1)
    first = rooms.join(room.code, "Ana", "es")
    rooms.answer(room.code, first.secret, PREDICT, "a1" * 8, GUESS)
    clock.now -= 7_200  # set right after it had run two hours ahead
    second = rooms.join(room.code, "Bea", "pt")
    rooms.answer(room.code, first.secret, PREDICT, "b2" * 8, Answer({**GUESS.body, "guess": 61}))
    rooms.answer(room.code, second.secret, PREDICT, "c3" * 8, GUESS)
    clock.now += DAYS * 86_400 - 100
    seen = rooms.see(room.code)
    assert {one.nickname for one in seen.seats} == {"Ana", "Bea"}
    assert seen.answer_of(rooms.seat(room.code, first.secret), PREDICT).body["guess"] == 61
    assert len(seen.answers) == 2
    assert first.team != second.team
    rooms.open("m20", "es-MX", "es")  # what is opened sweeps only what has expired
    assert rooms.see(room.code).seats == seen.seats
