"""What the edition without a server weighs and how long it takes: `python -m tests.static.measure`.

Prints size, seconds from an empty and from a filled browser to the home page and to the simulator
with its first chart, seconds of one step, and memory of the browser's page process. The network is
this machine's own: what a download takes comes on top.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import psutil

from deploy.static.pages import weight
from simulations import Scenario
from tests.browser.find_chromium import find
from tests.browser.visits import RUNS
from tests.static.edition import BUILT, CUT_OFF, PATIENCE, served, still

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

CHART = f"sim?lang=es&{urlencode(Scenario().to_query())}"


def main() -> int:
    """Measure and print, one JSON object."""
    from playwright.sync_api import sync_playwright

    found: dict[str, float] = {
        "megabytes": weight(BUILT) / 1e6,
        "zip_megabytes": BUILT.with_suffix(".zip").stat().st_size / 1e6,
        "files": sum(one.is_file() for one in BUILT.rglob("*")),
        "load_of_machine": os.getloadavg()[0],
    }
    with served() as url, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for state in ("cold", "warm"):
            found |= _visit(playwright, url, Path(folder), state)
    json.dump({name: round(value, 1) for name, value in found.items()}, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


def _visit(playwright: Playwright, url: str, profile: Path, state: str) -> Mapping[str, float]:
    """Open the home page, then the simulator by its own address, in a browser with a profile."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=find(), args=CUT_OFF, viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=RUNS)
    page = context.pages[0]
    found = {}
    for name, path in (("home", "?lang=es"), ("chart", CHART)):
        page.goto("about:blank")
        begin = time.monotonic()
        page.goto(url + path)
        page.wait_for_selector(".ec-footer" if name == "home" else ".js-plotly-plot .main-svg")
        found[f"{state}_{name}_seconds"] = time.monotonic() - begin
        still(page)
    found[f"{state}_megabytes_of_memory"] = _memory()
    begin = time.monotonic()
    page.locator(".ec-languages a[data-language=pt]").click()
    page.wait_for_function("document.documentElement.lang === 'pt-BR'")
    found[f"{state}_language_seconds"] = time.monotonic() - begin
    context.close()
    return found


def _memory() -> float:
    """Return the resident megabytes of the largest page process of this browser."""
    mine = psutil.Process().children(recursive=True)
    pages = [one for one in mine if "--type=renderer" in " ".join(one.cmdline())]
    return max(one.memory_info().rss for one in pages) / 1e6


if __name__ == "__main__":
    sys.exit(main())
