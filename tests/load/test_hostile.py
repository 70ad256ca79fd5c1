"""What a hostile visitor sends leaves nothing behind and takes nothing from the others."""

import asyncio
import contextlib
import socket
import time
import urllib.error
import urllib.request

import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from deploy.site_process import Server
from explainer.view.front.arrival import LONGEST
from tests.load.client import Visitor
from tests.load.test_client import SMALL, dialled

SIZE = 4_900_000


@pytest.fixture(scope="module")
def server(top, tmp_path_factory):
    with Server(top, tmp_path_factory.mktemp("hostile") / "server.log") as running:
        yield running


def upload(url, session, number, data):
    """Send a file as Streamlit's own page would; return the status of the answer."""
    edge, token = "edge", generate_xsrf_token_string()
    head = f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    request = urllib.request.Request(
        f"{url}/_stcore/upload_file/{session}/{number}",
        data=head.encode() + data + f"\r\n--{edge}--\r\n".encode(),
        method="PUT",
        headers={
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "Cookie": f"_streamlit_xsrf={token}",
            "X-Xsrftoken": token,
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except urllib.error.URLError:
        return 413  # the server closed the line after its answer, before it had the file


@pytest.mark.parametrize("files", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_files_are_not_taken_and_leave_no_memory_behind(server, record_property, files):
    async def story():
        async with Visitor(server.url) as visitor:
            await visitor.open("sim", {"lang": "es"} | SMALL.to_query())
            assert visitor.session
            process = psutil.Process(server.process.pid)
            before = process.memory_info().rss
            data = b"x" * SIZE
            codes = [
                await asyncio.to_thread(upload, server.url, visitor.session, number, data)
                for number in range(files)
            ]
            return codes, process.memory_info().rss - before

    codes, more = asyncio.run(story())
    record_property("files of 4.9 MB", len(codes))
    record_property("more MB afterwards", round(more / 1e6))
    assert set(codes) == {413}
    assert more < 8 * SIZE  # all of them would be forty times their size, or more


def test_a_message_that_empties_the_caches_does_not_stop_the_others(server):
    async def story():
        async with Visitor(server.url) as other, Visitor(server.url) as hostile:
            await hostile.open("sim", {"lang": "es"} | SMALL.to_query())
            await other.open("sim", {"lang": "es"} | SMALL.to_query())
            for number in range(1, 6):
                await hostile.send(BackMsg(clear_cache=True))
                run = await other.change("main_dials", dialled(number, 10 * number))
                assert run.shown is not None

    asyncio.run(asyncio.wait_for(story(), 120))


# That such a line is closed is held by `tests/view/front/test_arrival.py` without so long a wait.
@pytest.mark.parametrize("waited", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_thousand_requests_that_never_end_keep_nobody_out_without_a_proxy(server, waited):
    """The server itself closes them, and answers others meanwhile."""
    lines = [socket.create_connection(("127.0.0.1", server.port), 10) for _ in range(1000)]
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-")
    with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
        assert answer.status == 200
    end = time.monotonic() + LONGEST + 10
    for line in lines:
        if waited:
            line.settimeout(max(0.1, end - time.monotonic()))
            with contextlib.suppress(ConnectionError):
                assert line.recv(1) == b""
        line.close()
