"""A request that never ends does not keep its line; one that comes in time is answered."""

import asyncio

import pytest
from uvicorn.config import Config
from uvicorn.protocols.http import auto
from uvicorn.server import ServerState
from websockets.asyncio.client import connect

from explainer.view.front.arrival import BoundedProtocol, bound_requests

WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
NEVER = {
    "nothing at all": b"",
    "half a head": b"GET / HTTP/1.1\r\nHost: x\r\nX-",
    "half a body": POST + b"abc",
    "half of a second request": WHOLE + b"GET / HT",
}
SHORT = 0.2
"""Seconds a request may take in these tests."""


async def echo(scope, receive, send):
    """Answer after longer than a request may take to arrive; repeat what a websocket says."""
    message = await receive()
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": message["text"]})
        return
    while message.get("more_body"):
        message = await receive()
    await asyncio.sleep(2 * SHORT)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"done"})


async def serve():
    """Answer at a free port, with lines that wait only shortly for a request."""

    class Line(BoundedProtocol):
        longest = SHORT

    config = Config(echo, timeout_keep_alive=1)
    config.load()
    loop, state = asyncio.get_running_loop(), ServerState()
    return await loop.create_server(lambda: Line(config, state, {}), "127.0.0.1", 0)


def told(parts, pause=0.0):
    """Send parts of a request on one line; return all that comes back until it is closed."""

    async def story():
        server = await serve()
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for part in parts:
            writer.write(part)
            await asyncio.sleep(pause)
        try:
            return await asyncio.wait_for(reader.read(), 10)
        except ConnectionError:
            return b""
        finally:
            writer.close()
            server.close()

    return asyncio.run(story())


@pytest.mark.parametrize("part", NEVER.values(), ids=NEVER)
def test_a_request_that_never_ends_is_not_waited_for(part):
    answer = told([part])
    assert answer.count(b"done") == part.count(WHOLE)


def test_a_byte_now_and_then_is_not_waited_for_either():
    assert told([WHOLE[at : at + 1] for at in range(len(WHOLE))], pause=SHORT / 10) == b""


@pytest.mark.parametrize("parts", [[WHOLE], [POST, b"abcde"], [WHOLE[:9], WHOLE[9:]]])
def test_what_comes_in_time_is_answered_however_long_the_answer_takes(parts):
    assert told(parts, pause=SHORT / 10).count(b"done") == 1


def test_two_requests_that_come_together_are_both_answered():
    assert told([WHOLE + WHOLE]).count(b"done") == 2


def test_a_websocket_stays_open_when_a_request_would_have_been_too_long():
    async def story():
        server = await serve()
        address = server.sockets[0].getsockname()
        async with connect(f"ws://{address[0]}:{address[1]}/") as line:
            for _ in range(3):
                await asyncio.sleep(2 * SHORT)
                await line.send("still there")
                assert await asyncio.wait_for(line.recv(), 10) == "still there"
        server.close()

    asyncio.run(story())


def test_the_server_takes_lines_of_this_kind(monkeypatch):
    monkeypatch.setattr(auto, "AutoHTTPProtocol", auto.AutoHTTPProtocol)
    bound_requests()
    config = Config(echo)
    config.load()
    assert config.http_protocol_class is BoundedProtocol
