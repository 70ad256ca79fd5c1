"""What breaks while visitors are there, and what they see of it: nothing of theirs is lost."""

from __future__ import annotations

import asyncio
import contextlib
import random
import secrets
import socket
import time
from urllib.parse import parse_qsl

import psutil
import pytest
from playwright.sync_api import sync_playwright
from sqlalchemy import text
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from deploy.site_process import Server
from deploy.stack import Stack
from explainer.workshop.storage import Storage, database_url
from tests.browser.find_chromium import find
from tests.browser.test_line import said, slider, state, to_the_end
from tests.browser.visits import FLAGS, Visits, ready
from tests.load.client import PROTOCOL, STREAM, Visitor
from tests.load.swarm import megabytes
from tests.load.test_client import SMALL, dialled
from tests.load.workshop_room import led, seated, values

pytestmark = pytest.mark.slow
STEP = "predict"
KEY = f"ws_answer_{STEP}"
PEOPLE, ROUNDS = 8, 12
PROMPT = 2.0
"""Seconds in which an ordinary visitor is answered beside somebody hostile, on a busy machine."""


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    with Stack(tmp_path_factory.mktemp("faults")) as running:
        yield running


def record(record_property, **counts):
    for name, value in counts.items():
        record_property(name.replace("_", " "), value)


async def left(visitor):
    """Close a line that may be cut already."""
    with contextlib.suppress(Exception):
        await visitor.__aexit__(None, None, None)


class Person:
    """A visitor who comes back as `line.js` has a browser do: by the address, until it works."""

    def __init__(self, url, number):
        self.url, self.number = url, number
        self.cookie = f"replica={('one', 'two')[number % 2]}"
        self.moves = self.returned = 0
        self.value = None

    async def simulate_journeys(self, rounds, hurt):
        query = {"lang": "es"} | SMALL.with_values({"seed": 100 + self.number}).to_query()
        visitor = await self.enter(query)
        for round_ in range(rounds):
            if round_ == rounds // 3:
                hurt.set()
            self.value = 10 + 5 * round_ + self.number % 5
            while True:
                try:
                    await asyncio.wait_for(
                        visitor.change("main_dials", dialled(round_ + 1, self.value)), 60
                    )
                    break
                except Exception:  # the line was cut
                    self.returned += 1
                    await left(visitor)
                    visitor = await self.enter(dict(parse_qsl(visitor.query)))
            self.moves += 1
            await asyncio.sleep(0.2)
        await visitor.__aexit__(None, None, None)
        return dict(parse_qsl(visitor.query))

    async def enter(self, query):
        end = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError, Exception):
                visitor = await Visitor(self.url, cookie=self.cookie).__aenter__()
                await asyncio.wait_for(visitor.open("sim", query), 60)
                return visitor
            assert time.monotonic() < end
            await asyncio.sleep(0.3)


async def room_of(url, people):
    """Open a room and seat people, in turn at either replica."""
    code = await led(url)
    cookies = [f"replica={('one', 'two')[number % 2]}" for number in range(people)]
    return [await seated(url, code, cookie) for cookie in cookies]


async def answering(url, visitor, many, told, sent):
    """Answer again and again; each answer is sent until it is confirmed, as a phone does."""
    cookie = visitor.cookie
    for _ in range(many):
        name, tries = secrets.token_hex(16), 0
        sent.add(name)
        end = time.monotonic() + 90
        while True:
            tries += 1
            assert time.monotonic() < end, "an answer was never confirmed"
            try:
                said = {"id": name, "values": values(STEP, random), "tries": tries}
                await asyncio.wait_for(visitor.change(KEY, {"sent": said}), 30)
                if visitor.data(KEY)["stored"] == name:
                    told.add(name)
                    break
                await asyncio.sleep(0.3)
            except AssertionError:
                raise
            except Exception:
                await asyncio.sleep(0.3)
                await left(visitor)
                with contextlib.suppress(Exception):
                    again = await Visitor(url, cookie=cookie).__aenter__()
                    await asyncio.wait_for(again.open("join", dict(parse_qsl(visitor.query))), 30)
                    visitor = again
        await asyncio.sleep(0.1)
    await visitor.__aexit__(None, None, None)


