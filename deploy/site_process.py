"""The site as a process of its own, ready when every page can be asked for."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Self

from deploy.processes import end_process, is_ready_in_time


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Starts the site as `make run` does and waits until it answers.

    It can be killed and started again at the same address, be run by another interpreter and
    with other settings in its environment.
    """

    def __init__(
        self,
        top: Path,
        log: Path,
        patience: float = 240,
        *,
        python: str = sys.executable,
        settings: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.top = top
        self.log = log
        self.patience = patience
        self.python = python
        self.settings = settings
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self._answer = "no answer"

    def __enter__(self) -> Self:
        self.start()
        return self

    def start(self) -> None:
        """Start it, the first time or anew, and wait until it answers."""
        command = [self.python, "deploy/serve.py", "--port", str(self.port)]
        kept = {
            k: v
            for k, v in os.environ.items()
            if not k.startswith(("STREAMLIT_", "EXPLAINER_")) and k != "DATABASE_URL"
        }
        # Its rooms lie beside the log and not among those of whoever works here.
        kept |= {"EXPLAINER_DATA": str(self.log.with_suffix(".data")), **self.settings}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.top, env=kept, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise

    def kill(self) -> None:
        """End it at once, as a machine does that runs out of memory."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait(self) -> None:
        """Wait until every page can be asked for.

        Raises `RuntimeError`, with what it printed, if it ended or took too long.
        """
        assert self.process is not None
        if not is_ready_in_time(self.process, self._is_ready, self.patience, pause=0.2):
            raise RuntimeError(f"the site did not start ({self._answer}):\n{self.output()[-4000:]}")

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/script-health-check", timeout=30):
                return True
        except urllib.error.HTTPError as error:
            self._answer = f"{error.code} {error.read()[:500]!r}"
        except OSError as error:
            self._answer = str(error)
        return False

    def stop(self) -> None:
        """Ask it to end; make it end after ten seconds."""
        assert self.process is not None
        end_process(self.process)

    def output(self) -> str:
        """What the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")
