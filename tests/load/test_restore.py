"""A machine is gone: its rooms go on from a copy on an empty one, of the other kind of database."""

from __future__ import annotations

import asyncio
import os
import secrets
import subprocess
import sys
from urllib.parse import parse_qsl

import pytest
from sqlalchemy import text

from deploy.postgres import Postgres
from deploy.site_process import Server
from explainer.workshop.storage import Storage, database_url
from tests.load.client import Visitor
from tests.load.workshop_room import led, seated, values

KEY = "ws_answer_predict"


async def answer(visitor, name):
    await visitor.change(KEY, {"sent": {"id": name, "values": values("predict", None), "tries": 1}})
    return visitor.data(KEY)["stored"]


def look_after(top, settings, *words):
    command = [sys.executable, "-m", "explainer.workshop", *words]
    done = subprocess.run(
        command, cwd=top, env=os.environ | settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_room_goes_on_from_a_copy_on_an_empty_machine(top, tmp_path):
    copy, first, second = tmp_path / "copy.jsonl", secrets.token_hex(16), secrets.token_hex(16)
    with Postgres() as postgres:
        old = {"DATABASE_URL": postgres.database()}

        async def before(url):
            code = await led(url)
            phone = await seated(url, code)
            assert await answer(phone, first) == first
            await phone.__aexit__(None, None, None)
            return phone.query

        with Server(top, tmp_path / "old.log", settings=old) as server:
            query = asyncio.run(before(server.url))
            assert "rows written" in look_after(top, old, "backup", str(copy))
    assert copy.stat().st_mode & 0o077 == 0  # the names that people took are in it
    new = {"EXPLAINER_DATA": str(tmp_path / "empty"), "DATABASE_URL": ""}
    assert "rows read" in look_after(top, new, "restore", str(copy))

    async def after(url):
        async with Visitor(url) as phone:
            await phone.open("join", dict(parse_qsl(query)))
            seen = phone.data(KEY)["stored"]
            return seen, await answer(phone, second)

    with Server(top, tmp_path / "new.log", settings=new) as server:
        assert asyncio.run(after(server.url)) == (first, second)
    storage = Storage(database_url(new))
    with storage.reading() as line:
        kept = {row[0] for row in line.execute(text("SELECT id FROM answers"))}
    storage.close()
    assert second in kept
