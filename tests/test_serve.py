"""`make run` tells the right address, only when every page can be asked for, and ends whole."""

from __future__ import annotations

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from uvicorn import Config
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from deploy.site_process import free_port

REQUEST = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
# Put into a server's path: writes down each address outside of this machine that it asks for.
# uvloop would ask past Python's sockets.
SPY = """
import os, socket, sys
sys.modules["uvloop"] = None
connect, look_up = socket.socket.connect, socket.getaddrinfo
def spy(name):
    with open(os.environ["SPIED"], "a") as file:
        file.write(f"{name}\\n")
def spied_connect(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        spy(address[0])
    return connect(self, address)
def spied_look_up(host, *rest, **named):
    if host not in (None, "127.0.0.1", "::1", "localhost", "0.0.0.0", "::"):
        spy(host)
    return look_up(host, *rest, **named)
socket.socket.connect, socket.getaddrinfo = spied_connect, spied_look_up
"""


@contextmanager
def served(
    top: Path, *options: str, **environment: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the site; give the process and the address that it told."""
    command = [sys.executable, "deploy/serve.py", *options]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "EXPLAINER_"))}
    with subprocess.Popen(
        command, cwd=top, env=kept | environment, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            told = ""
            while "Ctrl-C" not in told and (line := server.stdout.readline()):
                told += line
            found = re.search(r"https?://\S+", told)
            assert found, told
            yield server, found[0]
        finally:
            server.kill()


def status(address: str, context: ssl.SSLContext | None = None, **headers: str) -> int:
    asked = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=20, context=context) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_address_is_told_when_the_site_is_ready(top: Path) -> None:
    port = free_port()
    with served(top, "--port", str(port)) as (server, address):
        assert address == f"http://localhost:{port}"
        assert status(f"http://127.0.0.1:{port}/sim") == 200
        assert status(f"http://127.0.0.1:{port}/_stcore/script-health-check") == 200
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


@pytest.mark.parametrize("port", ["0", "70000", "x", "-1", "8501; rm"])
def test_a_port_that_cannot_be_is_refused_in_one_line(top: Path, port: str) -> None:
    command = [sys.executable, "deploy/serve.py", f"--port={port}"]
    told = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "is not a port from 1 to 65535" in told.stderr


def test_a_port_that_is_taken_is_never_told_as_ready(top: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [sys.executable, "deploy/serve.py", "--port", str(port)]
        told = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "http://" not in told.stdout
    assert f"Port {port} is not available" in told.stderr
    assert "Traceback" not in told.stderr


def test_without_a_port_the_next_free_one_is_taken_and_told(top: Path) -> None:
    with served(top) as (_, first), served(top) as (_, second):
        assert first != second
        assert status(first) == status(second) == 200


def test_below_a_path_and_over_ipv6_the_address_and_the_pages_are_there(top: Path) -> None:
    port = free_port()
    path = {"STREAMLIT_SERVER_BASE_URL_PATH": "/canales/"}
    with served(top, "--host", "::1", "--port", str(port), **path) as (_, address):
        assert address == f"http://[::1]:{port}/canales"
        assert status(f"{address}/sim") == 200
        assert status(f"{address}/_stcore/health") == 200
        assert status(f"{address}/a/a") == 404
        with connect(f"ws://[::1]:{port}/canales/_stcore/stream", subprotocols=["streamlit"]):
            pass


def test_with_a_certificate_the_address_is_a_safe_one(top: Path, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", *REQUEST, "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    files = {
        "STREAMLIT_SERVER_SSL_CERT_FILE": str(certificate),
        "STREAMLIT_SERVER_SSL_KEY_FILE": str(key),
    }
    port = free_port()
    with served(top, "--port", str(port), **files) as (_, address):
        assert address == f"https://localhost:{port}"
        unchecked = ssl.create_default_context()
        unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
        assert status(f"{address}/sim", unchecked) == 200


@pytest.mark.parametrize(
    "name",
    ["SIGKILL", *(pytest.param(name, marks=pytest.mark.slow) for name in ("SIGHUP", "SIGINT"))],
)
def test_whatever_ends_it_nothing_serves_afterwards(top: Path, name: str) -> None:
    port = free_port()
    with served(top, "--port", str(port)) as (server, _):
        stream = f"ws://127.0.0.1:{port}/_stcore/stream"
        with connect(stream, subprotocols=["streamlit"]):  # type: ignore[list-item]  # plain text to it
            server.send_signal(getattr(signal, name))
            server.wait(20)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5)


@pytest.mark.skipif(sys.platform == "win32", reason="uvloop does not exist there")
def test_messages_go_out_by_the_quick_loop() -> None:
    """Streamlit wakes the loop for every part of a page, which costs asyncio a system call each."""
    loop = Config("app:app").get_loop_factory()
    assert loop is not None
    assert loop.__module__ == "uvloop"


def test_a_setting_that_cannot_be_meant_is_named(top: Path) -> None:
    command = [sys.executable, "deploy/serve.py", "--port", str(free_port())]
    made = os.environ | {"EXPLAINER_FRAMES": "everybody; x"}
    told = subprocess.run(command, cwd=top, env=made, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "EXPLAINER_FRAMES" in told.stderr
    assert "Traceback" not in told.stderr


def spying(tmp_path: Path) -> Mapping[str, str]:
    (tmp_path / "sitecustomize.py").write_text(SPY)
    return {"PYTHONPATH": str(tmp_path), "SPIED": str(tmp_path / "spied")}


def test_a_foreign_page_is_refused_at_once_and_nobody_outside_is_asked(
    top: Path, tmp_path: Path
) -> None:
    port = free_port()
    foreign = "https://evil.example"
    spied = tmp_path / "spied"
    with served(top, "--port", str(port), **spying(tmp_path)) as (_, address):
        took = []
        for _ in range(5):
            begun = time.perf_counter()
            with pytest.raises(InvalidStatus) as refused:
                connect(f"ws://127.0.0.1:{port}/_stcore/stream", origin=foreign)  # type: ignore[arg-type]  # text to it
            took.append(time.perf_counter() - begun)
            assert refused.value.response.status_code == 403
        assert min(took) < 0.05
        assert sorted(took)[2] < 0.5
        for path in ("", "/_stcore/health", "/_stcore/host-config", "/app/static/icon.png"):
            assert status(address + path, Origin=foreign) == 200
        own = f"http://127.0.0.1:{port}"
        with connect(f"ws://127.0.0.1:{port}/_stcore/stream", origin=own):  # type: ignore[arg-type]  # text to it
            pass
        assert not spied.exists(), spied.read_text()


def test_the_spy_sees_who_asks_outside(tmp_path: Path) -> None:
    made = os.environ | spying(tmp_path)
    asks = "import socket; s = socket.socket(); s.settimeout(0.1); s.connect(('192.0.2.1', 80))"
    subprocess.run([sys.executable, "-c", asks], env=made, capture_output=True, check=False)
    assert (tmp_path / "spied").read_text() == "192.0.2.1\n"
