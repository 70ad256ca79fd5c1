"""`make run` tells the address only when every page can be asked for."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browser.server import free_port


def test_the_address_is_told_when_the_site_is_ready(top: Path) -> None:
    port = free_port()
    command = [sys.executable, "deploy/serve.py", "--port", str(port)]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
    with subprocess.Popen(command, cwd=top, env=kept, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            lines = [server.stdout.readline() for _ in range(6)]
            assert re.search(rf"http://localhost:{port}\b", "".join(lines))
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sim", timeout=10) as answer:
                assert answer.status == 200
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


@pytest.mark.parametrize("port", ["0", "70000", "x", "-1", "8501; rm"])
def test_a_port_that_cannot_be_is_refused_in_one_line(top: Path, port: str) -> None:
    command = [sys.executable, "deploy/serve.py", f"--port={port}"]
    told = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "is not a port from 1 to 65535" in told.stderr
