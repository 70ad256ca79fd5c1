"""How soon a slow phone shows the pages that are read: `python -m tests.benchmarks.read_paint`.

A host of plain files that compresses nothing, a line of 150 kB/s with 150 ms of delay, a processor
four times slower, an empty cache: every page, or those whose folders are named, is opened three
times. Told for each: bytes of the page itself, and the medians of its first paint with words and of
its largest one; told at the end: the lightest, middle and heaviest, the soonest, middle and latest.
At most a second until the first paint is what is aimed at.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from explainer.reading_edition import run_store
from explainer.reading_edition.addresses import FILE
from explainer.reading_edition.build import Site, build, edition_pages
from tests.browser.find_chromium import advice, find

AT_MOST = 1.0
TIMES = 3
CPU_SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 150_000, "uploadThroughput": 75_000}
PAINTS = """() => new Promise(done => {
  const told = {};
  const look = new PerformanceObserver(list => {
    for (const one of list.getEntries()) {
      told[one.entryType === 'paint' ? one.name : 'largest'] = one.startTime;
    }
  });
  look.observe({type: 'paint', buffered: true});
  look.observe({type: 'largest-contentful-paint', buffered: true});
  setTimeout(() => done([told['first-contentful-paint'], told.largest]), 300);
})"""


class Quiet(SimpleHTTPRequestHandler):
    """A host of plain files that keeps lines open and tells nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_words: object) -> None:
        """Tell nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def paints(browser: Browser, address: str) -> tuple[float, float]:
    """Return the seconds to the first and to the largest paint of a page, on a slow phone."""
    size = {"width": 360, "height": 740}
    with browser.new_context(viewport=size, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
        page.goto(address)
        first, largest = page.evaluate(PAINTS)
    return first / 1000, largest / 1000


def main(folders: list[str]) -> int:
    """Measure; return 1 if a first paint comes too late."""
    path = find()
    if path is None:
        sys.exit(advice())
    late = 0
    bare = "bare/"  # what the browser itself takes
    wanted = folders or [edition_page.folder for edition_page in edition_pages()]
    measured: list[tuple[float, float, float]] = []
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        out = Path(place)
        build(out, Site(), run_store.RunStore(run_store.load()))
        (out / bare).mkdir()
        (out / bare / FILE).write_text("<!DOCTYPE html><title>a</title><p>b", encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with hosted(out) as root:
            for folder in (bare, *wanted):
                taken = [paints(browser, f"{root}{folder}") for _ in range(TIMES)]
                first, largest = (median(times) for times in zip(*taken, strict=True))
                late += first > AT_MOST
                size = len((out / folder / FILE).read_bytes()) / 1000
                measured += [(size, first, largest)] * (folder != bare)
                told = f"{size:6.0f} kB  first {first:5.2f} s  largest {largest:5.2f} s"
                print(f"{folder:48}{told}", flush=True)
        browser.close()
    for name, result in zip(("kB", "first", "largest"), zip(*measured, strict=True), strict=True):
        print(f"{name:10}{min(result):8.2f}{median(result):8.2f}{max(result):8.2f}")
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    return int(late > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
