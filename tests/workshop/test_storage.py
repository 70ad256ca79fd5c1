"""Where rooms are kept: what a killed process leaves, what a database refuses, copies of it."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from explainer.workshop import rooms as module
from explainer.workshop import schema
from explainer.workshop import storage as storages
from explainer.workshop.__main__ import MESSAGES, main
from explainer.workshop.backup import backup, restore
from explainer.workshop.errors import StorageError
from explainer.workshop.rooms import Rooms
from explainer.workshop.storage import FILE, Storage, database_url
from explainer.workshop.templates import PREDICT
from tests.workshop.conftest import GUESS

TOP = Path(__file__).resolve().parents[2]
ENOUGH = 60
"""Answers after which the process is killed; the ones of a server are killed in tests/load."""


def code_of(call, *args):
    with pytest.raises(StorageError) as error:
        call(*args)
    return error.value.code


def filled(rooms, people=3):
    room = rooms.open("m45", "es-MX", "es")
    rooms.go(room.code, room.secret, 0, 1)
    seats = [rooms.join(room.code, f"P{number}", "es").secret for number in range(people)]
    return room, seats


def test_every_answer_that_was_acknowledged_survives_a_kill(rooms, settings, opened, monkeypatch):
    monkeypatch.setattr(module, "DAYS", 3_000)  # the other process has a real clock
    room, seats = filled(rooms, 40)
    told: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.workshop.writer", room.code, *seats],
        cwd=TOP,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told.append(line.strip())
            if len(told) == ENOUGH:
                process.kill()
        process.wait()
    assert len(told) >= ENOUGH
    with opened().reading() as line:
        kept = [row[0] for row in line.execute(text("SELECT id FROM answers"))]
    assert len(kept) == len(set(kept))
    assert set(told) <= set(kept)
    assert len(kept) <= len(told) + 1  # at most the one that was on its way


def test_a_database_is_built_once_by_servers_that_start_together(settings):
    made, failures = [], []

    def start():
        try:
            made.append(Storage(database_url(settings)))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with made[0].reading() as line:
        steps = [row[0] for row in line.execute(text("SELECT version FROM schema_steps"))]
    assert steps == list(range(1, schema.VERSION + 1))
    for storage in made:
        storage.close()


def test_a_later_step_is_done_on_what_is_there(rooms, opened, monkeypatch):
    room, _ = filled(rooms)
    step = ("ALTER TABLE rooms ADD COLUMN later INTEGER NOT NULL DEFAULT 7",)
    monkeypatch.setattr(schema, "STEPS", (schema.FIRST, step))
    monkeypatch.setattr(schema, "VERSION", 2)
    for _ in range(2):
        with opened().reading() as line:
            found = line.execute(text("SELECT later FROM rooms")).scalar()
        assert found == 7
    assert rooms.see(room.code)


def test_a_step_that_fails_leaves_nothing_half_done(opened, monkeypatch):
    opened()
    step = ("ALTER TABLE rooms ADD COLUMN later INTEGER", "ALTER TABLE nothing ADD COLUMN x TEXT")
    monkeypatch.setattr(schema, "STEPS", (schema.FIRST, step))
    monkeypatch.setattr(schema, "VERSION", 2)
    with pytest.raises(StorageError):
        opened()
    monkeypatch.setattr(schema, "VERSION", 1)
    with opened().reading() as line:
        columns = line.execute(text("SELECT * FROM rooms")).keys()
    assert "later" not in columns


def test_a_newer_database_is_left_alone(opened):
    with opened().writing() as line:
        line.execute(text("INSERT INTO schema_steps (version) VALUES (99)"))
    assert code_of(opened) == "storage_newer"


def test_a_change_that_fails_is_not_there_in_part(rooms, opened):
    room, _ = filled(rooms)
    storage = opened()

    def change():
        with storage.writing() as line:
            line.execute(text("UPDATE rooms SET stage = 5"))
            line.execute(text("INSERT INTO seats (seat) VALUES ('half')"))

    assert code_of(change) == "storage_failed"
    assert rooms.see(room.code).stage == 1


def test_a_copy_goes_from_either_database_into_either(rooms, tmp_path, postgres):
    room, seats = filled(rooms)
    rooms.answer(room.code, seats[0], PREDICT, "a1" * 8, GUESS)
    rooms.keep_results(room.code, "start", {"all": {"b": {"conversion": 65.0}}})
    file = tmp_path / "copy.jsonl"
    assert backup(rooms.storage, file) == 1 + 3 + 1 + 1
    assert not file.with_name(file.name + ".part").exists()
    lite, large = {"EXPLAINER_DATA": str(tmp_path / "b")}, {"DATABASE_URL": postgres.database()}
    for target in (lite, large):
        there = Storage(database_url(target))
        assert restore(there, file) == 6
        again = Rooms(there, rooms._clock)
        assert again.see(room.code) == rooms.see(room.code)
        assert again.is_host(room.code, room.secret)
        assert code_of(restore, there, file) == "restore_not_empty"
        there.close()


@pytest.mark.parametrize("damage", ["{}", "nonsense", '{"table": "rooms; DROP", "row": {}}', "[]"])
def test_a_damaged_copy_leaves_the_database_empty(rooms, tmp_path, opened, damage):
    filled(rooms)
    file = tmp_path / "copy.jsonl"
    backup(rooms.storage, file)
    lines = file.read_text().splitlines()
    file.write_text("\n".join([*lines[:3], damage, *lines[3:]]))
    rooms.purge(everything=True)
    assert code_of(restore, opened(), file) == "restore_malformed"
    assert rooms.purge(everything=True) == 0


def test_the_command_line_copies_restores_and_purges(
    settings, rooms, tmp_path, monkeypatch, capsys
):
    for name in ("DATABASE_URL", "EXPLAINER_DATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    filled(rooms)
    file = str(tmp_path / "copy")
    assert main(["backup", file]) == 0
    assert main(["restore", file]) == 1
    assert MESSAGES["restore_not_empty"] in capsys.readouterr().err
    assert main(["purge"]) == 0
    assert main(["purge", "--all"]) == 0
    assert "1 rooms deleted" in capsys.readouterr().out
    assert main(["restore", file]) == 0
    assert main(["purge", "--all"]) == 0
    assert main(["restore", str(tmp_path / "none")]) == 1
    assert "none" in capsys.readouterr().err
    assert main(["where"]) == 0
    assert "rooms" in capsys.readouterr().out


# What only one of them can be.


@pytest.fixture
def file(tmp_path):
    return tmp_path / "rooms" / FILE


@pytest.fixture
def lite(tmp_path):
    storage = Storage(database_url({"EXPLAINER_DATA": str(tmp_path / "rooms")}))
    yield Rooms(storage)
    storage.close()


def test_sqlite_writes_ahead_and_to_the_disk(lite):
    with lite.storage.reading() as line:
        assert line.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert line.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert line.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_file_of_sqlite_is_its_owner_s_alone(lite, file):
    filled(lite)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_file_that_is_held_is_told_and_nothing_is_written(lite, file, monkeypatch):
    room, _ = filled(lite)
    lite.storage.close()
    monkeypatch.setattr(storages, "WAIT_SECONDS", 0.05)
    storage = Storage(lite.storage.url)
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        call = (Rooms(storage).go, room.code, room.secret, 1, 2)
        assert code_of(*call) == "storage_locked"
        other.execute("ROLLBACK")
    other.close()
    assert Rooms(storage).see(room.code).stage == 1
    storage.close()


def test_a_file_that_may_only_be_read_is_told_and_rooms_can_still_be_seen(lite):
    room, seats = filled(lite)

    def readonly(line):
        line.exec_driver_sql("PRAGMA query_only = ON")

    with lite.storage.reading() as line:
        readonly(line)
    lite.storage.close()
    storage = Storage(lite.storage.url)
    from sqlalchemy import event

    event.listen(storage._engine, "begin", readonly)
    rooms = Rooms(storage)
    assert rooms.see(room.code).stage == 1
    assert code_of(rooms.go, room.code, room.secret, 1, 2) == "storage_read_only"
    assert (
        code_of(rooms.answer, room.code, seats[0], PREDICT, "a1" * 8, GUESS) == "storage_read_only"
    )
    storage.close()


def test_a_full_disk_is_told_and_nothing_is_half_written(lite):
    from sqlalchemy import event

    room, seats = filled(lite)
    storage = lite.storage

    def full(line):
        pages = line.exec_driver_sql("PRAGMA page_count").scalar()
        line.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    event.listen(storage._engine, "begin", full)
    kept, code = 0, ""
    for number in range(500):
        try:
            lite.answer(room.code, seats[number % 3], PREDICT, f"{number:016x}", GUESS)
            kept += 1
        except StorageError as error:
            code = error.code
            break
        except module.WorkshopError:
            seats.append(lite.join(room.code, f"Q{number}", "es").secret)
            seats.pop(0)
    assert code == "storage_full"
    event.remove(storage._engine, "begin", full)
    with storage.reading() as line:
        line.exec_driver_sql("PRAGMA max_page_count = 100000")
        assert line.execute(text("SELECT COUNT(*) FROM answers")).scalar() == kept
        assert line.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_file_that_is_no_database_is_told(tmp_path):
    folder = tmp_path / "rooms"
    folder.mkdir()
    (folder / FILE).write_text("not a database, by any means" * 100)
    assert code_of(Storage, database_url({"EXPLAINER_DATA": str(folder)})) == "storage_damaged"


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    url = database_url({"EXPLAINER_DATA": str(tmp_path / "file" / "rooms")})
    assert code_of(Storage, url) == "storage_unreachable"


def test_a_server_that_is_not_there_is_told():
    url = database_url({"DATABASE_URL": "postgresql://rooms@127.0.0.1:1/rooms"})
    assert code_of(Storage, url) == "storage_unreachable"


def test_postgres_that_is_held_or_read_only_is_told(postgres, monkeypatch):
    monkeypatch.setattr(storages, "WAIT_SECONDS", 1)
    address = postgres.database()
    storage = Storage(database_url({"DATABASE_URL": address}))
    rooms = Rooms(storage)
    room, _ = filled(rooms)
    import psycopg

    with psycopg.connect(address) as other:
        other.execute("SELECT * FROM rooms FOR UPDATE")
        assert code_of(rooms.go, room.code, room.secret, 1, 2) == "storage_locked"
        other.rollback()
    name = address.rpartition("/")[2]
    postgres.execute(name, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    storage.close()
    assert code_of(rooms.go, room.code, room.secret, 1, 2) == "storage_read_only"
    assert rooms.see(room.code).stage == 1
    storage.close()


@pytest.mark.parametrize(
    "address",
    ["mysql://x/y", "nonsense", "sqlite://", "sqlite:///:memory:", "postgresql+asyncpg://x/y"],
)
def test_an_address_of_another_database_is_refused_by_name(address):
    assert code_of(database_url, {"DATABASE_URL": address}) == "storage_address"


def test_the_addresses_that_hosts_give_are_understood():
    for given in ("postgres://u@h/d", "postgresql://u@h/d"):
        assert database_url({"DATABASE_URL": given}).drivername == "postgresql+psycopg"
    assert str(database_url({}).database).endswith(f".data/{FILE}")
