"""Rooms: opened, joined, led and answered in. Each call is one change in the database.

A call may be repeated after a lost line: it changes nothing the second time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import randbelow, token_hex
from time import time
from typing import TYPE_CHECKING, Any

from explainer.workshop import answers, codes
from explainer.workshop.answers import Answer
from explainer.workshop.errors import WorkshopError
from explainer.workshop.plain_text import bare
from explainer.workshop.schema import insert
from explainer.workshop.snapshot import Seat, SeatAnswer, Snapshot, template_of
from explainer.workshop.storage import Storage
from explainer.workshop.teams import TEAMS, next_team
from explainer.workshop.templates import TEMPLATES, reopened_runs, runs_needed
from simulations import COUNTRIES

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

DAYS = 7
"""After which a room is gone with all that is in it."""
MOST_ROOMS, MOST_SEATS = 200, 80
"""Rooms of a server at one time; people in one room."""
MOST_ANSWERS = 60
"""That one person may send: each change of mind is one."""
LARGEST_SEED = 1_000_000
TRIES = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A new room: its code for everybody, its secret for the host alone."""

    code: str
    secret: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody new in a room: the secret of their seat, and their team."""

    secret: str
    team: str


class Rooms:
    """All rooms of one database.

    Parameters
    ----------
    clock : callable, optional
        Says the time in seconds since 1970.
    """

    def __init__(self, storage: Storage, clock: Any = time) -> None:
        self.storage = storage
        self._clock = clock

    def open(self, template: str, country: str, language: str) -> Opened:
        """Open a room.

        Raises
        ------
        WorkshopError
            ``server_full``; ``unknown_template`` or ``unknown_country`` for what is neither.
        StorageError
        """
        if template not in TEMPLATES:
            raise WorkshopError("unknown_template")
        if country not in COUNTRIES:
            raise WorkshopError("unknown_country")
        secret, seconds = codes.new_secret(), self._seconds()
        row = {
            "host_hash": codes.digest(secret),
            "template": template,
            "country": country,
            "language": language,
            "ranking": 1,
            "seed": 1 + randbelow(LARGEST_SEED),
            "stage": 0,
            "opened": seconds,
            "expires": seconds + DAYS * 86_400,
        }
        with self.storage.writing() as connection:
            _execute(connection, "DELETE FROM rooms WHERE expires <= :now", now=seconds)
            if _scalar(connection, "SELECT COUNT(*) FROM rooms") >= MOST_ROOMS:
                raise WorkshopError("server_full", most=MOST_ROOMS)
            for _ in range(TRIES):
                code = codes.new_code()
                if _execute(connection, insert("rooms", or_skip=True), code=code, **row):
                    return Opened(code, secret)
        raise WorkshopError("server_full", most=MOST_ROOMS)

    def see(self, code: str) -> Snapshot:
        """Return a room as it is, or raise WorkshopError ``unknown_room``."""
        with self.storage.reading() as connection:
            room = self._room(connection, code)
            seats = _rows(connection, "SELECT * FROM seats WHERE room = :room", room=code)
            given = _rows(
                connection, "SELECT * FROM answers WHERE room = :room ORDER BY ordinal", room=code
            )
            results = _rows(connection, "SELECT * FROM results WHERE room = :room", room=code)
        latest = {(row["seat"], row["step"]): row for row in given}
        counted = sorted(latest.values(), key=lambda row: (row["stored"], row["seat"]))
        return Snapshot(
            code=code,
            country=room["country"],
            language=room["language"],
            template=template_of(room["template"]),
            ranking=bool(room["ranking"]),
            seed=room["seed"],
            stage=room["stage"],
            opened=room["opened"],
            expires=room["expires"],
            seats=tuple(
                Seat(row["seat"], row["nickname"], row["team"], row["language"])
                for row in sorted(seats, key=lambda row: (row["joined"], row["seat"]))
            ),
            answers=tuple(_seat_answer(row) for row in counted),
            results={
                (row["run"], row["team"]): json.loads(row["body"])
                for row in sorted(results, key=lambda row: _team_position(row["team"]))
            },
        )

    def is_host(self, code: str, secret: str) -> bool:
        """Return whether this is the secret of the room's host."""
        with self.storage.reading() as connection:
            return codes.matches(secret, str(self._room(connection, code)["host_hash"]))

    # What people do.

    def join(self, code: str, nickname: str, language: str) -> Joined:
        """Give somebody a seat under a nickname that was read before.

        Raises `WorkshopError`: ``unknown_room``, ``room_full`` or ``nickname_taken``.
        """
        secret = codes.new_secret()
        with self.storage.writing() as connection:
            self._room(connection, code, self.storage.locking)
            sizes = {
                row["team"]: row["people"]
                for row in _rows(
                    connection,
                    "SELECT team, COUNT(*) AS people FROM seats WHERE room = :room GROUP BY team",
                    room=code,
                )
            }
            if sum(sizes.values()) >= MOST_SEATS:
                raise WorkshopError("room_full", most=MOST_SEATS)
            team = next_team(sizes)
            inserted = _execute(
                connection,
                insert("seats", or_skip=True),
                seat=token_hex(8),
                room=code,
                token_hash=codes.digest(secret),
                nickname=nickname,
                bare=bare(nickname),
                team=team,
                language=language,
                joined=int(1000 * self._clock()),
            )
            if not inserted:
                raise WorkshopError("nickname_taken")
        return Joined(secret, team)

    def seat(self, code: str, secret: str) -> str:
        """Return the seat of a secret, or raise WorkshopError ``unknown_seat``."""
        with self.storage.reading() as connection:
            return self._seat(connection, code, secret)

    def answer(self, code: str, secret: str, step: str, name: str, answer: Answer) -> bool:
        """Keep an answer; when this returns, it is on the disk.

        Parameters
        ----------
        code, secret : str
            Of the room and of the seat.
        step : str
            The round that it answers.
        name : str
            What the phone calls this answer: the same one twice is kept once.

        Returns
        -------
        bool
            Whether it is new.

        Raises
        ------
        WorkshopError
            ``unknown_room``, ``unknown_seat``, ``round_closed`` or ``too_many_answers``.
        """
        with self.storage.writing() as connection:
            room = self._room(connection, code, self.storage.sharing)
            seat = self._seat(connection, code, secret, self.storage.locking)
            mine = _rows(connection, "SELECT id FROM answers WHERE seat = :seat", seat=seat)
            if any(row["id"] == name for row in mine):
                return False
            if template_of(room["template"]).step(room["stage"]) != step:
                raise WorkshopError("round_closed")
            if len(mine) >= MOST_ANSWERS:
                raise WorkshopError("too_many_answers", most=MOST_ANSWERS)
            _execute(
                connection,
                insert("answers"),
                id=name,
                seat=seat,
                room=code,
                step=step,
                ordinal=len(mine),
                body=answer.written(),
                reason=answer.reason,
                approved=0,
                stored=int(1000 * self._clock()),
            )
        return True

    # What the host does; each needs the secret of the room.

    def go(self, code: str, secret: str, before: int, after: int) -> bool:
        """Move a room from one step to another; from any other step it does not move.

        Going back opens a round again: what was simulated from its answers is dropped.
        """
        with self._hosting(code, secret) as (connection, room):
            template = template_of(room["template"])
            last = len(template.steps) - 1
            if room["stage"] != before or not 0 <= after <= last:
                return False
            statement = "UPDATE rooms SET stage = :after WHERE code = :code"
            _execute(connection, statement, after=after, code=code)
            statement = "DELETE FROM results WHERE room = :room AND run = :run"
            for run in reopened_runs(template, after) if after < before else ():
                _execute(connection, statement, room=code, run=run)
        return True

    def keep_results(self, code: str, run: str, bodies: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep what came out for each team; whoever finds it later has found the same.

        A room that has gone back meanwhile takes other answers now, and nothing is kept.
        """
        with self.storage.writing() as connection:
            room = self._room(connection, code, self.storage.locking)
            if run not in runs_needed(template_of(room["template"]), room["stage"]):
                return
            for team, body in bodies.items():
                _execute(
                    connection,
                    insert("results", or_skip=True),
                    room=code,
                    run=run,
                    team=team,
                    body=json.dumps(dict(body), separators=(",", ":")),
                )

    def rank(self, code: str, secret: str, *, on: bool) -> None:
        """Show teams in the order of what they reached, or in their own."""
        with self._hosting(code, secret) as (connection, _):
            _execute(
                connection,
                "UPDATE rooms SET ranking = :on WHERE code = :code",
                on=int(on),
                code=code,
            )

    def approve(self, code: str, secret: str, seat: str, name: str, *, on: bool) -> None:
        """Let a reason be shown to everybody, or no longer."""
        with self._hosting(code, secret) as (connection, _):
            _execute(
                connection,
                "UPDATE answers SET approved = :on WHERE room = :room AND seat = :seat"
                " AND id = :id",
                on=int(on),
                room=code,
                seat=seat,
                id=name,
            )

    def remove(self, code: str, secret: str, seat: str) -> None:
        """Take somebody out of a room, with what they answered."""
        with self._hosting(code, secret) as (connection, _):
            _execute(
                connection,
                "DELETE FROM seats WHERE room = :room AND seat = :seat",
                room=code,
                seat=seat,
            )

    def delete(self, code: str, secret: str) -> None:
        """Delete a room at once, with all that is in it."""
        with self._hosting(code, secret) as (connection, _):
            _execute(connection, "DELETE FROM rooms WHERE code = :code", code=code)

    def purge(self, *, everything: bool = False) -> int:
        """Delete the rooms that have expired, or all; return how many."""
        with self.storage.writing() as connection:
            if everything:
                return _execute(connection, "DELETE FROM rooms")
            return _execute(
                connection, "DELETE FROM rooms WHERE expires <= :now", now=self._seconds()
            )

    # What the others stand on.

    def _seconds(self) -> int:
        return int(self._clock())

    def _room(self, connection: Connection, code: str, lock: str = "") -> RowMapping:
        rooms = _rows(
            connection,
            f"SELECT * FROM rooms WHERE code = :code AND expires > :now{lock}",
            code=code,
            now=self._seconds(),
        )
        if not rooms:
            raise WorkshopError("unknown_room")
        return rooms[0]

    @contextmanager
    def _hosting(self, code: str, secret: str) -> Iterator[tuple[Connection, RowMapping]]:
        """Give a connection for changes and the row of the room, or raise ``not_host``."""
        with self.storage.writing() as connection:
            room = self._room(connection, code, self.storage.locking)
            if not codes.matches(secret, str(room["host_hash"])):
                raise WorkshopError("not_host")
            yield connection, room

    @staticmethod
    def _seat(connection: Connection, code: str, secret: str, lock: str = "") -> str:
        seats = _rows(
            connection,
            f"SELECT seat FROM seats WHERE token_hash = :token_hash AND room = :room{lock}",
            token_hash=codes.digest(secret),
            room=code,
        )
        if not seats:
            raise WorkshopError("unknown_seat")
        return str(seats[0]["seat"])


def read_answer(step: str, raw: Mapping[str, Any]) -> tuple[str, Answer]:
    """Read what a phone sent: the name of the answer and the answer, or raise AnswerError."""
    return answers.read_id(raw.get("id")), answers.read(step, raw.get("values"))


def _seat_answer(row: RowMapping) -> SeatAnswer:
    return SeatAnswer(
        id=row["id"],
        seat=row["seat"],
        step=row["step"],
        body=json.loads(row["body"]),
        reason=row["reason"],
        approved=bool(row["approved"]),
        stored=row["stored"],
    )


def _team_position(team: str) -> int:
    return TEAMS.index(team) if team in TEAMS else len(TEAMS)


def _execute(connection: Connection, statement: str, **values: Any) -> int:
    """Execute a statement; return how many rows it touched."""
    from sqlalchemy import text

    return int(connection.execute(text(statement), values).rowcount)


def _rows(connection: Connection, statement: str, **values: Any) -> list[RowMapping]:
    from sqlalchemy import text

    return list(connection.execute(text(statement), values).mappings())


def _scalar(connection: Connection, statement: str, **values: Any) -> Any:
    from sqlalchemy import text

    return connection.execute(text(statement), values).scalar()
