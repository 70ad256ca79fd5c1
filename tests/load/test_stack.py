"""Two replicas, nginx and PostgreSQL as plain processes: what a visitor gets through the proxy."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import psutil
import pytest

from deploy.nginx import find_or_install
from deploy.proxy_files import COMPOSED, FOLDER
from deploy.site_process import free_port
from deploy.stack import Stack
from tests.load.client import Visitor
from tests.load.headers import faults
from tests.load.test_client import SMALL, dialled

pytestmark = pytest.mark.slow
REQUEST = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]


UPGRADE = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Cookie: replica=one\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: streamlit\r\n"
    b"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
)


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    with Stack(tmp_path_factory.mktemp("stack")) as running:
        yield running


def ask(url, path="", method="GET", data=None, **headers):
    """Return status, headers and body of an answer."""
    unchecked = ssl.create_default_context()
    unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url + path, data=data, method=method, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=30, context=unchecked) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.mark.parametrize(
    "path", ["/", "/sim?lang=pt", "/learn", "/nowhere", "/_stcore/health", "/app/static/icon.png"]
)
def test_the_headers_of_answers_have_no_fault(stack, path):
    status, headers, _ = ask(stack.url, path)
    assert status in {200, 404}
    assert faults(headers, path) == []


def test_pages_and_scripts_come_compressed_and_scripts_may_be_kept(stack):
    _, headers, body = ask(stack.url, "/", accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    page = gzip.decompress(body).decode()
    script = page.partition('src="./static/js/')[2].partition('"')[0]
    _, headers, packed = ask(stack.url, f"/static/js/{script}", accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
    assert len(packed) < len(gzip.decompress(packed)) / 2


def test_the_site_is_healthy_and_what_is_for_its_owner_is_closed(stack):
    assert ask(stack.url, "/_proxy/health")[0] == 200
    assert ask(stack.url, "/_stcore/health")[0] == 200
    for path in ("/_stcore/metrics", "/_stcore/script-health-check", "/unavailable.html"):
        assert ask(stack.url, path)[0] == 404


def test_a_visit_stays_where_it_is(stack):
    """Two replicas take visits; whoever has the cookie of one is answered by that one."""
    cookies = {ask(stack.url, "/")[1]["set-cookie"].partition(";")[0] for _ in range(40)}
    assert cookies == {"replica=one", "replica=two"}
    instances = {}
    for cookie in sorted(cookies):
        answers = [ask(stack.url, "/_stcore/health", cookie=cookie)[1] for _ in range(10)]
        instances[cookie] = {answer["x-site-instance"] for answer in answers}
        assert all("replica=" not in str(answer.get_all("set-cookie")) for answer in answers)
    assert [len(found) for found in instances.values()] == [1, 1]
    assert len(set.union(*instances.values())) == 2


def test_a_browser_that_keeps_no_cookie_stays_as_well(stack):
    found = {ask(stack.url, "/_stcore/health")[1]["x-site-instance"] for _ in range(20)}
    assert len(found) == 1


def test_the_simulator_answers_through_the_proxy(stack):
    async def visit(cookie):
        async with Visitor(stack.url, cookie=cookie) as visitor:
            await visitor.open("sim", {"lang": "es"} | SMALL.to_query())
            run = await visitor.change("main_dials", dialled(1, 33))
            assert run.shown is not None
            assert "population.patience=0.33" in visitor.query

    for cookie in ("replica=one", "replica=two", "", "replica=nobody"):
        asyncio.run(visit(cookie))


def test_a_replica_takes_five_hundred_lines(stack, record_property):
    """At the usual limit of 1,024 descriptors it was about three hundred."""
    lines = []
    for _ in range(500):
        line = socket.create_connection(("127.0.0.1", stack.port), timeout=20)
        line.sendall(UPGRADE)
        lines.append(line)
    answers = [line.recv(4096) for line in lines]
    status, _, _ = ask(stack.url, "/_stcore/health", cookie="replica=one")
    for line in lines:
        line.close()
    record_property("lines", sum(answer.startswith(b"HTTP/1.1 101") for answer in answers))
    assert all(answer.startswith(b"HTTP/1.1 101") for answer in answers)
    assert status == 200


def test_a_crowd_is_let_in_and_a_flood_is_not(stack):
    """Of 10,800 requests at once some are answered with words in both languages."""
    time.sleep(5)  # other tests have asked from this address: now it may ask as often as any
    head = b"HEAD /app/static/icon.png HTTP/1.1\r\nHost: x\r\n"
    answers = []

    def flood():
        with socket.create_connection(("127.0.0.1", stack.port), timeout=30) as line:
            last = head.replace(b"HEAD", b"GET") + b"Connection: close\r\n\r\n"
            line.sendall(b"".join([head + b"\r\n"] * 899) + last)
            while piece := line.recv(65_536):
                answers.append(piece)

    crowd = [threading.Thread(target=flood) for _ in range(12)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    told = b"".join(answers)
    assert told.count(b"HTTP/1.1 200") >= 4000
    assert told.count(b"HTTP/1.1 429") > 500
    assert b'lang="es"' in told
    assert b'lang="pt-BR"' in told
    time.sleep(1)  # in which a crowd may ask 300 times again
    assert ask(stack.url, "/app/static/icon.png")[0] == 200


def test_nothing_large_is_taken(stack):
    token = "x" * 8
    status, _, _ = ask(
        stack.url, f"/_stcore/upload_file/{token}/1", "PUT", b"x" * 100_000, Cookie="replica=one"
    )
    assert status == 413


def test_the_log_of_the_proxy_names_nobody(stack):
    secret = "room-4711-seat"
    ask(stack.url, f"/join?room={secret}", User_Agent=secret, Referer=f"http://x/{secret}")
    ask(stack.url, f"/{secret}")
    lines = stack.proxy.log.read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert {"time", "kind", "status", "seconds", "replica"} <= told[-1].keys()
    assert secret not in "".join(lines)
    assert "127.0.0.1" not in "".join(lines)


def test_below_a_path_and_with_tls_and_a_front_door(tmp_path):
    door = tmp_path / "door"
    (door / "es").mkdir(parents=True)
    for name in ("index.html", "es/index.html"):
        (door / name).write_text(f"<!DOCTYPE html><title>{name}</title>", encoding="utf-8")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = ["openssl", *REQUEST, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    with Stack(
        tmp_path / "stack",
        names=("one",),
        base="/canales/",
        certificate=(certificate, key),
        door=door,
    ) as stack:
        for path, name in (
            ("/", "index.html"),
            ("/es/", "es/index.html"),
            ("/es", "es/index.html"),
        ):
            status, headers, body = ask(stack.proxy.url, path)
            assert (status, f"<title>{name}</title>" in body.decode()) == (200, True)
            assert headers.get_content_type() == "text/html"
            assert headers["x-content-type-options"] == "nosniff"
            assert "default-src 'self'" in headers["content-security-policy"]
        assert ask(stack.proxy.url, "/../nginx.conf")[0] in {400, 404}
        assert ask(stack.proxy.url, "/none")[0] == 404
        assert stack.url.startswith("https://")
        assert stack.url.endswith("/canales")
        status, headers, _ = ask(stack.url, "/sim")
        assert status == 200
        assert faults(headers, "/sim", tls=True) == []
        cookie = "replica=one; Path=/canales/; HttpOnly; SameSite=None; Secure; Partitioned"
        assert headers["set-cookie"] == cookie

        async def visit():
            async with Visitor(stack.url) as visitor:
                run = await visitor.open("sim", {"lang": "pt"} | SMALL.to_query())
                assert run.shown is not None

        asyncio.run(visit())


@pytest.fixture
def started(top):
    """The command that brings it up; ended whatever happens."""
    command = [sys.executable, "-m", "deploy.stack", "up", "--port", str(free_port())]
    with subprocess.Popen(command, cwd=top, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(60)


def test_one_command_brings_it_up_mends_it_and_another_ends_all_of_it(top, started):
    told = ""
    while "Ctrl-C" not in told and (line := started.stdout.readline()):
        told += line
    url = re.search(r"http://\S+", told)[0]
    pids = {name: int(pid) for name, pid in re.findall(r"(\w+) (\d+)(?=,|\n)", told)}
    assert pids.keys() == {"postgresql", "nginx", "one", "two"}
    assert ask(url, "/sim")[0] == 200
    psutil.Process(pids["one"]).kill()
    assert started.stdout.readline() == "replica one was gone and is back\n"
    down = [sys.executable, "-m", "deploy.stack", "down"]
    ended = subprocess.run(down, cwd=top, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "Everything has ended.\n")
    assert started.wait(30) == 0
    assert not any(psutil.pid_exists(pid) for pid in pids.values())
    again = subprocess.run(down, cwd=top, capture_output=True, text=True, check=False)
    assert (again.returncode, again.stdout) == (0, "It is not up.\n")


def test_the_committed_files_are_a_whole_configuration_as_compose_mounts_them(tmp_path):
    """The folder of the rules is another one than that of nginx, and can only be read."""
    rules, own = tmp_path / "rules", tmp_path / "own"
    shutil.copytree(FOLDER, rules)
    own.mkdir()
    told = (rules / "replicas.conf").read_text(encoding="utf-8")
    for address in COMPOSED.values():  # names that only the network of compose knows
        told = told.replace(f"server {address}", "server 127.0.0.1:1")
    (rules / "replicas.conf").write_text(told, encoding="utf-8")
    command = [find_or_install(), "-t", "-p", f"{own}/", "-c", str(rules / "nginx.conf")]
    with (tmp_path / "log").open("wb") as log:
        done = subprocess.run(command, stdout=log, stderr=log, check=False)
    assert done.returncode == 0, (tmp_path / "log").read_text()
