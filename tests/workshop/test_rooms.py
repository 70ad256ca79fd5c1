"""What rooms do, on each database: codes, seats, answers once and for good, steps, the end."""

from __future__ import annotations

import threading

import pytest

from explainer.workshop import codes
from explainer.workshop import rooms as module
from explainer.workshop.answers import Answer
from explainer.workshop.errors import WorkshopError
from explainer.workshop.rooms import DAYS, MOST_ANSWERS
from explainer.workshop.templates import PREDICT
from tests.workshop.conftest import GUESS


def refused(call, *args, **named):
    with pytest.raises(WorkshopError) as error:
        call(*args, **named)
    return error.value.code


@pytest.fixture
def room(rooms):
    return rooms.open("m45", "es-MX", "es")


def at_predict(rooms, room):
    assert rooms.go(room.code, room.secret, 0, 1)
    assert rooms.see(room.code).step == PREDICT


def test_a_room_is_opened_joined_and_seen(rooms, room):
    assert codes.read_code(room.code) == room.code
    first, second = rooms.join(room.code, "Ana", "es"), rooms.join(room.code, "João", "pt")
    seen = rooms.see(room.code)
    assert [(one.nickname, one.language) for one in seen.seats] == [("Ana", "es"), ("João", "pt")]
    assert first.team != second.team
    assert seen.step == "lobby"
    assert rooms.seat(room.code, first.secret) == seen.seats[0].seat


def test_nothing_that_opens_a_door_is_kept_as_it_is(rooms, room, opened):
    from sqlalchemy import text

    seat = rooms.join(room.code, "Ana", "es")
    with opened().reading() as line:
        kept = [
            str(cell)
            for table in ("rooms", "seats")
            for row in line.execute(text(f"SELECT * FROM {table}"))
            for cell in row
        ]
    assert room.code in kept
    assert not {room.secret, seat.secret} & set(kept)


def test_an_answer_counts_once_however_often_it_is_sent(rooms, room):
    at_predict(rooms, room)
    seat = rooms.join(room.code, "Ana", "es")
    sent = [rooms.answer(room.code, seat.secret, PREDICT, "ab" * 8, GUESS) for _ in range(3)]
    assert sent == [True, False, False]
    assert len(rooms.see(room.code).answers) == 1


def test_the_last_answer_counts_and_an_old_one_sent_again_does_not(rooms, room):
    at_predict(rooms, room)
    seat = rooms.join(room.code, "Ana", "es")
    newer = Answer({**GUESS.body, "guess": 75})
    for name, answer in (("a1" * 8, GUESS), ("b2" * 8, newer), ("a1" * 8, GUESS)):
        rooms.answer(room.code, seat.secret, PREDICT, name, answer)
    assert [one.body["guess"] for one in rooms.see(room.code).answers] == [75]


def test_a_round_that_was_closed_takes_no_answer_but_acknowledges_old_ones(rooms, room):
    at_predict(rooms, room)
    seat = rooms.join(room.code, "Ana", "es")
    rooms.answer(room.code, seat.secret, PREDICT, "a1" * 8, GUESS)
    rooms.go(room.code, room.secret, 1, 2)
    call = (rooms.answer, room.code, seat.secret, PREDICT)
    assert refused(*call, "c3" * 8, GUESS) == "round_closed"
    assert rooms.answer(room.code, seat.secret, PREDICT, "a1" * 8, GUESS) is False
    assert len(rooms.see(room.code).answers) == 1


def test_only_the_secret_of_the_room_leads_it(rooms, room):
    other = rooms.open("m20", "pt-BR", "pt")
    for secret in ("", "0" * 32, other.secret, room.secret[:-1]):
        assert not rooms.is_host(room.code, secret)
        for call, rest in (
            (rooms.go, (0, 1)),
            (rooms.delete, ()),
            (rooms.remove, ("x",)),
        ):
            assert refused(call, room.code, secret, *rest) == "not_host"
        assert refused(rooms.rank, room.code, secret, on=False) == "not_host"
        assert refused(rooms.approve, room.code, secret, "x", "y", on=True) == "not_host"
    assert rooms.is_host(room.code, room.secret)
    assert rooms.see(room.code).stage == 0


def test_pressing_twice_moves_one_step(rooms, room):
    assert rooms.go(room.code, room.secret, 0, 1)
    assert not rooms.go(room.code, room.secret, 0, 1)
    assert rooms.see(room.code).stage == 1
    assert not rooms.go(room.code, room.secret, 1, 99)


def test_going_back_drops_what_was_simulated_from_the_answers(rooms, room):
    for step in range(4):
        rooms.go(room.code, room.secret, step, step + 1)
    for run in ("start", "reveal"):
        rooms.keep_results(room.code, run, {"store": {"b": {"conversion": 1.0}}})
    rooms.keep_results(room.code, "reveal", {"store": {"b": {"conversion": 2.0}}})
    assert rooms.see(room.code).results["reveal", "store"]["b"]["conversion"] == 1.0
    rooms.go(room.code, room.secret, 4, 3)
    assert {run for run, _ in rooms.see(room.code).results} == {"start"}


def test_a_seat_of_another_room_is_none_here(rooms, room):
    other = rooms.open("m20", "pt-BR", "pt")
    seat = rooms.join(other.code, "Ana", "es")
    at_predict(rooms, room)
    assert refused(rooms.seat, room.code, seat.secret) == "unknown_seat"
    assert refused(rooms.answer, room.code, seat.secret, PREDICT, "a" * 16, GUESS) == "unknown_seat"


