"""A database of the first published version is opened, seen, led on and copied by this one."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import psycopg
import pytest

from explainer.workshop import schema
from explainer.workshop.backup import backup, restore
from explainer.workshop.files import answers_table, islands_table, results_table
from explainer.workshop.islands import body, plan_of
from explainer.workshop.rooms import Rooms
from explainer.workshop.scoring import ALL, gaps
from explainer.workshop.storage import FILE, Storage, database_url
from explainer.workshop.templates import ISLANDS, runs_needed

HERE = Path(__file__).parent
TABLES = (HERE / "tables_of_version_1.sql").read_text(encoding="utf-8")
ROOM = HERE / "room_of_version_1.jsonl"
CODE, HOST, SEAT = "K7M3CD", 2 * "0123456789abcdef", 32 * "1"
NOW = 1_790_000_100.0


def statements():
    plain = "\n".join(line for line in TABLES.splitlines() if not line.startswith("--"))
    return [one.strip() for one in plain.split(";") if one.strip()]


def rows():
    for line in ROOM.read_text(encoding="utf-8").splitlines()[1:]:
        said = json.loads(line)
        yield said["table"], list(said["row"]), list(said["row"].values())


def fill(execute, mark):
    for statement in statements():
        execute(statement)
    for table, names, values in rows():
        marks = ", ".join([mark] * len(names))
        execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)


@pytest.fixture
def older(kind, settings):
    """A database as the first version left it, filled without a line of this version's code."""
    if kind == "sqlite":
        file = Path(settings["EXPLAINER_DATA"]) / FILE
        file.parent.mkdir()
        with sqlite3.connect(file) as line:
            fill(line.execute, "?")
        line.close()
    else:
        with psycopg.connect(settings["DATABASE_URL"]) as line:
            fill(line.execute, "%s")
    return settings


def test_the_first_step_is_as_it_was_published():
    def plain(text):
        return re.sub(r"\s+", " ", text).strip()

    assert [plain(one) for one in (schema.STEPS_TABLE, *schema.FIRST)] == [
        plain(one) for one in statements()[:-1]
    ]


@pytest.mark.usefixtures("older")
def test_a_room_of_before_opens_and_goes_on(opened):
    rooms = Rooms(opened(), lambda: NOW)
    seen = rooms.see(CODE)
    assert [one.nickname for one in seen.seats] == ["Puma veloz", "Nutria audaz", "D’Artagnan"]
    assert rooms.is_host(CODE, HOST)
    assert rooms.seat(CODE, SEAT) == seen.seats[0].seat
    assert len(answers_table(seen)) == len(seen.answers) == 7
    assert len(results_table(seen)) == 5 + 4 + 4
    assert len(gaps(seen)) > 0
    # What is new is missing, and is simulated from the answers of then.
    there = {run for run, _ in seen.results}
    assert [run for run in runs_needed(seen.template, seen.stage) if run not in there] == [ISLANDS]
    assert islands_table(seen).empty
    assert plan_of(seen) == {"store": "promote", "website": "share"}
    rooms.keep_results(CODE, ISLANDS, body(seen, {"teams": {}, "situations": {}}))
    assert (ISLANDS, ALL) in rooms.see(CODE).results
    assert rooms.go(CODE, HOST, 7, 8)
    assert rooms.see(CODE).step == "end"
    rooms.delete(CODE, HOST)


@pytest.mark.usefixtures("older")
def test_a_copy_of_before_is_read_by_this_version(opened, tmp_path):
    again = Storage(database_url({"EXPLAINER_DATA": str(tmp_path / "again")}))
    assert restore(again, ROOM) == len(list(rows()))
    assert Rooms(again, lambda: NOW).see(CODE) == Rooms(opened(), lambda: NOW).see(CODE)
    copy = tmp_path / "copy.jsonl"
    assert backup(again, copy) == len(list(rows()))
    again.close()