def kept(address):
    storage = Storage(database_url({"DATABASE_URL": address}))
    with storage.reading() as line:
        found = [row[0] for row in line.execute(text("SELECT id FROM answers"))]
    storage.close()
    return found


def test_a_replica_killed_under_load_costs_no_state_and_no_answer(stack, record_property):
    """Its visitors go on at the other one, where they were; a room loses and doubles nothing."""
    people = [Person(stack.url, number) for number in range(PEOPLE)]
    told, sent = set(), set()

    async def go():
        phones = await room_of(stack.url, 4)
        hurt = asyncio.Event()
        living = [asyncio.create_task(one.simulate_journeys(ROUNDS, hurt)) for one in people]
        room = [
            asyncio.create_task(answering(stack.url, phone, 15, told, sent)) for phone in phones
        ]
        await hurt.wait()
        stack.replicas["one"].kill()
        found = await asyncio.gather(*living)
        await asyncio.gather(*room)
        return found

    queries = asyncio.run(asyncio.wait_for(go(), 300))
    assert stack.mend() == ["one"]
    moves, returned = sum(one.moves for one in people), sum(one.returned for one in people)
    record(record_property, moves=moves, lost_moves=PEOPLE * ROUNDS - moves, returned=returned,
         answers=len(sent), lost_answers=len(told - set(kept(stack.database))))  # fmt: skip
    assert moves == PEOPLE * ROUNDS
    assert returned >= 1
    for one, query in zip(people, queries, strict=True):
        assert query["seed"] == str(100 + one.number)
        assert float(query["population.patience"]) == pytest.approx(one.value / 100)
    stored = kept(stack.database)
    assert told == sent
    assert told <= set(stored)
    assert len(stored) == len(set(stored))


def test_a_database_that_starts_anew_costs_no_answer_and_no_other_page(stack, record_property):
    """While it is away pages that need none go on; answers are sent again until they are kept."""
    told, sent, away = set(), set(), []

    async def beside():
        async with Visitor(stack.url, cookie="replica=two") as visitor:
            await visitor.open("sim", {"lang": "es"} | SMALL.to_query())
            for number in range(1, 6):
                run = await visitor.change("main_dials", dialled(number, 10 * number))
                away.append(run.shown)

    async def go():
        phones = await room_of(stack.url, 4)
        room = [
            asyncio.create_task(answering(stack.url, phone, 10, told, sent)) for phone in phones
        ]
        while len(told) < 8:
            await asyncio.sleep(0.05)
        await asyncio.to_thread(stack.postgres.stop)
        await beside()
        await asyncio.to_thread(stack.postgres.start)
        await asyncio.gather(*room)

    asyncio.run(asyncio.wait_for(go(), 300))
    stored = kept(stack.database)
    record(record_property, answers=len(sent), lost_answers=len(told - set(stored)),
         moves_meanwhile=len(away))  # fmt: skip
    assert len(away) == 5
    assert told == sent
    assert told <= set(stored)
    assert len(stored) == len(set(stored))


