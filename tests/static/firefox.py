"""A Firefox as its makers ship it, driven over WebDriver BiDi, cut off from the network."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO, Any

from websockets.sync.client import connect

from tests.static.find_firefox import ADVICE, find

PREFERENCES = {
    # Whatever is not this machine goes to a proxy that there is not.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "localhost",
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "es-MX, es",
    "ui.prefersReducedMotion": 1,
}
LISTENS = re.compile(r"ws://[\w.:\[\]]+")


class Firefox:
    """One window; use it as ``with Firefox() as page``."""

    def __enter__(self) -> Firefox:
        """Start it and open a session."""
        program = find()
        if program is None:
            raise FileNotFoundError(ADVICE)
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
        (Path(self._profile.name) / "user.js").write_text("\n".join(lines), "utf-8")
        self._process = subprocess.Popen(
            [
                *(program, "--headless", "--no-remote", "--remote-debugging-port=0"),
                *("--profile", self._profile.name),
            ],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self._open = contextlib.ExitStack()
        try:
            self._begin()
        except BaseException:
            self._end()
            raise
        return self

    def _begin(self) -> None:
        assert self._process.stderr is not None
        address = f"{_address(self._process.stderr)}/session"
        line = connect(address, max_size=None, open_timeout=120, proxy=None)
        self._line = self._open.enter_context(line)
        self._number = 0
        self._send("session.new", {"capabilities": {}})
        tree = self._send("browsingContext.getTree", {})
        self._context = tree["contexts"][0]["context"]

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._end()

    def _end(self) -> None:
        self._open.close()
        self._process.terminate()
        self._process.wait(30)
        if self._process.stderr is not None:
            self._process.stderr.close()
        self._profile.cleanup()

    def open(self, url: str) -> None:
        """Go to an address and wait until the document is loaded."""
        self._send(
            "browsingContext.navigate", {"context": self._context, "url": url, "wait": "complete"}
        )

    def evaluate(self, script: str) -> Any:
        """Return what a script comes to, as JSON would have it."""
        asked = {
            "expression": f"JSON.stringify({script})",
            "target": {"context": self._context},
            "awaitPromise": True,
        }
        found = self._send("script.evaluate", asked)
        if found["type"] != "success":
            raise RuntimeError(found["exceptionDetails"]["text"])
        text = found["result"].get("value")
        return None if text is None else json.loads(text)

    def wait(self, script: str, seconds: float) -> None:
        """Wait until a script comes to something true."""
        end = time.monotonic() + seconds
        while not self.evaluate(f"Boolean({script})"):
            if time.monotonic() > end:
                raise TimeoutError(f"{script}: {self.evaluate('document.body.innerText')[:500]}")
            time.sleep(0.3)

    def _send(self, method: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        self._line.send(json.dumps(message))
        while True:
            answer = json.loads(self._line.recv(timeout=300))
            if answer.get("id") == self._number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]


def _address(said: IO[str]) -> str:
    for line in said:
        if "WebDriver BiDi" in line and (found := LISTENS.search(line)):
            return found[0]
    raise RuntimeError("Firefox ended before it listened")
