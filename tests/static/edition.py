"""The built edition as visitors open it: its own server, a browser, and no network beside them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from deploy.site_process import free_port
from tests.browser.visits import FLAGS, RUNS, ready

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

TOP = Path(__file__).resolve().parents[2]
BUILT = TOP / "dist" / "static"
CUT_OFF = [*FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost"]
PATIENCE = 240_000
"""Milliseconds; a busy machine is slow, not wrong."""


@contextmanager
def served(folder: Path = BUILT) -> Iterator[str]:
    """Serve the edition by its own `serve.py`; give the address."""
    if not (folder / "serve.py").exists():
        raise FileNotFoundError(f"{folder}: build it first, with `make static`")
    port = free_port()
    command = [sys.executable, str(folder / "serve.py"), str(port)]
    environment = os.environ | {"BROWSER": "true"}  # a browser that opens nothing
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    url = f"http://localhost:{port}/"
    try:
        end = time.monotonic() + 30
        while True:
            try:
                urllib.request.urlopen(url).close()
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


def still(page: Page) -> None:
    """Wait until the page has answered and stands still."""
    page.wait_for_function("() => !document.getElementById('start')", timeout=PATIENCE)
    ready(page, PATIENCE)


class Visit:
    """One visitor with one page, and all that it asked for and complained of."""

    def __init__(self, browser: Browser, url: str, locale: str = "es-MX") -> None:
        self.url = url
        self.context: BrowserContext = browser.new_context(
            viewport={"width": 1280, "height": 900},
            locale=locale,
            accept_downloads=True,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(path=RUNS)
        self.requests: list[str] = []
        self.failures: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("requestfailed", lambda one: self.failures.append(f"failed: {one.url}"))
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, line: object) -> None:
        kind, text = line.type, line.text  # type: ignore[attr-defined]  # of two browsers
        if kind == "error":
            self.failures.append(text)

    def open(self, path: str = "") -> Page:
        """Open an address, and wait until the first page stands."""
        self.page.goto(self.url + path)
        still(self.page)
        return self.page

    def foreign(self) -> list[str]:
        """Return the requests that went to another host."""
        own = urlsplit(self.url).netloc
        web = {"http", "https", "ws", "wss"}
        return sorted(
            {
                one
                for one in self.requests
                if urlsplit(one).scheme in web and urlsplit(one).netloc != own
            }
        )