def test_a_full_disk_keeps_what_was_kept_and_confirms_nothing_else(top, tmp_path, record_property):
    """No file may grow any more; afterwards everything goes on without a restart."""
    data = tmp_path / "rooms"
    with Server(top, tmp_path / "server.log", settings={"EXPLAINER_DATA": str(data)}) as server:
        process = psutil.Process(server.process.pid)
        told, refused = [], []

        async def send(visitor, into):
            name = secrets.token_hex(16)
            said = {"id": name, "values": values(STEP, random), "tries": 1}
            await visitor.change(KEY, {"sent": said})
            if visitor.data(KEY)["stored"] == name:
                into.append(name)
                return True
            return False

        async def go():
            code = await led(server.url)
            visitor = await seated(server.url, code)
            assert [await send(visitor, told) for _ in range(5)] == [True] * 5
            log = max(one.stat().st_size for one in data.iterdir())
            process.rlimit(psutil.RLIMIT_FSIZE, (log, psutil.RLIM_INFINITY))
            for _ in range(200):
                if not await send(visitor, told):
                    refused.append(visitor.html())
                    if len(refused) == 3:
                        break
            process.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))
            assert await send(visitor, told)
            await visitor.__aexit__(None, None, None)

        asyncio.run(asyncio.wait_for(go(), 120))
    stored = kept(f"sqlite:///{data / 'workshop.sqlite3'}")
    record(record_property, answers=len(told), refused=len(refused),
         lost_answers=len(set(told) - set(stored)))  # fmt: skip
    assert refused
    assert set(told) <= set(stored)


def prompt(url, cookie, moves=4):
    """Return how long an ordinary visitor waits for the slowest of some moves."""

    async def go():
        async with Visitor(url, cookie=cookie) as visitor:
            await visitor.open("sim", {"lang": "es"} | SMALL.to_query())
            runs = [
                await visitor.change("main_dials", dialled(n, 9 * n)) for n in range(1, moves + 1)
            ]
            return max(run.shown for run in runs)

    return asyncio.run(asyncio.wait_for(go(), 60))


def test_who_does_not_read_costs_nobody_else_time_or_memory(stack, record_property):
    """Ten visitors ask again and again and take nothing off the line."""
    pid = stack.replicas["one"].process.pid
    before = prompt(stack.url, "replica=one")
    held = megabytes(pid)

    async def go():
        lines = []
        for _ in range(10):
            stream = stack.url.replace("http", "ws", 1) + STREAM
            line = await connect(
                stream,
                subprotocols=[PROTOCOL],
                additional_headers={"Cookie": "replica=one"},
                max_size=None,
                max_queue=1,
                ping_interval=None,
                proxy=None,
            )
            lines.append(line)
            for seed in range(12):
                message = BackMsg()
                message.rerun_script.page_name = "sim"
                message.rerun_script.query_string = f"lang=es&shoppers=60&weeks=5&seed={seed}"
                await line.send(message.SerializeToString())
        slow = await asyncio.to_thread(prompt, stack.url, "replica=one")
        grown = megabytes(pid) - held
        for line in lines:
            line.transport.abort()
        return slow, grown

    slow, grown = asyncio.run(asyncio.wait_for(go(), 120))
    record(record_property, slowest_move_s=round(slow, 2), alone_s=round(before, 2),
         more_MB=round(grown))  # fmt: skip
    assert slow < before + PROMPT
    assert grown < 200


def test_a_thousand_half_open_lines_keep_nobody_out_and_are_closed(stack, record_property):
    """Heads that never end: the proxy waits for ten seconds, and serves the others meanwhile."""
    lines = []
    for _ in range(1000):
        line = socket.create_connection(("127.0.0.1", stack.port), timeout=10)
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-")
        lines.append(line)
    begun = time.monotonic()
    waited = prompt(stack.url, "replica=two")
    open_still = list(lines)
    while open_still and time.monotonic() - begun < 25:
        for line in list(open_still):
            line.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                try:
                    gone = line.recv(1000) == b""
                except ConnectionError:
                    gone = True
                if gone:
                    open_still.remove(line)
        time.sleep(0.2)
    closed_after = time.monotonic() - begun
    for line in lines:
        line.close()
    record(record_property, lines=len(lines), left_open=len(open_still),
         closed_after_s=round(closed_after), slowest_move_s=round(waited, 2))  # fmt: skip
    assert waited < PROMPT
    assert open_still == []


