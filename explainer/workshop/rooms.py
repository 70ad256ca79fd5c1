"""Rooms: opened, joined, led and answered in. Each call is one change in the database.

A call may be repeated after a lost line: it changes nothing the second time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import randbelow, token_hex
from time import time
from typing import TYPE_CHECKING, Any

from explainer.workshop import answers, codes
from explainer.workshop.answers import Answer
from explainer.workshop.errors import WorkshopError
from explainer.workshop.plain_text import bare
from explainer.workshop.snapshot import Given, Seat, Snapshot, template_of
from explainer.workshop.storage import Storage
from explainer.workshop.teams import TEAMS, next_team
from explainer.workshop.templates import TEMPLATES, needed, opened_again
from simulations import COUNTRIES

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

DAYS = 7
"""After which a room is gone with all that is in it."""
MOST_ROOMS, MOST_SEATS = 200, 80
"""Rooms of a server at one time; people in one room."""
MOST_ANSWERS = 60
"""That one person may send: each change of mind is one."""
LUCK = 1_000_000
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
    storage : Storage
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
        secret, now = codes.new_secret(), self._now()
        row = {
            "host_hash": codes.digest(secret),
            "template": template,
            "country": country,
            "language": language,
            "seed": 1 + randbelow(LUCK),
            "opened": now,
            "expires": now + DAYS * 86_400,
        }
        with self.storage.writing() as line:
            _run(line, "DELETE FROM rooms WHERE expires <= :now", now=now)
            if _one(line, "SELECT COUNT(*) FROM rooms") >= MOST_ROOMS:
                raise WorkshopError("server_full", most=MOST_ROOMS)
            for _ in range(TRIES):
                code = codes.new_code()
                made = _run(
                    line,
                    "INSERT INTO rooms (code, host_hash, template, country, language, ranking,"
                    " seed, stage, opened, expires) VALUES (:code, :host_hash, :template,"
                    " :country, :language, 1, :seed, 0, :opened, :expires)"
                    " ON CONFLICT DO NOTHING",
                    code=code,
                    **row,
                )
                if made:
                    return Opened(code, secret)
        raise WorkshopError("server_full", most=MOST_ROOMS)

    def see(self, code: str) -> Snapshot:
        """Return a room as it is, or raise WorkshopError ``unknown_room``."""
        with self.storage.reading() as line:
            room = self._room(line, code)
            seats = _rows(line, "SELECT * FROM seats WHERE room = :room", room=code)
            given = _rows(
                line, "SELECT * FROM answers WHERE room = :room ORDER BY ordinal", room=code
            )
            results = _rows(line, "SELECT * FROM results WHERE room = :room", room=code)
        last = {(row["seat"], row["step"]): row for row in given}
        counted = sorted(last.values(), key=lambda row: (row["stored"], row["seat"]))
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
            answers=tuple(_given(row) for row in counted),
            results={
                (row["run"], row["team"]): json.loads(row["body"])
                for row in sorted(results, key=lambda row: _place(row["team"]))
            },
        )

    def is_host(self, code: str, secret: str) -> bool:
        """Say whether this is the secret of the room's host."""
        with self.storage.reading() as line:
            return codes.matches(secret, str(self._room(line, code)["host_hash"]))

    # What people do.

    def join(self, code: str, nickname: str, language: str) -> Joined:
        """Give somebody a seat under a nickname that was read before.

        Raises
        ------
        WorkshopError
            ``unknown_room``, ``room_full`` or ``nickname_taken``.
        """
        secret = codes.new_secret()
        with self.storage.writing() as line:
            self._room(line, code, self.storage.locking)
            sizes = {
                row["team"]: row["people"]
                for row in _rows(
                    line,
                    "SELECT team, COUNT(*) AS people FROM seats WHERE room = :room GROUP BY team",
                    room=code,
                )
            }
            if sum(sizes.values()) >= MOST_SEATS:
                raise WorkshopError("room_full", most=MOST_SEATS)
            team = next_team(sizes)
            made = _run(
                line,
                "INSERT INTO seats (seat, room, token_hash, nickname, bare, team, language, joined)"
                " VALUES (:seat, :room, :token_hash, :nickname, :bare, :team, :language, :joined)"
                " ON CONFLICT DO NOTHING",
                seat=token_hex(8),
                room=code,
                token_hash=codes.digest(secret),
                nickname=nickname,
                bare=bare(nickname),
                team=team,
                language=language,
                joined=int(1000 * self._clock()),
            )
            if not made:
                raise WorkshopError("nickname_taken")
        return Joined(secret, team)

    def seat(self, code: str, secret: str) -> str:
        """Return the seat of a secret, or raise WorkshopError ``unknown_seat``."""
        with self.storage.reading() as line:
            return self._seat(line, code, secret)

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
        answer : Answer

        Returns
        -------
        bool
            Whether it is new.

        Raises
        ------
        WorkshopError
            ``unknown_room``, ``unknown_seat``, ``round_closed`` or ``too_many_answers``.
        """
        with self.storage.writing() as line:
            room = self._room(line, code, self.storage.sharing)
            seat = self._seat(line, code, secret, self.storage.locking)
            mine = _rows(line, "SELECT id FROM answers WHERE seat = :seat", seat=seat)
            if any(row["id"] == name for row in mine):
                return False
            if template_of(room["template"]).step(room["stage"]) != step:
                raise WorkshopError("round_closed")
            if len(mine) >= MOST_ANSWERS:
                raise WorkshopError("too_many_answers", most=MOST_ANSWERS)
            _run(
                line,
                "INSERT INTO answers (id, seat, room, step, ordinal, body, reason, approved,"
                " stored) VALUES (:id, :seat, :room, :step, :ordinal, :body, :reason, 0, :stored)",
                id=name,
                seat=seat,
                room=code,
                step=step,
                ordinal=len(mine),
                body=answer.written(),
                reason=answer.reason,
                stored=int(1000 * self._clock()),
            )
        return True

    # What the host does; each needs the secret of the room.

    def go(self, code: str, secret: str, before: int, after: int) -> bool:
        """Move a room from one step to another; from any other step it does not move.

        Going back opens a round again: what was simulated from its answers is dropped.
        """
        with self.storage.writing() as line:
            room = self._led(line, code, secret)
            template = template_of(room["template"])
            last = len(template.steps) - 1
            if room["stage"] != before or not 0 <= after <= last:
                return False
            _run(line, "UPDATE rooms SET stage = :after WHERE code = :code", after=after, code=code)
            for run in opened_again(template, after) if after < before else ():
                _run(
                    line,
                    "DELETE FROM results WHERE room = :room AND run = :run",
                    room=code,
                    run=run,
                )
        return True

    def keep_results(self, code: str, run: str, bodies: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep what came out for each team; whoever finds it later has found the same.

        A room that has gone back meanwhile takes other answers now, and nothing is kept.
        """
        with self.storage.writing() as line:
            room = self._room(line, code, self.storage.locking)
            if run not in needed(template_of(room["template"]), room["stage"]):
                return
            for team, body in bodies.items():
                _run(
                    line,
                    "INSERT INTO results (room, run, team, body) VALUES (:room, :run, :team, :body)"
                    " ON CONFLICT DO NOTHING",
                    room=code,
                    run=run,
                    team=team,
                    body=json.dumps(dict(body), separators=(",", ":")),
                )

    def rank(self, code: str, secret: str, *, on: bool) -> None:
        """Show teams in the order of what they reached, or in their own."""
        with self.storage.writing() as line:
            self._led(line, code, secret)
            _run(line, "UPDATE rooms SET ranking = :on WHERE code = :code", on=int(on), code=code)

    def approve(self, code: str, secret: str, seat: str, name: str, *, on: bool) -> None:
        """Let a reason be shown to everybody, or no longer."""
        with self.storage.writing() as line:
            self._led(line, code, secret)
            _run(
                line,
                "UPDATE answers SET approved = :on WHERE room = :room AND seat = :seat"
                " AND id = :id",
                on=int(on),
                room=code,
                seat=seat,
                id=name,
            )

    def remove(self, code: str, secret: str, seat: str) -> None:
        """Take somebody out of a room, with what they answered."""
        with self.storage.writing() as line:
            self._led(line, code, secret)
            _run(
                line, "DELETE FROM seats WHERE room = :room AND seat = :seat", room=code, seat=seat
            )

    def delete(self, code: str, secret: str) -> None:
        """Delete a room at once, with all that is in it."""
        with self.storage.writing() as line:
            self._led(line, code, secret)
            _run(line, "DELETE FROM rooms WHERE code = :code", code=code)

    def purge(self, *, everything: bool = False) -> int:
        """Delete the rooms that have expired, or all; return how many."""
        with self.storage.writing() as line:
            if everything:
                return _run(line, "DELETE FROM rooms")
            return _run(line, "DELETE FROM rooms WHERE expires <= :now", now=self._now())

    # What the others stand on.

    def _now(self) -> int:
        return int(self._clock())

    def _room(self, line: Connection, code: str, lock: str = "") -> RowMapping:
        found = _rows(
            line,
            f"SELECT * FROM rooms WHERE code = :code AND expires > :now{lock}",
            code=code,
            now=self._now(),
        )
        if not found:
            raise WorkshopError("unknown_room")
        return found[0]

    def _led(self, line: Connection, code: str, secret: str) -> RowMapping:
        room = self._room(line, code, self.storage.locking)
        if not codes.matches(secret, str(room["host_hash"])):
            raise WorkshopError("not_host")
        return room

    @staticmethod
    def _seat(line: Connection, code: str, secret: str, lock: str = "") -> str:
        found = _rows(
            line,
            f"SELECT seat FROM seats WHERE token_hash = :token_hash AND room = :room{lock}",
            token_hash=codes.digest(secret),
            room=code,
        )
        if not found:
            raise WorkshopError("unknown_seat")
        return str(found[0]["seat"])


def read_answer(step: str, raw: Mapping[str, Any]) -> tuple[str, Answer]:
    """Read what a phone sent: the name of the answer and the answer, or raise AnswerError."""
    return answers.read_id(raw.get("id")), answers.read(step, raw.get("values"))


def _given(row: RowMapping) -> Given:
    return Given(
        id=row["id"],
        seat=row["seat"],
        step=row["step"],
        body=json.loads(row["body"]),
        reason=row["reason"],
        approved=bool(row["approved"]),
        stored=row["stored"],
    )


def _place(team: str) -> int:
    return TEAMS.index(team) if team in TEAMS else len(TEAMS)


def _run(line: Connection, statement: str, **values: Any) -> int:
    """Execute a statement; return how many rows it touched."""
    from sqlalchemy import text

    return int(line.execute(text(statement), values).rowcount)


def _rows(line: Connection, statement: str, **values: Any) -> list[RowMapping]:
    from sqlalchemy import text

    return list(line.execute(text(statement), values).mappings())


def _one(line: Connection, statement: str, **values: Any) -> Any:
    from sqlalchemy import text

    return line.execute(text(statement), values).scalar()
