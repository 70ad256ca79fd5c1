"""Rooms on a real server: killed amid answers, guessed at, and under a small load."""

from __future__ import annotations

import asyncio
import secrets

import pytest
from sqlalchemy import text

from deploy.postgres import Postgres
from deploy.site_process import Server
from explainer.workshop.storage import Storage, database_url
from tests.load.client import Visitor
from tests.load.workshop_room import led, seated, values
from tests.workshop.conftest import KINDS

PEOPLE, ANSWERS = 10, 500
STEP = "predict"
KEY = f"ws_answer_{STEP}"


@pytest.fixture(scope="module")
def postgres():
    with Postgres() as server:
        yield server


@pytest.fixture(params=KINDS)
def settings(request, tmp_path, postgres):
    if request.param == "sqlite":
        return {"EXPLAINER_DATA": str(tmp_path / "rooms")}
    return {"DATABASE_URL": postgres.database()}


async def answers_without_end(visitor, told, most):
    """Answer again and again until the line is cut; note what was acknowledged."""
    for _ in range(most):
        name = secrets.token_hex(16)
        try:
            await visitor.change(KEY, {"sent": {"id": name, "values": values(STEP, None)}})
            if visitor.data(KEY)["stored"] == name:
                told.append(name)
        except Exception:
            return


@pytest.mark.slow
def test_a_server_killed_amid_500_answers_has_all_that_it_acknowledged(top, tmp_path, settings):
    """On each database; afterwards every phone is at its place by its address alone."""
    told: list[str] = []

    async def until_killed(server):
        code = await led(server.url)
        phones = [await seated(server.url, code) for _ in range(PEOPLE)]
        each = ANSWERS // PEOPLE
        sending = [asyncio.create_task(answers_without_end(one, told, each)) for one in phones]
        while len(told) < ANSWERS // 2:
            assert not all(task.done() for task in sending)
            await asyncio.sleep(0.02)
        server.kill()
        await asyncio.gather(*sending)
        return [one.query for one in phones]

    async def back(url, query):
        async with Visitor(url) as visitor:
            await visitor.open("join", dict(pair.split("=") for pair in query.split("&")))
            return visitor.data(KEY)["stored"]

    with Server(top, tmp_path / "server.log", settings=settings) as server:
        places = asyncio.run(asyncio.wait_for(until_killed(server), 400))
        server.start()
        again = [asyncio.run(back(server.url, query)) for query in places]
    storage = Storage(database_url(settings))
    with storage.reading() as line:
        kept = [row[0] for row in line.execute(text("SELECT id FROM answers"))]
    storage.close()
    assert ANSWERS // 2 <= len(told) < ANSWERS
    assert set(told) <= set(kept)
    assert len(kept) == len(set(kept))
    assert len(kept) <= len(told) + PEOPLE  # those that were on their way
    assert len(set(again)) == PEOPLE
    assert set(again) <= set(kept)