def test_a_byte_at_a_time_is_not_waited_for(stack, record_property):
    lines = [socket.create_connection(("127.0.0.1", stack.port), timeout=10) for _ in range(50)]
    head = b"GET /sim HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 200
    begun, left = time.monotonic(), set(range(50))
    for byte in head:
        for number in list(left):
            try:
                lines[number].sendall(bytes([byte]))
            except OSError:
                left.discard(number)
        if not left:
            break
        time.sleep(0.25)
    took = time.monotonic() - begun
    for line in lines:
        line.close()
    record(record_property, lines=50, left_open=len(left), closed_after_s=round(took))
    assert left == set()
    assert took < 20


def test_malformed_frames_end_their_own_line_alone(stack, record_property):
    """Junk, texts, frames that are too large, opcodes that are none: 240 in all."""
    pid = stack.replicas["one"].process.pid
    dice = random.Random(7)
    junk = [
        b"",
        b"\xff" * 400,
        dice.randbytes(5000),
        BackMsg(
            rerun_script={
                "page_name": "sim",
                "query_string": "%ED%B2%80=\udcb2".encode("utf-8", "surrogatepass").decode(
                    "latin-1"
                ),
            }
        ).SerializeToString(),
        BackMsg(rerun_script={"fragment_id": "x" * 10_000}).SerializeToString()[:-7],
        b"\x08" * 100_000,
    ]
    sent = 0

    async def hostile(number):
        nonlocal sent
        stream = stack.url.replace("http", "ws", 1) + STREAM
        extra = {"additional_headers": {"Cookie": "replica=one"}, "proxy": None}
        for round_ in range(10):  # a line each: the server ends one as soon as it meets a text
            piece = junk[(number + round_) % len(junk)]
            with contextlib.suppress(ConnectionClosed):
                async with connect(stream, subprotocols=[PROTOCOL], max_size=None, **extra) as line:
                    sent += 1
                    if round_ == 4:
                        await line.send("text and no bytes")
                    elif round_ == 8:
                        line.transport.write(b"\x8b\xff\x00raw junk that is no frame" + piece[:99])
                    else:
                        await line.send(piece)
                    await asyncio.sleep(0.01)

    async def go():
        await asyncio.gather(*(hostile(number) for number in range(24)))

    before = prompt(stack.url, "replica=one")
    asyncio.run(asyncio.wait_for(go(), 60))
    after = prompt(stack.url, "replica=one")
    record(record_property, sent=sent, slowest_move_after_s=round(after, 2))
    assert sent == 240
    assert stack.replicas["one"].process.poll() is None
    assert stack.replicas["one"].process.pid == pid
    assert after < before + PROMPT


@pytest.fixture
def own_browser():
    """A browser that is gone afterwards: its library's loop would be in the way of other tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield browser
        browser.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["es", "pt"])
def test_a_browser_goes_on_at_the_other_replica(stack, own_browser, language):
    """Its replica is killed for good: the same page, not loaded anew, with what was chosen."""
    visits = Visits(stack.url, own_browser)
    page = visits("/sim", lang=language)
    page.evaluate("window.testDocument = 1")
    page.evaluate("addEventListener('ec-line', () => { window.testBack = 1; })")
    to_the_end(slider(page, "patience", language))
    ready(page)
    before, result = state(page), said(page)
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    stack.replicas[cookies["replica"]].kill()
    page.wait_for_function("window.testBack", timeout=60_000)  # too soon for a notice
    ready(page)
    assert state(page) == before
    assert said(page) == result
    to_the_end(slider(page, "crossing", language))
    ready(page)
    assert state(page) == before.with_values({"population.crossing_share": 1.0})
    assert page.evaluate("window.testDocument") == 1
    after = {one["name"]: one["value"] for one in page.context.cookies()}
    visits.close()
    assert stack.mend() == [cookies["replica"]]
    assert after["replica"] != cookies["replica"]
