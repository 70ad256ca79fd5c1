"""Rooms in a real database of each kind; what can only be tested on one of them says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.postgres import Postgres
from explainer.workshop.answers import Answer
from explainer.workshop.rooms import Rooms
from explainer.workshop.storage import Storage, database_url

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for the whole run."""
    with Postgres() as server:
        yield server


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database."""
    return str(request.param)


@pytest.fixture
def settings(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, str]:
    """The environment that names a new database."""
    if kind == "sqlite":
        return {"EXPLAINER_DATA": str(tmp_path / "rooms")}
    return {"DATABASE_URL": request.getfixturevalue("postgres").database()}


@pytest.fixture
def opened(settings: dict[str, str]) -> Iterator[Callable[[], Storage]]:
    """Opens the database, as often as asked."""
    made: list[Storage] = []

    def open_it() -> Storage:
        made.append(Storage(database_url(settings)))
        return made[-1]

    yield open_it
    for storage in made:
        storage.close()


class Clock:
    """Says the time that a test sets."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rooms(opened: Callable[[], Storage], clock: Clock) -> Rooms:
    return Rooms(opened(), clock)


GUESS = Answer({"guess": 70, "low": 60, "high": 80, "confidence": "medium"})