def test_a_nickname_is_one_person_s_in_a_room(rooms, room):
    rooms.join(room.code, "Puma veloz", "es")
    assert refused(rooms.join, room.code, "PUMA  VÉLOZ", "es") == "nickname_taken"
    rooms.join(rooms.open("m20", "es-MX", "es").code, "Puma veloz", "es")


def test_a_room_ends_on_its_day_with_all_that_is_in_it(rooms, room, clock, opened):
    from sqlalchemy import text

    at_predict(rooms, room)
    seat = rooms.join(room.code, "Ana", "es")
    rooms.answer(room.code, seat.secret, PREDICT, "a1" * 8, GUESS)
    clock.now = rooms.see(room.code).opened + DAYS * 86_400 - 2
    assert rooms.see(room.code)
    clock.now += 10
    assert refused(rooms.see, room.code) == "unknown_room"
    assert refused(rooms.join, room.code, "Bea", "es") == "unknown_room"
    assert rooms.purge() == 1
    with opened().reading() as line:
        for table in ("rooms", "seats", "answers", "results"):
            assert line.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar() == 0


def test_the_host_deletes_a_room_at_once_and_somebody_from_it(rooms, room):
    at_predict(rooms, room)
    seat = rooms.join(room.code, "Ana", "es")
    rooms.answer(room.code, seat.secret, PREDICT, "a1" * 8, GUESS)
    rooms.remove(room.code, room.secret, rooms.seat(room.code, seat.secret))
    assert rooms.see(room.code).seats == rooms.see(room.code).answers == ()
    assert refused(rooms.seat, room.code, seat.secret) == "unknown_seat"
    rooms.delete(room.code, room.secret)
    assert refused(rooms.see, room.code) == "unknown_room"


def test_there_is_an_end_to_rooms_seats_and_answers(rooms, room, monkeypatch):
    monkeypatch.setattr(module, "MOST_ROOMS", 2)
    monkeypatch.setattr(module, "MOST_SEATS", 2)
    rooms.open("m20", "es-MX", "es")
    assert refused(rooms.open, "m20", "es-MX", "es") == "server_full"
    seat = rooms.join(room.code, "Ana", "es")
    rooms.join(room.code, "Bea", "es")
    assert refused(rooms.join, room.code, "Carla", "es") == "room_full"
    at_predict(rooms, room)
    for number in range(MOST_ANSWERS):
        rooms.answer(room.code, seat.secret, PREDICT, f"{number:016x}", GUESS)
    more = (room.code, seat.secret, PREDICT, "f" * 16, GUESS)
    assert refused(rooms.answer, *more) == "too_many_answers"


def test_a_reason_is_shown_when_the_host_says_so(rooms, room):
    at_predict(rooms, room)
    seat = rooms.join(room.code, "Ana", "es")
    rooms.answer(room.code, seat.secret, PREDICT, "a1" * 8, Answer(GUESS.body, "Porque sí"))
    (given,) = rooms.see(room.code).answers
    assert not given.approved
    rooms.approve(room.code, room.secret, given.seat, given.id, on=True)
    assert rooms.see(room.code).answers[0].approved
    rooms.rank(room.code, room.secret, on=False)
    assert not rooms.see(room.code).ranking


def test_sixty_people_at_once_lose_and_double_nothing(rooms, room):
    """Each joins, answers and answers again, on lines of their own, while the host moves on."""
    at_predict(rooms, room)
    failures, stored = [], []

    def person(number):
        try:
            seat = rooms.join(room.code, f"Persona {number}", "es")
            for name in (f"{number:016x}", f"{number:016x}", f"f{number:015x}"):
                rooms.answer(room.code, seat.secret, PREDICT, name, GUESS)
                stored.append(name)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=person, args=(number,)) for number in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    seen = rooms.see(room.code)
    assert len(seen.seats) == len(seen.answers) == 60
    assert {one.id for one in seen.answers} == {f"f{number:015x}" for number in range(60)}
    assert sorted(seen.sizes().values()) == [15, 15, 15, 15]


def test_codes_read_aloud_are_understood_and_nothing_else_is():
    for text in (" k7m-3cd ", "k 7 m 3 c d", "K7M_3CD", "«K7M·3CD»", "K7M\u200b3\u202eCD\n"):
        assert codes.read_code(text) == "K7M3CD"
    for text in ("", "K7M3C", "K7M3CDF", "K7M3CB", "' OR 1=1", "K7M3CD" * 9, "ＫＫＫＫＫＫ"):
        assert codes.read_code(text) is None
    made = {codes.new_code() for _ in range(200)}
    assert len(made) > 190
    assert all(codes.read_code(code) == code for code in made)
    assert not set("01OIL5S2Z8BUV") & set(codes.LETTERS)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("o7m3cd", "Q7M3CD"), ("07M3CD", "Q7M3CD"), ("i1lg3d", "J7JC3D"), ("K1M3CD", "K7M3CD")],
)
def test_a_letter_that_no_code_has_is_read_as_the_one_it_looks_like(typed, code):
    assert codes.read_code(typed) == code
    assert not {chr(one) for one in codes.CORRECTIONS} & set(codes.LETTERS)
    assert {chr(one) for one in codes.CORRECTIONS.values()} <= set(codes.LETTERS)


def test_luck_is_the_room_s(rooms):
    seeds = {rooms.see(rooms.open("m20", "es-MX", "es").code).seed for _ in range(5)}
    assert len(seeds) > 1
