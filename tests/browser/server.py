"""The site as a process of its own, ready when every page can be asked for."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Starts `streamlit run app.py` and waits until app.py has run once.

    Before that, a deep link would meet Streamlit's old multipage mode and not the site.
    """

    def __init__(self, top: Path, log: Path, patience: float = 240) -> None:
        self.top = top
        self.log = log
        self.patience = patience
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        options = {
            "server.port": self.port,
            "server.address": "127.0.0.1",
            "server.headless": "true",
            "server.scriptHealthCheckEnabled": "true",
            "server.fileWatcherType": "none",
            "browser.gatherUsageStats": "false",
        }
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        for name, value in options.items():
            command += [f"--{name}", str(value)]
        ours = ("STREAMLIT_", "EXPLAINER_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=self.top, env=kept, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def wait(self) -> None:
        assert self.process is not None
        end = time.monotonic() + self.patience
        answer = "no answer"
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/script-health-check", timeout=30):
                    return
            except urllib.error.HTTPError as error:
                answer = f"{error.code} {error.read()[:500]!r}"
            except OSError as error:
                answer = str(error)
            time.sleep(0.2)
        raise RuntimeError(f"the site did not start ({answer}):\n{self.output()[-4000:]}")

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def output(self) -> str:
        """What the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")
